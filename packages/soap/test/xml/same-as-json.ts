import type { Tree } from "./tree.ts";

/**
 * Holds an element against the JSON that was made of it, knowing nothing of types: elements are properties, repeated ones items,
 * pairs of `Key` and `Value` entries, texts the values' own. Gives the path of the first place that differs.
 */
export function differsFromJson(tree: Tree, json: unknown, path = ""): string | undefined {
  if (tree.text === "nil") return json === null || json === undefined ? undefined : path;
  if (Array.isArray(json)) {
    if (json.length !== tree.children.length) return `${path}[]`;
    return first(
      tree.children.map((child, index) => differsFromJson(child, json[index], `${path}/${index}`)),
    );
  }
  if (typeof json === "object" && json !== null) {
    const entries = new Map(Object.entries(json));
    for (const child of tree.children) {
      const [key, value] = child.children;
      const isPair =
        /\}Key$/.test(key?.name ?? "") && /\}Value$/.test(value?.name ?? "") && child.children.length === 2;
      const name = isPair && key !== undefined ? key.text : localOf(child);
      const inner = isPair && value !== undefined ? value : child;
      if (!entries.has(name)) return `${path}/${name}`;
      const found = differsFromJson(inner, entries.get(name), `${path}/${name}`);
      if (found !== undefined) return found;
      entries.delete(name);
    }
    return entries.size === 0 ? undefined : `${path}/${[...entries.keys()][0]}`;
  }
  return sameText(tree.text, json) && tree.children.length === 0 ? undefined : path;
}

const localOf = ({ name }: Tree): string => name.slice(name.indexOf("}") + 1);

const sameText = (text: string, json: unknown): boolean =>
  text === String(json) ||
  (typeof json === "number" && Number(text) === json) ||
  // Flags are a list in XML and a comma list in JSON.
  (typeof json === "string" && text.split(" ").join(", ") === json);

const first = (found: readonly (string | undefined)[]): string | undefined =>
  found.find((path) => path !== undefined);
