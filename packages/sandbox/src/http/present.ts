import type { BodyShape } from "@so-webapi/operations";
import type { SelectTree } from "@so-webapi/platform";
import { classSheet, type PropertyType } from "../model/class-sheet.ts";
import type { Instant } from "../model/instant.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Manners } from "./manners.ts";

const WHOLE: SelectTree = { whole: true, children: new Map() };

/**
 * Brings an answer from inner form to what the caller sees: dates in the caller's zone, texts in the caller's language,
 * null for what `$select` leaves out (platform.md, "Queries"). The input is not changed.
 */
export function present(body: unknown, shape: BodyShape, select: SelectTree, manners: Manners): unknown {
  if (body === null || shape.class === undefined) return body;
  const type: PropertyType = { kind: "class", name: shape.class };
  return presentValue(body, shape.array ? { kind: "array", of: type } : type, select, manners);
}

function presentValue(value: unknown, type: PropertyType, select: SelectTree, manners: Manners): unknown {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case "date-time":
      return manners.writeDateTime(value as Instant, type.utc);
    case "string":
      return typeof value === "string" ? manners.text(value) : value;
    case "class":
      return isJsonObject(value) ? presentObject(value, type.name, select, manners) : value;
    case "array":
      return Array.isArray(value)
        ? value.map((element) => presentValue(element, type.of, select, manners))
        : value;
    case "dictionary":
      return isJsonObject(value) ? presentDictionary(value, type.of, manners) : value;
    default:
      return value;
  }
}

function presentObject(value: JsonObject, name: string, select: SelectTree, manners: Manners): JsonObject {
  const sheet = classSheet(name);
  if (sheet === undefined) return value;
  const result: JsonObject = {};
  for (const [property, type] of sheet) {
    const chosen = select.whole ? WHOLE : select.children.get(property.toLowerCase());
    result[property] = chosen === undefined ? null : presentValue(value[property], type, chosen, manners);
  }
  return result;
}

function presentDictionary(value: JsonObject, type: PropertyType, manners: Manners): JsonObject {
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, entry]) => [key, presentValue(entry, type, WHOLE, manners)]));
}
