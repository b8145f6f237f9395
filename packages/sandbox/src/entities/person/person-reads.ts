import { eq, getTableColumns, sql } from "drizzle-orm";
import { type Awaitable, prepareByIds, prepareRead } from "../../storage/prepared-read.ts";
import { contacts, interests, persons } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";
import { type ElementRow, prepareElements } from "../parts/elements.ts";
import { type InterestRow, prepareInterests } from "../parts/interests.ts";

/** A person with the contact it belongs to; `contact.name` is null where it belongs to none. */
export interface PersonRow {
  readonly person: typeof persons.$inferSelect;
  readonly contact: {
    readonly name: string | null;
    readonly department: string | null;
    readonly countryId: number | null;
    readonly orgNr: string | null;
  };
  /** How many interests are chosen. */
  readonly activeInterests: number;
}

interface PersonReads {
  rows(ids: readonly number[]): Promise<PersonRow[]>;
  /** Persons of a contact in the order of their rank. */
  rowsOfContact(contactId: number): Promise<PersonRow[]>;
  elements(ids: readonly number[]): Awaitable<ElementRow[]>;
  interests(id: number): Awaitable<InterestRow[]>;
}

const prepared = new WeakMap<Database, PersonReads>();

/** Reads persons that are not deleted, and what belongs to them. */
export function personReads(database: Database): PersonReads {
  let reads = prepared.get(database);
  if (reads === undefined) {
    reads = prepareReads(database);
    prepared.set(database, reads);
  }
  return reads;
}

function prepareReads(database: Database): PersonReads {
  const select = () =>
    database
      .select({
        person: getTableColumns(persons),
        contact: {
          name: contacts.name,
          department: contacts.department,
          countryId: contacts.countryId,
          orgNr: contacts.orgNr,
        },
        activeInterests: sql<number>`(select count(*) from ${interests} where ${interests.owner} = 'person' and ${interests.ownerId} = ${persons.personId})`,
      })
      .from(persons)
      .leftJoin(contacts, eq(persons.contactId, contacts.contactId));
  const rows = prepareByIds(
    database,
    (isWanted) => select().where(sql`${isWanted} and ${persons.deleted} = 0`),
    persons.personId,
  );
  const rowsOfContact = prepareRead(
    database,
    select()
      .where(sql`${persons.contactId} = ${sql.placeholder("contactId")} and ${persons.deleted} = 0`)
      .orderBy(persons.rank, persons.personId),
  );
  const chosen = prepareInterests(database, "person");
  return {
    rows: async (ids) => (await rows(ids)).map(withContact),
    rowsOfContact: async (contactId) => (await rowsOfContact({ contactId })).map(withContact),
    elements: prepareElements(database, "person"),
    interests: (id) => chosen({ id }),
  };
}

const NO_CONTACT = { name: null, department: null, countryId: null, orgNr: null };

function withContact(row: Omit<PersonRow, "contact"> & { contact: PersonRow["contact"] | null }): PersonRow {
  return { ...row, contact: row.contact ?? NO_CONTACT };
}
