import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The reference pages that the contract was written from. */
export interface Reference {
  /** The folder. */
  readonly folder: string;
  /** A page's lines by its path below the folder; undefined where there is no such page. */
  readonly lines: (file: string) => readonly string[] | undefined;
}

/** Where a checkout has the pages unless `SO_REFERENCE_DIR` says otherwise: beside the repository. */
const besideRepository = new URL("../../../../../shared/reference/", import.meta.url);

/** Opens the pages, or gives undefined where there are none: they are not part of the repository. */
export function openReference(folder = process.env["SO_REFERENCE_DIR"]): Reference | undefined {
  const root = folder === undefined || folder === "" ? besideRepository : pathToFileURL(`${folder}/`);
  if (!existsSync(fileURLToPath(root))) return undefined;
  const known = new Map<string, readonly string[] | undefined>();
  return {
    folder: fileURLToPath(root),
    lines(file) {
      if (!known.has(file)) {
        const path = new URL(file, root);
        known.set(file, existsSync(fileURLToPath(path)) ? readFileSync(path, "utf8").split("\n") : undefined);
      }
      return known.get(file);
    },
  };
}

/** The texts of a page's fences of one kind, in their order: `http!` is the sample request, `http_` the answer. */
export function fences(lines: readonly string[], kind: string): string[] {
  const found: string[] = [];
  let open: string[] | undefined;
  let isWanted = false;
  for (const line of lines) {
    const mark = /^```(\S*)\s*$/.exec(line);
    if (mark === null) open?.push(line);
    else if (open === undefined) {
      open = [];
      isWanted = mark[1] === kind;
    } else {
      if (isWanted) found.push(`${open.join("\n")}\n`);
      open = undefined;
    }
  }
  return found;
}
