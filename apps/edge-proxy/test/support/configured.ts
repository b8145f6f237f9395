import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Program, runtimes, Settings } from "./programs.ts";

/** Starts a program with a configuration document: by file, and on Workers by the binding. */
export async function startConfigured(
  { runtime, start }: (typeof runtimes)[number],
  settings: Settings,
  config: object,
): Promise<Program> {
  if (runtime === "workerd") return start({ ...settings, CONFIG: JSON.stringify(config) });
  const folder = await mkdtemp(join(tmpdir(), "so-proxy-config-"));
  const file = join(folder, "config.json");
  await writeFile(file, JSON.stringify(config));
  try {
    return await start({ ...settings, CONFIG: file });
  } finally {
    await rm(folder, { recursive: true });
  }
}
