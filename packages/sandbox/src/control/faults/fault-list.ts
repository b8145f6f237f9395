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
  readonly path: ((path: string) => boolean) | undefined;
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
      const path = fault.path === undefined ? undefined : pathTest(fault.path);
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
  if (path !== undefined && !path(subject.path)) return false;
  return fault.operationId === undefined || fault.operationId === subject.operationId();
}

/**
 * Makes the test of a path against a pattern with `*`, in any case. Each part is looked for once, from left to right, so
 * that no pattern is slow: a regular expression with many stars would be.
 */
function pathTest(pattern: string): (path: string) => boolean {
  const [first = "", ...others] = pattern.toLowerCase().split("*");
  const last = others.pop();
  return (path) => {
    const text = path.toLowerCase();
    if (last === undefined) return text === first;
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of others) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}
