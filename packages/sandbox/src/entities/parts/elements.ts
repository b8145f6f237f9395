import { sql } from "drizzle-orm";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { type Awaitable, prepareByIds } from "../../storage/prepared-read.ts";
import { insertPrepared, statementPrepared } from "../../storage/prepared-write.ts";
import { elements } from "../../storage/schema.ts";
import type { Database, Statement } from "../../storage/storage.ts";
import { inChunks } from "./chunks.ts";

export type ElementRow = typeof elements.$inferSelect;
export type Owner = ElementRow["owner"];
type NewElement = Omit<ElementRow, "elementId">;

/** The arrays of `EntityElement` that each owner has. */
const elementKinds = {
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
 * Rows for one array of a body, in its order; an element without a value is none. `StrippedValue` is worked out from
 * `Value`, whatever the body says of it.
 */
function elementRows(owner: Owner, ownerId: number, body: JsonObject, kind: string): NewElement[] {
  const list = body[kind];
  if (!Array.isArray(list)) return [];
  const isNumber = numberKinds.has(kind);
  return list.filter(hasValue).map(({ Value: value, Description: description }, rank) => ({
    owner,
    ownerId,
    kind,
    rank,
    value,
    stripped: isNumber ? strippedNumber(value) : "",
    description: typeof description === "string" ? description : "",
  }));
}

function hasValue(element: unknown): element is JsonObject & { Value: string } {
  return isJsonObject(element) && typeof element.Value === "string" && element.Value !== "";
}

/** The statements that bring the elements of an owner from a body to the next; arrays that stay are not written. */
export function elementChanges(
  database: Database,
  owner: Owner,
  ownerId: number,
  before: JsonObject,
  body: JsonObject,
): Statement[] {
  const rows: NewElement[] = [];
  const deleted: Statement[] = [];
  for (const kind of elementKinds[owner]) {
    const old = elementRows(owner, ownerId, before, kind);
    const next = elementRows(owner, ownerId, body, kind);
    if (JSON.stringify(old) === JSON.stringify(next)) continue;
    if (old.length > 0) deleted.push(deleteElements(database, owner, ownerId, kind));
    rows.push(...next);
  }
  return [
    ...deleted,
    ...inChunks(rows, 7).map((chunk) => insertPrepared(database, elements, "elements", chunk)),
  ];
}

function deleteElements(database: Database, owner: Owner, ownerId: number, kind: string): Statement {
  return statementPrepared(
    database,
    "delete elements of a kind",
    (value) =>
      database
        .delete(elements)
        .where(
          sql`${elements.owner} = ${value("owner")} and ${elements.ownerId} = ${value("ownerId")} and ${elements.kind} = ${value("kind")}`,
        ),
    { owner, ownerId, kind },
  );
}

/** Reads the elements of many owners at once. */
export function prepareElements(
  database: Database,
  owner: Owner,
): (ids: readonly number[]) => Awaitable<ElementRow[]> {
  return prepareByIds(
    database,
    (isWanted) =>
      database
        .select()
        .from(elements)
        .where(sql`${elements.owner} = ${owner} and ${isWanted}`)
        .orderBy(elements.ownerId, elements.kind, elements.rank),
    elements.ownerId,
  );
}
