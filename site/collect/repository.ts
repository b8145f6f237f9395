import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Folder that everything made for the site goes to. */
export const generated = join(root, "site/src/generated");

/** Path below which the site is served, with a slash at both ends. Default `/`; `SITE_BASE` sets it. */
export const base = `/${process.env["SITE_BASE"] ?? ""}/`.replace(/\/{2,}/g, "/");

/** Files of the repository, new ones that nobody has added yet among them; relative paths. */
export function listFiles(...patterns: readonly string[]): string[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", ...patterns], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return listed
    .split("\n")
    .filter((file) => file !== "")
    .sort();
}

/** Text of a file of the repository. */
export function readText(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
