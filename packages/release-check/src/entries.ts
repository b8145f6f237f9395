import type { Packed } from "./pack.ts";

/** Something that a user may name: `@so-webapi/client/agents/contact`. */
export interface Entry {
  readonly name: string;
  /** What it leads to, relative to the package. */
  readonly file: string;
}

/**
 * All that stands in a package's `exports` and is there when the program runs, as a user writes it, with a name for every file
 * of a wildcard. Types have no such thing; Workers are made for one runtime and tested by the proxy.
 */
export function entriesOf({ packed, files }: Packed): Entry[] {
  return Object.entries(packed.exports ?? {})
    .flatMap(([entry, target]) => {
      const file = typeof target === "string" ? target : defaultOf(target);
      if (file === undefined) return [];
      return expanded(entry, file.replace(/^\.\//, ""), files);
    })
    .filter(({ entry }) => !/worker/.test(entry))
    .map(({ entry, file }) => ({ name: `${packed.name}${entry.slice(1)}`, file }));
}

/** Those that are code. */
export function modulesOf(one: Packed): string[] {
  return entriesOf(one).flatMap(({ name, file }) => (file.endsWith(".js") ? [name] : []));
}

function defaultOf(target: unknown): string | undefined {
  const file =
    typeof target === "object" && target !== null && "default" in target ? target.default : undefined;
  return typeof file === "string" ? file : undefined;
}

/** An entry for each file that a wildcard stands for: a folder's index, or a module of a folder. */
function expanded(entry: string, target: string, files: readonly string[]) {
  const [before = "", after] = target.split("*");
  if (after === undefined) return [{ entry, file: target }];
  return files.flatMap((file) => {
    if (!file.startsWith(before) || !file.endsWith(after)) return [];
    const name = file.slice(before.length, -after.length);
    return name === "" || name.includes("/") ? [] : [{ entry: entry.replace("*", name), file }];
  });
}
