import { eq } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { hashPassword } from "../identity/password.ts";
import { lastingTicket } from "../identity/tokens.ts";
import { millisecondsOf } from "../model/instant.ts";
import type { SandboxOptions } from "../options.ts";
import { insertRows, rawRows } from "../storage/insert-rows.ts";
import * as schema from "../storage/schema.ts";
import type { Database, Statement } from "../storage/storage.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { beginLoad, makeLoad } from "./make-load.ts";
import type { SeedFile } from "./seed-file.ts";
import { type SeedRows, seedRows } from "./seed-rows.ts";

/**
 * Fills a storage that was never filled with the seed of the options, all of it or nothing, and then makes the contacts
 * that `seedSize` asks for, in steps; a storage that was closed before they were all there gets the rest.
 *
 * @throws {SeedError} where the text of a seed file is not right.
 */
export async function fillStorage(tenant: Tenant, options: SandboxOptions): Promise<void> {
  if (!(await isFilled(tenant.database))) await fill(tenant, options);
  await makeLoad(tenant, options.onSeedProgress);
}

async function fill(tenant: Tenant, options: SandboxOptions): Promise<void> {
  const { database } = tenant;
  const seed = await readOption(options.seed ?? "default");
  const rows = seedRows(seed, millisecondsOf(tenant.now()));
  const tickets = await Promise.all(
    seed.users.filter(({ ticket }) => ticket !== "").map(({ id, ticket }) => lastingTicket(id, ticket)),
  );
  for (const user of rows.users)
    if (user.password !== "") user.password = await hashPassword(user.password, user.userName);
  const counters = countersAfter(rows);
  try {
    await database.batch([
      database.insert(schema.meta).values({ key: "seed", value: "filled" }),
      ...Object.entries(tables).flatMap(([name, table]) =>
        statementsOf(database, table, rows[name as keyof SeedRows]),
      ),
      ...statementsOf(database, schema.tokens, tickets),
      ...insertRows(database, schema.counters, [...counters]),
      ...loadStatements(tenant, options.seedSize ?? 0, rows, counters),
    ]);
  } catch (error) {
    // Two isolates can begin on an empty D1 at once; the row of `meta` lets one of them through.
    if (tenant.storage.exclusive || !(await isFilled(database))) throw error;
  }
  tenant.directoryChanged();
}

async function isFilled(database: Database): Promise<boolean> {
  const rows = await database.select().from(schema.meta).where(eq(schema.meta.key, "seed"));
  return rows.length > 0;
}

/** The text of a file is read by a parser that nobody else needs. */
async function readOption(option: NonNullable<SandboxOptions["seed"]>): Promise<SeedFile> {
  if (typeof option === "object") return (await import("./read-seed.ts")).readSeed(option.yaml);
  const { defaultSeed } = await import("../generated/default-seed.ts");
  return option === "empty" ? withoutEvents(defaultSeed) : defaultSeed;
}

/** Users with their names, groups and lists; no companies, and nothing that happened. */
function withoutEvents(seed: SeedFile): SeedFile {
  const ofUsers = new Set(seed.users.map(({ person }) => person));
  const persons = seed.persons
    .filter(({ id }) => ofUsers.has(id))
    .map((person) => ({ ...person, contact: 0 }));
  return {
    ...seed,
    contacts: [],
    persons,
    sales: [],
    appointments: [],
    documents: [],
    tickets: [],
    chats: [],
  };
}

const tables = {
  groups: schema.groups,
  users: schema.users,
  listItems: schema.listItems,
  contacts: schema.contacts,
  persons: schema.persons,
  elements: schema.elements,
  interests: schema.interests,
  appointments: schema.appointments,
  sales: schema.sales,
  documents: schema.documents,
  tickets: schema.tickets,
  chatSessions: schema.chatSessions,
  applications: schema.applications,
  activities: schema.activities,
} satisfies Record<keyof SeedRows, SQLiteTable>;

function statementsOf<Table extends SQLiteTable>(
  database: Database,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Statement[] {
  return insertRows(database, table, rawRows(table, rows));
}

/** New ids begin behind those of the seed. */
function countersAfter(rows: SeedRows): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  const count = (name: string, id = 0): void => {
    highest.set(name, Math.max(highest.get(name) ?? 0, id));
  };
  for (const { groupId } of rows.groups) count("groups", groupId);
  for (const { associateId } of rows.users) count("users", associateId);
  for (const { list, itemId } of rows.listItems) count(`list:${list}`, itemId);
  for (const { contactId } of rows.contacts) count("contacts", contactId);
  for (const { personId } of rows.persons) count("persons", personId);
  for (const { appointmentId } of rows.appointments) count("appointments", appointmentId);
  for (const { saleId } of rows.sales) count("sales", saleId);
  for (const { documentId } of rows.documents) count("documents", documentId);
  for (const { ticketId } of rows.tickets) count("tickets", ticketId);
  for (const { chatSessionId } of rows.chatSessions) count("chatSessions", chatSessionId);
  return new Map([...highest].map(([name, id]) => [name, id + 1]));
}

function loadStatements(
  tenant: Tenant,
  size: number,
  rows: SeedRows,
  counters: ReadonlyMap<string, number>,
): Statement[] {
  if (size <= 0) return [];
  const idsIn = (name: string): number[] =>
    rows.listItems.filter(({ list }) => list === name).map(({ itemId }) => itemId);
  const load = beginLoad(tenant, size, {
    first: {
      contact: counters.get("contacts") ?? 1,
      person: counters.get("persons") ?? 1,
      appointment: counters.get("appointments") ?? 1,
      activity: rows.activities.length + 1,
    },
    users: rows.users.map(({ associateId, groupId }) => ({ id: associateId ?? 0, groupId })),
    categories: idsIn("category"),
    countries: idsIn("country"),
  });
  return [load];
}
