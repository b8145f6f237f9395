import { sql } from "drizzle-orm";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { elements } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";

export type ElementRow = typeof elements.$inferSelect;
export type Owner = ElementRow["owner"];
type NewElement = Omit<ElementRow, "elementId">;

/** The arrays of `EntityElement` that each owner has. */
export const elementKinds = {
  contact: ["Emails", "Phones", "Faxes", "Urls"],
  person: [
    "Emails",
    "PrivatePhones",
    "Faxes",
    "MobilePhones",
    "OfficePhones",
    "OtherPhones",
    "Urls",
    "ChatEmails",
    "InternetPhones",
  ],
} as const satisfies Record<Owner, readonly string[]>;

const numberKinds = new Set([
  "Phones",
  "Faxes",
  "PrivatePhones",
  "MobilePhones",
  "OfficePhones",
  "OtherPhones",
]);

/** The digits of a telephone number; empty where there are none. */
export function strippedNumber(value: string): string {
  return value.replace(/[^0-9]/g, "");
}

/** Rows of several owners by their owner's id, in the order they came in. */
export function byOwner<Row extends { readonly ownerId: number }>(
  rows: readonly Row[],
): ReadonlyMap<number, readonly Row[]> {
  const owners = new Map<number, Row[]>();
  for (const row of rows) {
    const list = owners.get(row.ownerId);
    if (list) list.push(row);
    else owners.set(row.ownerId, [row]);
  }
  return owners;
}

/** Every array of `EntityElement` that the owner has, from its rows in the order of their rank. */
export function elementArrays(owner: Owner, rows: readonly ElementRow[]): Record<string, JsonObject[]> {
  const arrays: Record<string, JsonObject[]> = {};
  for (const kind of elementKinds[owner]) arrays[kind] = [];
  for (const row of rows) arrays[row.kind]?.push(elementBody(row));
  return arrays;
}

function elementBody(row: ElementRow): JsonObject {
  return {
    Value: row.value,
    StrippedValue: numberKinds.has(row.kind) ? row.stripped : row.value,
    Description: row.description,
    TableRight: null,
    FieldProperties: {},
  };
}

/** The first element of a kind, or undefined. */
export function firstElement(rows: readonly ElementRow[], kind: string): ElementRow | undefined {
  return rows.find((row) => row.kind === kind);
}

/**
 * Rows for the arrays of a body, in their order; an element without a value is none. `StrippedValue` is worked out from
 * `Value`, whatever the body says of it.
 */
export function elementRows(
  owner: Owner,
  ownerId: number,
  body: JsonObject,
  kinds: readonly string[] = elementKinds[owner],
): NewElement[] {
  return kinds.flatMap((kind) => {
    const list = body[kind];
    if (!Array.isArray(list)) return [];
    return list.filter(hasValue).map((element, rank): NewElement => {
      const { Value: value, Description: description } = element;
      return {
        owner,
        ownerId,
        kind,
        rank,
        value,
        stripped: numberKinds.has(kind) ? strippedNumber(value) : "",
        description: typeof description === "string" ? description : "",
      };
    });
  });
}

function hasValue(element: unknown): element is JsonObject & { Value: string } {
  return isJsonObject(element) && typeof element.Value === "string" && element.Value !== "";
}

/** Kinds whose elements a body changes, compared with the body before. */
export function changedKinds(owner: Owner, before: JsonObject, body: JsonObject): readonly string[] {
  const text = (entity: JsonObject, kind: string): string =>
    JSON.stringify(elementRows(owner, 0, entity, [kind]));
  return elementKinds[owner].filter((kind) => text(before, kind) !== text(body, kind));
}

/** Reads the elements of many owners at once; `ids` is a JSON array of their ids. */
export function prepareElements(database: Database, owner: Owner) {
  return database
    .select()
    .from(elements)
    .where(
      sql`${elements.owner} = ${owner} and ${elements.ownerId} in (select value from json_each(${sql.placeholder("ids")}))`,
    )
    .orderBy(elements.ownerId, elements.kind, elements.rank)
    .prepare();
}
