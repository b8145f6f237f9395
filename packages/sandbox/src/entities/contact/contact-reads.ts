import { sql } from "drizzle-orm";
import { contacts } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";
import { type ElementRow, prepareElements } from "../parts/elements.ts";
import { type InterestRow, prepareInterests } from "../parts/interests.ts";

export type ContactRow = typeof contacts.$inferSelect;

/** Prepared once for each database: building a statement's text costs more than running it. */
interface ContactReads {
  rows(ids: readonly number[]): Promise<ContactRow[]>;
  elements(ids: readonly number[]): Promise<ElementRow[]>;
  interests(id: number): Promise<InterestRow[]>;
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
  // One parameter for any number of ids: D1 takes no more than a hundred.
  const rows = database
    .select()
    .from(contacts)
    .where(
      sql`${contacts.contactId} in (select value from json_each(${sql.placeholder("ids")})) and ${contacts.deleted} = 0`,
    )
    .prepare();
  const elements = prepareElements(database, "contact");
  const interests = prepareInterests(database, "contact");
  return {
    rows: (ids) => rows.all({ ids: JSON.stringify(ids) }),
    elements: (ids) => elements.all({ ids: JSON.stringify(ids) }),
    interests: (id) => interests.all({ id }),
  };
}
