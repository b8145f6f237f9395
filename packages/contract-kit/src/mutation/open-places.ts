import type { ContractDocument } from "../contract/document.ts";
import { isDictionary, placeSchema } from "../contract/schema-at.ts";
import type { JsonObject } from "../json/json.ts";
import type { BodyMutation } from "./mutation.ts";

/**
 * The contract knows nothing of the place: no schema, one without a type, or a list or dictionary of such. Kinds that
 * change what stands inside ask for the schema inside.
 */
export function isOpen(document: ContractDocument, { kind, place: { at } }: BodyMutation): boolean {
  if (at === undefined || saysNothing(at.schema)) return true;
  const inside = isDictionary(at.schema) ? at.schema["additionalProperties"] : at.schema["items"];
  const changesInside =
    (kind.startsWith("element-") || kind === "root-wrapped" || kind === "wrapped-in-array") &&
    [at.schema["type"]].flat().includes("array");
  return changesInside && (inside === undefined || saysNothing(placeSchema(document, inside).schema));
}

const saysNothing = (schema: JsonObject): boolean =>
  schema["type"] === undefined && schema["anyOf"] === undefined && schema["enum"] === undefined;
