import type { BodyShape } from "@so-webapi/operations";
import { isDateTime } from "@so-webapi/platform";
import { classSheet, type PropertyType } from "../model/class-sheet.ts";
import { isJsonObject } from "../model/json.ts";
import type { Manners } from "./manners.ts";

/**
 * Brings a request's body, in the contract's names and already validated, to inner form: every date-time becomes an
 * instant. The input is not changed.
 */
export function innerBody(body: unknown, shape: BodyShape, manners: Manners): unknown {
  if (shape.class === undefined) return body;
  const type: PropertyType = { kind: "class", name: shape.class };
  return innerValue(body, shape.array ? { kind: "array", of: type } : type, manners);
}

function innerValue(value: unknown, type: PropertyType, manners: Manners): unknown {
  if (!holdsDates(type)) return value;
  switch (type.kind) {
    case "date-time":
      return typeof value === "string" && isDateTime(value) ? manners.readDateTime(value, type.utc) : value;
    case "array":
      return Array.isArray(value) ? value.map((element) => innerValue(element, type.of, manners)) : value;
    case "dictionary":
      return isJsonObject(value) ? mapEntries(value, () => type.of, manners) : value;
    case "class": {
      const sheet = classSheet(type.name);
      if (sheet === undefined || !isJsonObject(value)) return value;
      return mapEntries(value, (key) => sheet.get(key), manners);
    }
    default:
      return value;
  }
}

const dated = new Map<string, boolean>();

/** Whether there can be a date-time in a value; what has none needs no second look. */
function holdsDates(type: PropertyType): boolean {
  switch (type.kind) {
    case "date-time":
      return true;
    case "array":
    case "dictionary":
      return holdsDates(type.of);
    case "class": {
      const known = dated.get(type.name);
      if (known !== undefined) return known;
      // Until it is worked out, of a class that holds itself, it is taken to: to look in vain does no harm.
      dated.set(type.name, true);
      const holds = [...(classSheet(type.name)?.values() ?? [])].some(holdsDates);
      dated.set(type.name, holds);
      return holds;
    }
    default:
      return false;
  }
}

function mapEntries(
  value: Readonly<Record<string, unknown>>,
  typeOf: (key: string) => PropertyType | undefined,
  manners: Manners,
): unknown {
  // fromEntries defines properties where assignment would call the setter of __proto__.
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const type = typeOf(key);
      return [key, type === undefined ? entry : innerValue(entry, type, manners)];
    }),
  );
}
