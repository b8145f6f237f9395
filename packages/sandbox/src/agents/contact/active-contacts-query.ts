import { aliasedTable, and, desc, eq, gte, inArray, max, sql } from "drizzle-orm";
import type { Instant } from "../../model/instant.ts";
import { activities, contacts, elements } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";

export interface ActiveContactsFilter {
  /** Activities from here on, this instant included. */
  readonly since: Instant;
  /** Numbers of single members of `ContactAction`; undefined for all of them. */
  readonly actions: readonly number[] | undefined;
  /** Ids of categories; undefined for all. */
  readonly categories: readonly number[] | undefined;
}

/** A contact with the latest of its activities. */
export interface ActiveContact {
  readonly contactId: number;
  readonly name: string;
  readonly department: string;
  readonly orgNr: string;
  readonly categoryId: number;
  /** The owner of the contact. */
  readonly associateId: number;
  /** The first of the contact's addresses in the web; null for none. */
  readonly url: string | null;
  readonly at: Instant;
  /** The number of one member of `ContactAction`. */
  readonly action: number;
  readonly elementId: number;
  readonly personId: number;
  /** The associate who did it. */
  readonly doneBy: number;
}

/** A query that runs when it is awaited, and can show its SQL. */
export interface ActiveContactsQuery extends PromiseLike<ActiveContact[]> {
  toSQL(): { readonly sql: string; readonly params: readonly unknown[] };
}

/**
 * The query for the contacts with activity in a window: one row per contact with its latest activity that the filter lets
 * through (of several at one instant the one that was logged last), newest first.
 *
 * The window is cut out of the index on `(at, action, contact_id)`, and everything else is looked up by key from there, so
 * the cost follows the window and not the tables. The category is a property of the contact: to filter by it after the
 * latest activity of each contact is picked gives the same rows as before.
 */
export function activeContactsQuery(
  database: Database,
  { since, actions, categories }: ActiveContactsFilter,
): ActiveContactsQuery {
  const sameTime = aliasedTable(activities, "same_time");
  const latest = database
    .select({ contactId: activities.contactId, at: max(activities.at).as("latest_at") })
    .from(activities)
    .where(and(gte(activities.at, since), actions && inArray(activities.action, [...actions])))
    // The plus keeps SQLite from reading the whole index on contact_id to save itself the sorting of the window.
    .groupBy(sql`+${activities.contactId}`)
    .as("latest");
  const lastLogged = database
    .select({ activityId: max(sameTime.activityId) })
    .from(sameTime)
    .where(
      and(
        eq(sameTime.contactId, latest.contactId),
        eq(sameTime.at, latest.at),
        actions && inArray(sameTime.action, [...actions]),
      ),
    );
  const url = sql<string | null>`(SELECT ${elements.value} FROM ${elements}
    WHERE ${elements.owner} = 'contact' AND ${elements.ownerId} = ${contacts.contactId} AND ${elements.kind} = 'Urls'
    ORDER BY ${elements.rank} LIMIT 1)`;
  // One parameter for any number of categories: D1 takes no more than a hundred.
  const inCategories =
    categories && sql`${contacts.categoryId} IN (SELECT value FROM json_each(${JSON.stringify(categories)}))`;
  return database
    .select({
      contactId: contacts.contactId,
      name: contacts.name,
      department: contacts.department,
      orgNr: contacts.orgNr,
      categoryId: contacts.categoryId,
      associateId: contacts.associateId,
      url,
      at: activities.at,
      action: activities.action,
      elementId: activities.elementId,
      personId: activities.personId,
      doneBy: activities.associateId,
    })
    .from(latest)
    .innerJoin(activities, eq(activities.activityId, sql`(${lastLogged})`))
    .innerJoin(contacts, eq(contacts.contactId, latest.contactId))
    .where(and(eq(contacts.deleted, 0), inCategories))
    .orderBy(desc(activities.at), contacts.contactId);
}
