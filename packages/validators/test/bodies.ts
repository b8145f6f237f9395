import type { Json, Node } from "../scripts/schemas.ts";

/** Values that are wrong in most places. */
const odd: readonly Json[] = [
  null,
  0,
  1.5,
  -1,
  2 ** 31,
  2 ** 53,
  1e30,
  "",
  "a, b",
  true,
  [],
  {},
  [null],
  [[1]],
  ["x"],
  { a: 1 },
  { "a/b": null, "c~d": [] },
  "2021-02-30T00:00:00",
  "2021-02-03T00:00:00Z",
  { toString: 1, valueOf: 2 },
];

/** Makes bodies of the contract's schemas, most of them with something wrong in them. The same ones for one seed. */
export function bodiesOf(schemas: Readonly<Record<string, Node>>, seed: number): (schema: Node) => Json {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x7fff_ffff;
  };
  const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

  const body = (schema: Node, depth: number): Json => {
    if (random() < 0.05) return structuredClone(oneOf(odd));
    const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema["$ref"]))?.[1];
    if (name !== undefined) return body(schemas[name] ?? {}, depth + 1);
    if (schema["anyOf"] !== undefined) {
      const options = schema["anyOf"] as Node[];
      return body(depth > 5 ? (options.at(-1) ?? {}) : oneOf(options), depth);
    }
    if (schema["enum"] !== undefined) return oneOf(schema["enum"] as Json[]);
    switch (oneOf([schema["type"]].flat())) {
      case "null":
        return null;
      case "integer":
        return 7;
      case "number":
        return 1.5;
      case "boolean":
        return true;
      case "string":
        return schema["format"] === "so-date-time" ? "2021-02-03T00:00:00" : "Abc";
      case "array":
        return depth > 6 ? [] : [body((schema["items"] ?? {}) as Node, depth + 1)];
      case "object":
        return depth > 8 ? {} : members(schema, depth);
      default:
        return structuredClone(oneOf(odd));
    }
  };
  const members = (schema: Node, depth: number): Json => {
    const required = new Set((schema["required"] ?? []) as string[]);
    const entries = Object.entries((schema["properties"] ?? {}) as Record<string, Node>)
      .filter(([name]) => random() < (required.has(name) ? 0.98 : 0.5))
      .map(([name, inner]) => [name, body(inner, depth + 1)]);
    const values = schema["additionalProperties"];
    if (typeof values === "object" && values !== null)
      entries.push(["a/b~", body(values as Node, depth + 1)]);
    if (random() < 0.03) entries.push(["Later", 1]);
    return Object.fromEntries(entries) as Json;
  };
  return (schema) => body(schema, 0);
}
