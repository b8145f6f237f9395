import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Program, Settings } from "../support/programs.ts";

/** What Linux knows of a process. */
export interface ProcessFacts {
  /** Resident memory in bytes, now. */
  memory(): number;
  /** Largest resident memory so far, in bytes. */
  peakMemory(): number;
  /** Open sockets, those that listen included. */
  sockets(): number;
}

/**
 * A heap that is collected early, for measurements of memory: with all that a machine has, V8 and JavaScriptCore let a
 * hundred megabytes of garbage wait, more when the machine is busy. What is held stays held, and then ends the program.
 */
const smallHeap: Settings = {
  NODE_OPTIONS: "--max-old-space-size=64 --max-semi-space-size=1",
  DENO_V8_FLAGS: "--max-old-space-size=64,--max-semi-space-size=1",
  BUN_JSC_forceRAMSize: String(64 * 1024 * 1024),
};

/** Starts a program with a small heap; workerd takes the small young generation only. */
export async function startSmall(
  start: (settings: Settings) => Promise<Program>,
  settings: Settings,
): Promise<Program> {
  // Miniflare hands it to the workerd that it starts.
  process.env["MINIFLARE_WORKERD_V8_FLAGS"] = "--max-semi-space-size=1";
  try {
    return await start({ ...smallHeap, ...settings });
  } finally {
    delete process.env["MINIFLARE_WORKERD_V8_FLAGS"];
  }
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
