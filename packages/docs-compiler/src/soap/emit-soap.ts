import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { VersionModel } from "../wsdl/version-model.ts";
import { describeVersion } from "./describe.ts";
import { writeDescriptors } from "./write-descriptors.ts";

/**
 * Writes the descriptors of all versions into a folder that is theirs alone, `openapi/soap`: files that no longer
 * belong there are removed. Returns the paths below it that were written.
 */
export const emitSoap = (folder: string, versions: readonly VersionModel[]): string[] => {
  const files = writeDescriptors(versions.map(describeVersion));
  const present = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  for (const path of present) {
    const name = path.replaceAll("\\", "/");
    if (name.endsWith(".json") && !files.has(name)) rmSync(join(folder, path));
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return [...files.keys()];
};
