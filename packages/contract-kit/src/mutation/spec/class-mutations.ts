import type { ContractDocument } from "../../contract/document.ts";
import { edited } from "../../json/edit.ts";
import { isArray, isObject, type Json, type JsonObject } from "../../json/json.ts";
import { type Token, toPointer, valueAt } from "../../json/pointer.ts";
import { type ClassSort, schemaKinds } from "./schema-kinds.ts";
import type { ClassMutation } from "./spec-mutation.ts";

/** Every change of every schema of a document's classes, in the order of the document. */
export function classMutations(document: ContractDocument): ClassMutation[] {
  const classes = Object.entries(document.components.schemas).map(([name, schema]) => ({
    name,
    sort: sortOf(schema),
  }));
  return Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    schemasIn(schema).flatMap((tokens) => {
      const before = valueAt(schema, tokens);
      if (!isObject(before)) return [];
      // Inside "class or null" null is admitted already.
      const kinds = schemaKinds.filter(({ id }) => id !== "null-added" || tokens.at(-2) !== "anyOf");
      return kinds.flatMap(({ id, write }) =>
        write(before, classes).map((after): ClassMutation => {
          const schemaAfter = (): JsonObject =>
            edited(schema, tokens, { type: "replace", value: after }) as JsonObject;
          const path = ["components", "schemas", name];
          return {
            of: "class",
            kind: id,
            where: `${toPointer([...path, ...tokens])}${focusOf(before, after)}`,
            class: name,
            property: tokens[0] === "properties" ? String(tokens[1]) : undefined,
            before,
            after,
            schema: schemaAfter,
            document: () =>
              edited(document as unknown as Json, path, {
                type: "replace",
                value: schemaAfter(),
              }) as unknown as ContractDocument,
          };
        }),
      );
    }),
  );
}

function sortOf(schema: JsonObject): ClassSort["sort"] {
  if (isArray(schema["x-extensible-enum"])) return "enum";
  return isObject(schema["properties"]) ? "object" : "value";
}

/** Paths to the schema itself and to every schema inside it. */
function schemasIn(schema: Json, tokens: readonly Token[] = []): (readonly Token[])[] {
  if (!isObject(schema)) return [];
  const inner = (value: Json | undefined, ...path: Token[]): (readonly Token[])[] =>
    value === undefined ? [] : schemasIn(value, [...tokens, ...path]);
  const properties = isObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const options = isArray(schema["anyOf"]) ? [...schema["anyOf"].entries()] : [];
  return [
    tokens,
    ...properties.flatMap(([name, value]) => inner(value, "properties", name)),
    ...inner(schema["items"], "items"),
    ...inner(
      isObject(schema["additionalProperties"]) ? schema["additionalProperties"] : undefined,
      "additionalProperties",
    ),
    // "or null" is no schema of its own: flipping null covers it.
    ...options
      .filter(([, value]) => isObject(value) && value["type"] !== "null")
      .flatMap(([index, value]) => inner(value, "anyOf", index)),
  ];
}

/** Names what a change of names or members was about, for reports. */
function focusOf(before: JsonObject, after: JsonObject): string {
  const names = (schema: JsonObject, key: string): readonly string[] => {
    const value = schema[key];
    return isArray(value) ? value.map(String) : isObject(value) ? Object.keys(value) : [];
  };
  for (const key of ["properties", "required", "x-extensible-enum"]) {
    const [old, now] = [names(before, key), names(after, key)];
    const changed = [
      ...old.filter((name) => !now.includes(name)),
      ...now.filter((name) => !old.includes(name)),
    ][0];
    if (changed !== undefined) return ` (${changed})`;
  }
  return "";
}
