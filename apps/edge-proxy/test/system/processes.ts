import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Program } from "../support/programs.ts";

/** What Linux knows of a process. */
export interface ProcessFacts {
  /** Resident memory in bytes, now. */
  memory(): number;
  /** Largest resident memory so far, in bytes. */
  peakMemory(): number;
  /** Open sockets, those that listen included. */
  sockets(): number;
}

/** Looks into /proc. A Worker's process is the youngest workerd that this one has started. */
export function processOf(program: Program): ProcessFacts {
  const pid = program.pid ?? youngestChild("workerd");
  const status = (name: string): number => {
    const line = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(line?.[1]) * 1024;
  };
  return {
    memory: () => status("VmRSS"),
    peakMemory: () => status("VmHWM"),
    sockets: () =>
      readdirSync(`/proc/${pid}/fd`).filter((fd) => linkOf(`/proc/${pid}/fd/${fd}`)?.startsWith("socket:"))
        .length,
  };
}

function youngestChild(name: string): number {
  const children = readdirSync(`/proc/self/task`).flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
  );
  const found = children.filter((pid) => readFileSync(`/proc/${pid}/comm`, "utf8").trim() === name);
  const pid = found.sort((a, b) => a - b).at(-1);
  if (pid === undefined) throw new Error(`no ${name} was started here`);
  return pid;
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    // Closed since it was listed.
    return undefined;
  }
}
