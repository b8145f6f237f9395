import { methods, type OpenApiDocument } from "./document.ts";
import { groupOf } from "./group.ts";

/** The entry, `agents/contact`, whose operations alone take a schema as their arguments, by name of the schema. */
export function argumentEntries(document: OpenApiDocument): ReadonlyMap<string, string> {
  const isArguments = (schema: string): boolean =>
    document.components?.schemas?.[schema]?.["x-arguments"] !== undefined;
  const entries = new Map<string, Set<string>>();
  for (const item of Object.values(document.paths)) {
    for (const method of methods) {
      const { operationId, requestBody } = item[method] ?? {};
      if (operationId === undefined) continue;
      for (const { schema } of Object.values(requestBody?.content ?? {})) {
        const name = schema?.$ref?.replace("#/components/schemas/", "");
        if (name === undefined || !isArguments(name)) continue;
        entries.set(name, (entries.get(name) ?? new Set()).add(groupOf(operationId).entry));
      }
    }
  }
  const alone = [...entries].filter(([, of]) => of.size === 1);
  return new Map(alone.map(([name, [entry = ""]]) => [name, entry]));
}
