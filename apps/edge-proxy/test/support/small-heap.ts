import type { Program, Settings } from "./programs.ts";

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
