import { type Bundle, nameIn } from "./bundle.ts";
import type { ClassModel, GroupModel } from "./model.ts";

type Use = ClassModel["usedBy"][number];

/** Who uses each schema: operations that take or answer it, by name or within their arguments, and classes that hold it. */
export function usesOf(
  { paths, components }: Bundle,
  groups: readonly GroupModel[],
): ReadonlyMap<string, Use[]> {
  const { schemas } = components;
  const uses = new Map<string, Map<string, Use>>();
  const note = (name: string, use: Use): void => {
    const own = uses.get(schemas[name]?.["x-input-of"] ?? name) ?? new Map<string, Use>();
    uses.set(schemas[name]?.["x-input-of"] ?? name, own);
    own.set(use.to, use);
  };
  const groupOf = new Map(
    groups.flatMap(({ key, operations }) => operations.map(({ id }) => [id, key] as const)),
  );
  for (const item of Object.values(paths)) {
    for (const { operationId: id, requestBody, responses } of Object.values(item)) {
      const use = { text: id, to: `reference/${groupOf.get(id)}/#${id}` };
      for (const name of refsIn({ requestBody, responses })) {
        note(name, use);
        if (schemas[name]?.["x-arguments"]) for (const inner of refsIn(schemas[name])) note(inner, use);
      }
    }
  }
  for (const [holder, schema] of Object.entries(schemas)) {
    if (schema["x-arguments"] || schema["x-input-of"] !== undefined) continue;
    for (const name of refsIn(schema)) note(name, { text: holder, to: `reference/classes/${holder}/` });
  }
  return new Map([...uses].map(([name, own]) => [name, [...own.values()]]));
}

const refsIn = (value: unknown): string[] =>
  [...(JSON.stringify(value) ?? "").matchAll(/"#\/components\/schemas\/([^"/]+)"/g)].map(([, name = ""]) =>
    nameIn(name),
  );
