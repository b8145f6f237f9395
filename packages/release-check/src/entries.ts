import type { Packed } from "./pack.ts";

/** Names of a wildcard's modules that stand for all of them. */
const examples: Readonly<Record<string, string>> = {
  "./agents/*": "./agents/contact",
  "./entities/*": "./entities/contact",
  "./closed/agents/*": "./closed/agents/contact",
  "./closed/entities/*": "./closed/entities/contact",
};

/** Entry points of a package that are code: all that stand in `exports`, one for each wildcard, as a user writes them. */
export function entriesOf({ packed, files }: Packed): string[] {
  return Object.entries(packed.exports ?? {})
    .flatMap(([entry, target]) => {
      if (!/\.js"/.test(JSON.stringify(target))) return [];
      if (!entry.includes("*")) return [entry];
      const example = examples[entry];
      return example === undefined ? folders(files).map((name) => entry.replace("*", name)) : [example];
    })
    .filter((entry) => !/worker/.test(entry))
    .map((entry) => `${packed.name}${entry.slice(1)}`);
}

/** `./*` is a folder of dist with an index. */
function folders(files: readonly string[]): string[] {
  return files.flatMap((file) => /^dist\/([\w-]+)\/index\.js$/.exec(file)?.[1] ?? []);
}
