import fc from "fast-check";
import { answerSchema, type ContractDocument, type DocumentOperation } from "../contract/document.ts";
import { placeSchema, stepInto, typesOf } from "../contract/schema-at.ts";
import { isObject, type JsonObject } from "../json/json.ts";
import type { KnownValues } from "./known-values.ts";

/** Most names of one `$select`. */
const mostNames = 4;

/**
 * Values of the query options that have a grammar. `$select` names properties of the answer's class, or inside of them; of a
 * list, whose columns the contract does not name, it names columns of rows that an earlier answer showed. `$filter` compares such
 * a column of numbers. Undefined for other parameters, and as long as no row was seen.
 */
export function queryArbitrary(
  document: ContractDocument,
  found: DocumentOperation,
  parameter: JsonObject,
  known: KnownValues,
): fc.Arbitrary<string> | undefined {
  const columns = known.columns(found.path);
  switch (parameter["name"]) {
    case "$select":
      return listed(columns.size > 0 ? [...columns.keys()] : propertyPaths(document, found));
    case "$filter": {
      const numbers = [...columns].filter(([, value]) => Number.isSafeInteger(value));
      if (numbers.length === 0) return undefined;
      return fc
        .tuple(fc.constantFrom(...numbers), fc.constantFrom("eq", "gt", "lt"))
        .map(([[name, value], operator]) => `${name} ${operator} ${String(value)}`);
    }
    default:
      return undefined;
  }
}

function listed(names: readonly string[]): fc.Arbitrary<string> | undefined {
  if (names.length === 0) return undefined;
  return fc
    .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: Math.min(mostNames, names.length) })
    .map((chosen) => chosen.join(","));
}

/** Properties of the class of the answer's body, `Name`, and of classes in it, `Category/Id`. */
function propertyPaths(document: ContractDocument, found: DocumentOperation): string[] {
  const body = placeSchema(document, answerSchema(document, found, 200));
  const item = typesOf(body.schema)[0] === "array" ? stepInto(document, body, 0) : body;
  const properties = item?.schema["properties"];
  // A list's envelope is no class of rows.
  if (item === undefined || !isObject(properties) || properties["value"] !== undefined) return [];
  return Object.keys(properties).flatMap((name) => {
    const inner = stepInto(document, item, name)?.schema["properties"];
    return [name, ...(isObject(inner) ? Object.keys(inner).map((one) => `${name}/${one}`) : [])];
  });
}
