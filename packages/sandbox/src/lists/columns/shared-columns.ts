import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { elements, interests } from "../../storage/schema.ts";
import { column, constant, type ListColumn } from "../column.ts";

interface Stamped {
  readonly createdAt: SQLiteColumn;
  readonly createdBy: SQLiteColumn;
  readonly updatedAt: SQLiteColumn;
  readonly updatedBy: SQLiteColumn;
}

/** Names of the four stamps and of the two that show a full name. */
export interface StampNames {
  readonly registeredBy: string;
  readonly registeredDate: string;
  readonly updatedBy: string;
  readonly updatedDate: string;
}

const STAMPS: StampNames = {
  registeredBy: "registeredBy",
  registeredDate: "registeredDate",
  updatedBy: "updatedBy",
  updatedDate: "updatedDate",
};

/**
 * Who registered and last updated a row, and when, in UTC whatever the zone asked for.
 *
 * Source: docs.superoffice.com, "Archive providers"; `SOTimezone`, "Created and updated date". The pages' examples call the
 * registered date `registered` (rest/Archive/v1Archive_GetArchive_GET.md:105).
 */
export function stampColumns(table: Stamped, names: StampNames = STAMPS): ListColumn[] {
  const { createdAt, createdBy, updatedAt, updatedBy } = table;
  const aliases = names.registeredDate === "registeredDate" ? ["registered"] : [];
  return [
    column(names.updatedBy, "associate", sql`${updatedBy}`),
    column(`${names.updatedBy}FullName`, "associate", sql`${updatedBy}`, { associateAs: "fullName" }),
    column(names.updatedDate, "date", sql`${updatedAt}`, { utc: true }),
    column(names.registeredBy, "associate", sql`${createdBy}`),
    column(`${names.registeredBy}FullName`, "associate", sql`${createdBy}`, { associateAs: "fullName" }),
    column(names.registeredDate, "date", sql`${createdAt}`, { utc: true, aliases }),
  ];
}

/** The first email, phone, fax or url of a contact or person; empty text for none. */
export function firstElement(
  owner: "contact" | "person",
  ownerId: SQLiteColumn,
  kind: string,
  what: "value" | "description",
): SQL {
  return sql`coalesce((select ${elements[what]} from ${elements} where ${elements.owner} = ${constant(owner)} and ${elements.ownerId} = ${ownerId} and ${elements.kind} = ${constant(kind)} order by ${elements.rank} limit 1), '')`;
}

/** Whether a contact or person has an interest. */
export function hasInterests(owner: "contact" | "person", ownerId: SQLiteColumn): SQL {
  return sql`exists (select 1 from ${interests} where ${interests.owner} = ${constant(owner)} and ${interests.ownerId} = ${ownerId})`;
}

/** A text, number or boolean of a JSON column; `path` is this package's own. */
export function inJson(json: SQLiteColumn, path: string, empty: string | number = ""): SQL {
  return sql`coalesce(json_extract(${json}, ${constant(`$.${path}`)}), ${constant(empty)})`;
}

/**
 * The lines of one address of the column `address`, which holds an `Address`: `postAddress/city` and so on.
 *
 * Source: docs.superoffice.com, "Archive providers", SimpleContact and Person; the names of the parts in `Address`:
 * rest/Contact/v1ContactEntity_GetContactEntity.md.
 */
export function addressColumns(
  prefix: string,
  address: SQLiteColumn,
  part: "Postal" | "Street",
): ListColumn[] {
  const text = (name: string, property: string) =>
    column(`${prefix}/${name}`, "text", inJson(address, `${part}.${property}`));
  return [
    text("line1", "Address1"),
    text("line2", "Address2"),
    text("line3", "Address3"),
    text("county", "County"),
    text("city", "City"),
    text("zip", "Zipcode"),
    text("state", "State"),
  ];
}
