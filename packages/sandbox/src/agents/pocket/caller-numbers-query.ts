import { and, asc, eq, inArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import type { Instant } from "../../model/instant.ts";
import { appointments, contacts, elements, persons, sales } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";

/** Arrays of a person's entity that hold telephone numbers; faxes are none that calls come from. */
const PHONE_KINDS = ["MobilePhones", "OfficePhones", "OtherPhones", "PrivatePhones"];

export interface CallerNumbersFilter {
  /** First and last instant of the period, both in it. */
  readonly from: Instant;
  readonly to: Instant;
  /** The caller and the colleagues. */
  readonly associateIds: readonly number[];
}

/** A telephone number of a person as it was written. */
export interface CallerNumber {
  readonly value: string;
  readonly personId: number;
  readonly firstname: string;
  readonly middleName: string;
  readonly lastname: string;
  readonly mrmrs: string;
  readonly contactId: number;
  /** Null for a person without a contact. */
  readonly contactName: string | null;
  readonly personCountryId: number;
  readonly contactCountryId: number | null;
}

/** A query that runs when it is awaited, and can show its SQL. */
export interface CallerNumbersQuery extends PromiseLike<CallerNumber[]> {
  toSQL(): { readonly sql: string; readonly params: readonly unknown[] };
}

/**
 * The query for the telephone numbers of people on sales and appointments that certain associates created, own or touched
 * in a period, by person and number. A sale or appointment lies in the period by when it was registered or last changed:
 * both have an index, so the cost follows what happened in the period.
 */
export function callerNumbersQuery(database: Database, filter: CallerNumbersFilter): CallerNumbersQuery {
  const ofAppointments = database
    .select({ personId: appointments.personId })
    .from(appointments)
    .where(and(eq(appointments.deleted, false), hasPerson(appointments), concerns(appointments, filter)));
  const ofSales = database
    .select({ personId: sales.personId })
    .from(sales)
    .where(and(hasPerson(sales), concerns(sales, filter)));
  return database
    .select({
      value: elements.value,
      personId: persons.personId,
      firstname: persons.firstname,
      middleName: persons.middleName,
      lastname: persons.lastname,
      mrmrs: persons.mrmrs,
      contactId: persons.contactId,
      contactName: contacts.name,
      personCountryId: persons.countryId,
      contactCountryId: contacts.countryId,
    })
    .from(persons)
    .innerJoin(
      elements,
      and(
        eq(elements.owner, "person"),
        eq(elements.ownerId, persons.personId),
        inArray(elements.kind, PHONE_KINDS),
      ),
    )
    .leftJoin(contacts, and(eq(contacts.contactId, persons.contactId), eq(contacts.deleted, 0)))
    .where(and(inArray(persons.personId, union(ofAppointments, ofSales)), eq(persons.deleted, false)))
    .orderBy(asc(persons.personId), asc(elements.kind), asc(elements.rank));
}

/** The plus keeps SQLite from reading the whole index on person_id. */
function hasPerson({ personId }: typeof appointments | typeof sales): SQL {
  return sql`+${personId} > 0`;
}

/** Created or touched in the period by one of the associates, or theirs and registered or changed in it. */
function concerns(
  table: typeof appointments | typeof sales,
  { from, to, associateIds }: CallerNumbersFilter,
): SQL | undefined {
  // One parameter for any number of associates: D1 takes no more than a hundred.
  const among = (column: SQLWrapper): SQL =>
    sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(associateIds)}))`;
  const owned = among(table.associateId);
  return or(
    and(sql`${table.createdAt} BETWEEN ${from} AND ${to}`, or(among(table.createdBy), owned)),
    and(sql`${table.updatedAt} BETWEEN ${from} AND ${to}`, or(among(table.updatedBy), owned)),
  );
}
