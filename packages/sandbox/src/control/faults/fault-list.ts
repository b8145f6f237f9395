import type { ActiveFault, Fault, Faults } from "./fault.ts";
import { readFault } from "./read-fault.ts";

/** What is known of a request when faults are looked for. */
export interface FaultSubject {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  /** Of the operation that it means; undefined where it means none. Asked for only where a fault names one. */
  operationId(): string | undefined;
}

/** What a request met: at most one fault that decides the answer, and any number of latencies before it. */
export interface MetFaults {
  /** Of the fault that decides, else of the last latency. */
  readonly id: number;
  readonly milliseconds: number;
  readonly effect: Exclude<Fault, { kind: "latency" }> | undefined;
}

export interface FaultList extends Faults {
  /** Takes what comes over HTTP as well. */
  add(fault: unknown): ActiveFault;
  /** Finds what a request meets and counts it. */
  meet(subject: FaultSubject): MetFaults | undefined;
}

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  readonly path: RegExp | undefined;
  left: number | "always";
  met: number;
}

/** `changed` is called after every change, the count of a met fault included. */
export function faultList(isOperation: (operationId: string) => boolean, changed: () => void): FaultList {
  let entries: Entry[] = [];
  let lastId = 0;
  const show = ({ id, fault, left, met }: Entry): ActiveFault => ({ id, fault, left, met });
  return {
    add(value) {
      const fault = readFault(value, isOperation);
      const path = fault.path === undefined ? undefined : patternOf(fault.path);
      const entry: Entry = { id: ++lastId, fault, path, left: fault.times ?? 1, met: 0 };
      entries.push(entry);
      changed();
      return show(entry);
    },
    list: () => entries.map(show),
    remove(id) {
      const before = entries.length;
      entries = entries.filter((entry) => entry.id !== id);
      if (entries.length < before) changed();
      return entries.length < before;
    },
    clear() {
      entries = [];
      changed();
    },
    meet(subject) {
      if (entries.length === 0) return undefined;
      let milliseconds = 0;
      let id = 0;
      let effect: MetFaults["effect"];
      for (const entry of entries) {
        const { fault } = entry;
        if (fault.kind !== "latency" && effect !== undefined) continue;
        if (!fits(entry, subject)) continue;
        entry.met += 1;
        if (entry.left !== "always") entry.left -= 1;
        if (fault.kind === "latency") milliseconds += fault.milliseconds;
        else effect = fault;
        if (fault.kind !== "latency" || effect === undefined) id = entry.id;
      }
      if (id === 0) return undefined;
      entries = entries.filter(({ left }) => left !== 0);
      changed();
      return { id, milliseconds, effect };
    },
  };
}

function fits({ fault, path }: Entry, subject: FaultSubject): boolean {
  if (fault.method !== undefined && fault.method !== subject.method) return false;
  if (path !== undefined && !path.test(subject.path)) return false;
  return fault.operationId === undefined || fault.operationId === subject.operationId();
}

/** Several `*` in a row are one, so that a pattern of many cannot make the search slow. */
function patternOf(path: string): RegExp {
  const parts = path.split(/\*+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "is");
}
