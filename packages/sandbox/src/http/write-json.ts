import type { BodyShape } from "@so-webapi/operations";
import type { SelectTree } from "@so-webapi/platform";
import { classSheet, type PropertyType } from "../model/class-sheet.ts";
import type { Instant } from "../model/instant.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Manners } from "./manners.ts";

const WHOLE: SelectTree = { whole: true, children: new Map() };

/**
 * The JSON of an answer in inner form, as the caller sees it: the text of what {@link import("./present.ts").present}
 * gives, written in one pass. To build the presented objects first costs more than to write them.
 */
export function writeJson(body: unknown, shape: BodyShape, select: SelectTree, manners: Manners): string {
  if (shape.class === undefined) return jsonOf(body);
  const type: PropertyType = { kind: "class", name: shape.class };
  return valueText(body, shape.array ? { kind: "array", of: type } : type, select, manners);
}

function valueText(value: unknown, type: PropertyType, select: SelectTree, manners: Manners): string {
  if (value === null || value === undefined) return "null";
  switch (type.kind) {
    case "integer":
    case "boolean":
      return typeof value === "boolean" || Number.isInteger(value) ? String(value) : jsonOf(value);
    case "string":
      return typeof value === "string" ? stringText(manners.text(value)) : jsonOf(value);
    case "date-time":
      return stringText(manners.writeDateTime(value as Instant, type.utc));
    case "class":
      return isJsonObject(value) ? objectText(value, type.name, select, manners) : jsonOf(value);
    case "array":
      return Array.isArray(value) ? arrayText(value, type.of, select, manners) : jsonOf(value);
    case "dictionary":
      return isJsonObject(value) ? dictionaryText(value, type.of, manners) : jsonOf(value);
    default:
      return jsonOf(value);
  }
}

function objectText(value: JsonObject, name: string, select: SelectTree, manners: Manners): string {
  const plan = planOf(name);
  if (plan === undefined) return jsonOf(value);
  let text = "{";
  for (const { property, key, lower, type } of plan) {
    const chosen = select.whole ? WHOLE : select.children.get(lower);
    text += key;
    text += chosen === undefined ? "null" : valueText(value[property], type, chosen, manners);
  }
  return `${text}}`;
}

function arrayText(
  values: readonly unknown[],
  type: PropertyType,
  select: SelectTree,
  manners: Manners,
): string {
  if (values.length === 0) return "[]";
  let text = "";
  for (const value of values) {
    text += text === "" ? "[" : ",";
    text += valueText(value, type, select, manners);
  }
  return `${text}]`;
}

function dictionaryText(value: JsonObject, type: PropertyType, manners: Manners): string {
  const keys = Object.keys(value);
  if (keys.length === 0) return "{}";
  let text = "";
  for (const key of keys) {
    text += text === "" ? "{" : ",";
    text += `${JSON.stringify(key)}:${valueText(value[key], type, WHOLE, manners)}`;
  }
  return `${text}}`;
}

/** A property of a class as it is written. */
interface Written {
  readonly property: string;
  /** With the comma before and the colon behind. */
  readonly key: string;
  /** As `$select` looks for it. */
  readonly lower: string;
  readonly type: PropertyType;
}

const plans = new Map<string, readonly Written[]>();

function planOf(name: string): readonly Written[] | undefined {
  const known = plans.get(name);
  if (known !== undefined) return known;
  const sheet = classSheet(name);
  if (sheet === undefined) return undefined;
  const plan = [...sheet].map(([property, type], index) => ({
    property,
    key: `${index === 0 ? "" : ","}${JSON.stringify(property)}:`,
    lower: property.toLowerCase(),
    type,
  }));
  plans.set(name, plan);
  return plan;
}

/** What JSON cannot hold as it is, lone surrogates among it; pairs of them are left to JSON.stringify too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Most texts are short and need no escape: to look costs less than to call JSON.stringify. */
const SHORT = 200;

function stringText(text: string): string {
  return text.length > SHORT || ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** What has no form in JSON is null, as it is inside of objects. */
function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}
