import { eq, sql } from "drizzle-orm";
import { millisecondsOf } from "../model/instant.ts";
import { insertRows, type RawRow, rawRows } from "../storage/insert-rows.ts";
import * as schema from "../storage/schema.ts";
import type { Database, Statement } from "../storage/storage.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { activityCount, type Load, loadActivity, loadContact } from "./load-rows.ts";

/** How far a load is: steps done, of all. Called after each step that is stored. */
export type LoadProgress = (done: number, total: number) => void;

/** What `meta` keeps under `load`: what was begun, and what of it is stored. */
interface LoadState {
  readonly load: Load;
  readonly contacts: number;
  readonly activities: number;
}

const CONTACTS_A_STEP = 2_000;
const ACTIVITIES_A_STEP = 20_000;

/**
 * The statement that makes a load known, to go in the batch that fills the storage: from then on {@link makeLoad} makes
 * it, also after it was interrupted. It takes one number of `tenant.random`.
 */
export function beginLoad(
  tenant: Tenant,
  size: number,
  load: Pick<Load, "first" | "users" | "categories" | "countries">,
): Statement {
  const state: LoadState = {
    load: {
      size,
      seed: Math.floor(tenant.random() * 0x1_0000_0000),
      until: millisecondsOf(tenant.now()),
      ...load,
    },
    contacts: 0,
    activities: 0,
  };
  return tenant.database.insert(schema.meta).values({ key: "load", value: JSON.stringify(state) });
}

/** Stores what is missing of the load that was begun; nothing where none was. */
export async function makeLoad(tenant: Tenant, onProgress: LoadProgress = () => {}): Promise<void> {
  let state = await readState(tenant.database);
  if (state === undefined) return;
  const total = state.load.size + activityCount(state.load);
  while (doneOf(state) < total) {
    state = await makeStep(tenant, state);
    onProgress(doneOf(state), total);
  }
}

function doneOf({ contacts, activities }: LoadState): number {
  return contacts + activities;
}

async function makeStep({ database, storage }: Tenant, state: LoadState): Promise<LoadState> {
  const { load } = state;
  const next = nextState(state);
  try {
    await database.batch([
      database
        .update(schema.meta)
        .set({ value: JSON.stringify(next) })
        .where(eq(schema.meta.key, "load")),
      ...contactStatements(database, load, state.contacts, next.contacts),
      ...insertRows(database, schema.activities, activityRows(load, state.activities, next.activities)),
    ]);
    return next;
  } catch (error) {
    // Another isolate made this step: its rows have the same ids, so that none comes in twice.
    const stored = storage.exclusive ? undefined : await readState(database);
    if (stored === undefined || doneOf(stored) <= doneOf(state)) throw error;
    return stored;
  }
}

/** Contacts first, then the log. */
function nextState({ load, contacts, activities }: LoadState): LoadState {
  if (contacts < load.size)
    return { load, contacts: Math.min(contacts + CONTACTS_A_STEP, load.size), activities };
  return { load, contacts, activities: Math.min(activities + ACTIVITIES_A_STEP, activityCount(load)) };
}

async function readState(database: Database): Promise<LoadState | undefined> {
  const [row] = await database.select().from(schema.meta).where(eq(schema.meta.key, "load"));
  // This package wrote it.
  return row === undefined ? undefined : (JSON.parse(row.value) as LoadState);
}

function contactStatements(database: Database, load: Load, from: number, to: number): Statement[] {
  if (from === to) return [];
  const made = Array.from({ length: to - from }, (_, index) => loadContact(load, from + index));
  const count = to - from;
  return [
    ...insertRows(
      database,
      schema.contacts,
      rawRows(
        schema.contacts,
        made.map(({ contact }) => contact),
      ),
    ),
    ...insertRows(
      database,
      schema.persons,
      rawRows(
        schema.persons,
        made.map(({ person }) => person),
      ),
    ),
    ...insertRows(
      database,
      schema.elements,
      rawRows(
        schema.elements,
        made.flatMap(({ elements }) => elements),
      ),
    ),
    ...insertRows(
      database,
      schema.appointments,
      rawRows(
        schema.appointments,
        made.map(({ appointment }) => appointment),
      ),
    ),
    ...[
      ["contacts", load.first.contact + from],
      ["persons", load.first.person + from],
      ["appointments", load.first.appointment + from],
    ].map(([name, first]) => takeIds(database, String(name), Number(first), count)),
  ];
}

function takeIds(database: Database, name: string, first: number, count: number): Statement {
  return database
    .insert(schema.counters)
    .values({ name, next: first + count })
    .onConflictDoUpdate({
      target: schema.counters.name,
      set: { next: sql`max(${schema.counters.next}, ${first + count})` },
    });
}

function* activityRows(load: Load, from: number, to: number): Iterable<RawRow> {
  for (let place = from; place < to; place++) yield loadActivity(load, place);
}
