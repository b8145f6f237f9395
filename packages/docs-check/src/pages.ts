import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Block, readBlocks } from "./blocks.ts";

/** The root of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Every page of the repository that people read: all Markdown but changelogs and changesets, sorted. */
function pages(): string[] {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], {
    cwd: root,
    encoding: "utf8",
  });
  return files
    .split("\n")
    .filter((page) => page !== "" && !/(?:^|\/)(?:CHANGELOG\.md$|\.changeset\/)/.test(page))
    .sort();
}

/** All blocks of all pages, in the order of pages and lines. */
export function allBlocks(): Block[] {
  return pages().flatMap((page) => readBlocks(page, readFileSync(join(root, page), "utf8")));
}
