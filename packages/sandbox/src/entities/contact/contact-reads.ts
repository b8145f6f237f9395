import { sql } from "drizzle-orm";
import { type Awaitable, prepareByIds } from "../../storage/prepared-read.ts";
import { contacts } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";
import { type ElementRow, prepareElements } from "../parts/elements.ts";
import { type InterestRow, prepareInterests } from "../parts/interests.ts";

export type ContactRow = typeof contacts.$inferSelect;

/** Prepared once for each database: building a statement's text costs more than running it. */
interface ContactReads {
  rows(ids: readonly number[]): Awaitable<ContactRow[]>;
  elements(ids: readonly number[]): Awaitable<ElementRow[]>;
  interests(id: number): Awaitable<InterestRow[]>;
}

const prepared = new WeakMap<Database, ContactReads>();

/** Reads contacts that are not deleted, and what belongs to them. */
export function contactReads(database: Database): ContactReads {
  let reads = prepared.get(database);
  if (reads === undefined) {
    reads = prepareReads(database);
    prepared.set(database, reads);
  }
  return reads;
}

function prepareReads(database: Database): ContactReads {
  const rows = prepareByIds(
    database,
    (isWanted) => database.select().from(contacts).where(sql`${isWanted} and ${contacts.deleted} = 0`),
    contacts.contactId,
  );
  const interests = prepareInterests(database, "contact");
  return { rows, elements: prepareElements(database, "contact"), interests: (id) => interests({ id }) };
}
