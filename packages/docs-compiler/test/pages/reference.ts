import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** The reference folder: SO_REFERENCE_DIR, or the one beside the repository. */
export const referenceDir = (): string =>
  process.env["SO_REFERENCE_DIR"] ?? resolve(import.meta.dirname, "../../../../../shared/reference");

/** True where the pages are at hand. Says so where they are not: a skipped proof must not look like one. */
export const hasReference = (what: string): boolean => {
  if (existsSync(join(referenceDir(), "agent"))) return true;
  console.warn(`No reference pages at ${referenceDir()} (SO_REFERENCE_DIR): ${what} was not shown.`);
  return false;
};
