import { parse } from "yaml";
import type { Out } from "../emit/schema.ts";
import { toYaml } from "../emit/yaml.ts";

const comment = /^(?:#.*\n)*/;

/**
 * Adds to the entry document of some groups what the contract folder lists already, so that `--only` brings groups up
 * to date and takes none away. Changes `files`.
 */
export function mergeEntry(files: Map<string, string>, before: Out): void {
  const text = files.get("openapi.yaml") ?? "";
  const entry = parse(text) as Out;
  const components = entry["components"] as Out;
  const known = (before["components"] ?? {}) as Out;
  const tags = new Map([...tagsOf(before), ...tagsOf(entry)]);
  const merged = {
    ...entry,
    tags: [...tags.keys()].sort().map((name) => tags.get(name)),
    paths: sorted({ ...(before["paths"] as Out | undefined), ...(entry["paths"] as Out) }),
    components: {
      ...components,
      schemas: sorted({ ...(known["schemas"] as Out | undefined), ...(components["schemas"] as Out) }),
    },
  };
  files.set("openapi.yaml", `${comment.exec(text)?.[0] ?? ""}${toYaml(merged)}`);
}

const tagsOf = (entry: Out): [string, Out][] =>
  ((entry["tags"] ?? []) as Out[]).map((tag) => [String(tag["name"]), tag]);

const sorted = (object: Out): Out =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
