import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Writes a configuration file into a folder of its own, which goes when the test is over. */
export function configFile(document: object): string {
  const folder = mkdtempSync(join(tmpdir(), "so-proxy-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "so-proxy.config.json");
  writeFileSync(path, JSON.stringify(document));
  return path;
}
