import { classOf } from "../contract/document.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import { type Token, toPointer } from "../json/pointer.ts";
import type { DiffRuleId } from "./rules.ts";

/** One difference of two schemas of one place. */
export interface SchemaChange {
  readonly rule: DiffRuleId;
  /** JSON pointer below the schemas' own place. */
  readonly at: string;
  /** What it was and what it is, in few words. */
  readonly what: string;
}

/** Compares two schemas of one place, as they stand there: named classes are compared by name, each once, elsewhere. */
export function compareSchemas(
  before: Json | undefined,
  after: Json | undefined,
  at: readonly Token[] = [],
): SchemaChange[] {
  const [one, other] = [facts(before), facts(after)];
  const change = (rule: DiffRuleId, what: string): SchemaChange => ({ rule, at: toPointer(at), what });
  const nulls =
    one.nullable === other.nullable
      ? []
      : [
          change(
            other.nullable ? "null-admitted" : "null-refused",
            other.nullable ? "null may stand there" : "null may not",
          ),
        ];
  if (one.class !== other.class)
    return [
      ...nulls,
      change(
        "class-changed",
        `${one.class ?? one.types.join(" or ")} became ${other.class ?? other.types.join(" or ")}`,
      ),
    ];
  if (one.class !== undefined) return nulls;
  return [
    ...nulls,
    ...typeChanges(one, other, change),
    ...textChanges(one.schema, other.schema, change),
    ...enumChanges(one.schema, other.schema, change),
    ...propertyChanges(one.schema, other.schema, at, change),
    ...insideChanges(one.schema, other.schema, at, change),
  ];
}

interface Facts {
  readonly schema: JsonObject;
  readonly types: readonly string[];
  readonly nullable: boolean;
  readonly class: string | undefined;
}

type Make = (rule: DiffRuleId, what: string) => SchemaChange;

function facts(node: Json | undefined): Facts {
  const outer = isObject(node) ? node : {};
  const options = isArray(outer["anyOf"]) ? outer["anyOf"] : [];
  const orNull = options.some((option) => isObject(option) && option["type"] === "null");
  const inner = orNull ? options.find((option) => isObject(option) && option["type"] !== "null") : outer;
  const schema = isObject(inner) ? inner : {};
  const all = [schema["type"]].flat().filter((type): type is string => typeof type === "string");
  const types = all.filter((type) => type !== "null").sort();
  return { schema, types, nullable: orNull || all.includes("null"), class: classOf(schema) };
}

function typeChanges(one: Facts, other: Facts, change: Make): SchemaChange[] {
  if (one.types.join() === other.types.join()) return [];
  const what = `${one.types.join(" or ") || "anything"} became ${other.types.join(" or ") || "anything"}`;
  const holds = (wide: Facts, narrow: Facts): boolean =>
    wide.types.length === 0 || narrow.types.every((type) => admits(wide.types, type));
  if (holds(other, one)) return [change("type-widened", what)];
  return [change(holds(one, other) && other.types.length > 0 ? "type-narrowed" : "type-changed", what)];
}

/** Every integer is a number. */
const admits = (types: readonly string[], type: string): boolean =>
  types.includes(type) || (type === "integer" && types.includes("number"));

function textChanges(one: JsonObject, other: JsonObject, change: Make): SchemaChange[] {
  const said = (name: string): readonly [string, string] => [
    String(one[name] ?? ""),
    String(other[name] ?? ""),
  ];
  const [before, after] = said("format");
  const format: SchemaChange[] =
    before === after
      ? []
      : before === ""
        ? [change("format-added", after)]
        : after === ""
          ? [change("format-removed", before)]
          : [change("format-changed", `${before} became ${after}`)];
  const [oldPattern, newPattern] = said("pattern");
  // The pattern of a flag list is made of its members, which are compared themselves.
  const isOwn = one["x-flags"] !== true && other["x-flags"] !== true;
  return [
    ...format,
    ...(isOwn && oldPattern !== newPattern ? [change("pattern-changed", newPattern || "no pattern")] : []),
    ...(one["deprecated"] !== true && other["deprecated"] === true
      ? [change("property-deprecated", "")]
      : []),
    ...(one["readOnly"] === other["readOnly"]
      ? []
      : [change(other["readOnly"] === true ? "read-only" : "writable", "")]),
  ];
}

function enumChanges(one: JsonObject, other: JsonObject, change: Make): SchemaChange[] {
  const [before, after] = [membersOf(one), membersOf(other)];
  const numbers = (schema: JsonObject): JsonObject =>
    isObject(schema["x-enum-numbers"]) ? schema["x-enum-numbers"] : {};
  const [oldNumbers, newNumbers] = [numbers(one), numbers(other)];
  return [
    ...after
      .filter((member) => !before.includes(member))
      .map((member) => change("member-added", String(member))),
    ...before
      .filter((member) => !after.includes(member))
      .map((member) => change("member-removed", String(member))),
    ...Object.entries(oldNumbers)
      .filter(([member, number]) => newNumbers[member] !== undefined && newNumbers[member] !== number)
      .map(([member, number]) =>
        change("member-renumbered", `${member} was ${String(number)} and is ${String(newNumbers[member])}`),
      ),
    ...((one["x-flags"] === true) === (other["x-flags"] === true) || before.length === 0
      ? []
      : [change("flags-changed", other["x-flags"] === true ? "is a list now" : "is one member now")]),
  ];
}

const membersOf = (schema: JsonObject): readonly Json[] => {
  const members = schema["x-extensible-enum"] ?? schema["enum"];
  return isArray(members) ? members : [];
};

const propertiesOf = (schema: JsonObject): JsonObject =>
  isObject(schema["properties"]) ? schema["properties"] : {};
const requiredOf = (schema: JsonObject): readonly Json[] =>
  isArray(schema["required"]) ? schema["required"] : [];

function propertyChanges(
  one: JsonObject,
  other: JsonObject,
  at: readonly Token[],
  change: Make,
): SchemaChange[] {
  const [before, after] = [propertiesOf(one), propertiesOf(other)];
  const [wasRequired, isRequired] = [requiredOf(one), requiredOf(other)];
  const added = Object.keys(after).filter((name) => !Object.hasOwn(before, name));
  return [
    ...added.map((name) =>
      change(isRequired.includes(name) ? "required-property-added" : "property-added", name),
    ),
    ...Object.keys(before).flatMap((name) => {
      if (!Object.hasOwn(after, name)) return [change("property-removed", name)];
      const required =
        wasRequired.includes(name) === isRequired.includes(name)
          ? []
          : [change(isRequired.includes(name) ? "property-required" : "property-optional", name)];
      return [...required, ...compareSchemas(before[name], after[name], [...at, "properties", name])];
    }),
  ];
}

function insideChanges(
  one: JsonObject,
  other: JsonObject,
  at: readonly Token[],
  change: Make,
): SchemaChange[] {
  const items =
    one["items"] === undefined && other["items"] === undefined
      ? []
      : compareSchemas(one["items"], other["items"], [...at, "items"]);
  const [before, after] = [one["additionalProperties"], other["additionalProperties"]];
  if (isObject(before) && isObject(after))
    return [...items, ...compareSchemas(before, after, [...at, "additionalProperties"])];
  const isOpen = (value: Json | undefined): boolean => value !== false;
  if (isOpen(before) === isOpen(after)) return items;
  return [...items, change(isOpen(after) ? "keys-opened" : "keys-closed", "")];
}
