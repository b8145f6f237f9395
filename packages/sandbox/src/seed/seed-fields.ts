import { enumMembers } from "../generated/enum-members.ts";
import { classSheet, type PropertyType } from "../model/class-sheet.ts";
import { resolveSeedTime } from "./seed-time.ts";
import {
  bool,
  checked,
  decimal,
  dictionary,
  id,
  integer,
  list,
  object,
  optional,
  type Reader,
  scalar,
  text,
} from "./yaml-readers.ts";

// What the entries of a seed file are made of.

/** A moment; see seed-time.ts. */
export const time = checked(text, (value, findings, node) => {
  if (resolveSeedTime(value, 0) === undefined)
    findings.complain(
      "seed-value",
      `${value} is no moment: -2d 14:30, -3h, now or 2026-11-20T12:00:00Z`,
      node,
    );
});
export const noTime = optional(time, "");

export function idOf(kind: string): Reader<number> {
  return checked(id, (value, findings, node) => findings.define(kind, value, node));
}

/** The id of another thing in the file; 0 for none. */
export function reference(kind: string): Reader<number> {
  return optional(
    checked(id, (value, findings, node) => findings.refer(kind, value, node)),
    0,
  );
}

/** A user by name. */
export const user = checked(text, (value, findings, node) => findings.refer("user", value, node));
export const noUser = optional(user, "");

/** One of an enum's members. */
export function member(name: keyof typeof enumMembers, absent: string): Reader<string> {
  return optional(memberOf(name), absent);
}

const members: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(enumMembers));

/** Members of an enum, several of them between commas as flags are. */
function memberOf(name: string): Reader<string> {
  const known = members.get(name) ?? [];
  const isKnown = (value: string): boolean => value.split(/, ?/).every((part) => known.includes(part));
  return scalar(`a ${name} (${known.join(", ")})`, (value) =>
    typeof value === "string" && isKnown(value) ? value : undefined,
  );
}

export const noText = optional(text, "");
export const texts = optional(list(text), []);
export const fields = optional(
  dictionary(() => text),
  {},
);

/** Properties of a class by their wire names, for what the file has no key of its own. */
export function rest(className: string): Reader<Readonly<Record<string, unknown>>> {
  return optional(
    dictionary<unknown>((key) => {
      const type = classSheet(className)?.get(key);
      return type === undefined ? undefined : valueReader(type);
    }),
    {},
  );
}

function valueReader(type: PropertyType): Reader<unknown> | undefined {
  switch (type.kind) {
    case "integer":
    case "int64":
      return integer;
    case "number":
      return decimal;
    case "boolean":
      return bool;
    case "string":
      return text;
    case "enum":
      return memberOf(type.name);
    default:
      // Moments, classes and arrays have keys of their own where a seed can give them at all.
      return undefined;
  }
}

/** Who made it and when, and who changed it last; unless it says more, the owner made it and nobody changed it. */
export const stamps = { created: time, createdBy: noUser, updated: noTime, updatedBy: noUser };
export const customFields = { userDefinedFields: fields, extraFields: fields };

const place = optional(
  object({
    address1: noText,
    address2: noText,
    address3: noText,
    zipcode: noText,
    city: noText,
    county: noText,
    state: noText,
  }),
  null,
);
export const address = optional(object({ street: place, postal: place }), null);
