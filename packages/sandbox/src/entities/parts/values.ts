import { badRequest } from "../../http/failure.ts";
import { emptyOf } from "../../model/class-sheet.ts";
import { type Instant, UNSET } from "../../model/instant.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Directory } from "../../tenant/directory.ts";
import { referenceId } from "../references.ts";

/** Null and absent are an empty text. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Null and absent are "not set". The body is in inner form, where every date-time is an instant. */
export function instantIn(value: unknown): Instant {
  return typeof value === "string" ? (value as Instant) : UNSET;
}

/** Of the properties named, those with something in them: what goes into a `rest` column. */
export function restOf(className: string, body: JsonObject, names: readonly string[]): JsonObject {
  const empty = emptyOf(className);
  const rest: JsonObject = {};
  for (const name of names) {
    const value = body[name];
    if (value !== null && value !== undefined && value !== empty[name]) rest[name] = value;
  }
  return rest;
}

/** What of a body is not null, over the defaults of a new entity. */
export function overDefaults(defaults: JsonObject, body: JsonObject): JsonObject {
  return { ...defaults, ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)) };
}

/** Reads the references of a body and holds those that it changes to what exists. */
export interface References {
  /** The id in a property that is an item of a list. @throws {PlatformFailure} 400 where the list lacks it. */
  item(property: string, list: string, key?: string): number;
  /** The id in a property that is an `Associate`. @throws {PlatformFailure} 400 where there is no such user. */
  associate(property: string): number;
}

export function references(directory: Directory, before: JsonObject, body: JsonObject): References {
  const changed = (property: string, key: string, exists: (id: number) => boolean, where: string): number => {
    const id = referenceId(body[property], key);
    // What was stored stays valid, even where its item has gone since.
    if (id !== 0 && id !== referenceId(before[property], key) && !exists(id))
      throw badRequest(`${property}.${key}: ${where} has no such id.`);
    return id;
  };
  return {
    item: (property, list, key = "Id") =>
      changed(property, key, (id) => directory.item(list, id) !== undefined, `the list ${list}`),
    associate: (property) =>
      changed(property, "AssociateId", (id) => directory.user(id) !== undefined, "the users"),
  };
}
