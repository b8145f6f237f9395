import { emptyContactRow } from "../../src/entities/contact/contact-body.ts";
import { emptyPersonRow } from "../../src/entities/person/person-body.ts";
import { hashPassword } from "../../src/identity/password.ts";
import { type Instant, instantOf, UNSET } from "../../src/model/instant.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import * as schema from "../../src/storage/schema.ts";
import type { Database } from "../../src/storage/storage.ts";
import { openTestTenant, TEST_NOW, type TestTenant } from "../harness/tenant.ts";

const HOUR = 3_600_000;

/** The instant so many hours before (negative: after) the clock of the tests. */
export function hoursAgo(hours: number): Instant {
  return instantOf(TEST_NOW - hours * HOUR);
}

const stamps = { createdAt: UNSET, createdBy: 0, updatedAt: UNSET, updatedBy: 0 };
const custom = { userDefinedFields: {}, extraFields: {} };

/**
 * A tenant whose tables hold what a test puts there and nothing else but three users: `tje0` (1) and `ada0` (2) in group 1,
 * `out0` (3) in group 2, each with the person of the same number plus 900.
 */
export interface World extends TestTenant {
  readonly database: Database;
  contact(row: Partial<typeof schema.contacts.$inferInsert> & { contactId: number }): Promise<void>;
  person(row: Partial<typeof schema.persons.$inferInsert> & { personId: number }): Promise<void>;
  element(
    row: Partial<typeof schema.elements.$inferInsert> & { ownerId: number; value: string },
  ): Promise<void>;
  item(list: string, itemId: number, name: string, rest?: Record<string, unknown>): Promise<void>;
  activity(
    row: Partial<typeof schema.activities.$inferInsert> & { contactId: number; at: Instant },
  ): Promise<void>;
  appointment(
    row: Partial<typeof schema.appointments.$inferInsert> & { appointmentId: number },
  ): Promise<void>;
  sale(row: Partial<typeof schema.sales.$inferInsert> & { saleId: number }): Promise<void>;
  document(row: Partial<typeof schema.documents.$inferInsert> & { documentId: number }): Promise<void>;
  ticket(row: Partial<typeof schema.tickets.$inferInsert> & { ticketId: number }): Promise<void>;
  chat(row: Partial<typeof schema.chatSessions.$inferInsert> & { chatSessionId: number }): Promise<void>;
}

export interface WorldOptions {
  /** Of `tje0`. Default: never. */
  readonly lastLogoutAt?: Instant;
}

export async function openWorld({ lastLogoutAt = UNSET }: WorldOptions = {}): Promise<World> {
  const storage = nodeSqlite();
  const { database } = storage;
  await migrate(storage);
  const insert = async (run: PromiseLike<unknown>): Promise<void> => void (await run);
  // A storage that was filled is left as it is.
  await insert(database.insert(schema.meta).values({ key: "seed", value: "test" }));
  const password = await hashPassword("Tje0", "test");
  for (const groupId of [1, 2])
    await insert(
      database
        .insert(schema.groups)
        .values({ groupId, name: `Group ${groupId}`, tooltip: "", rank: groupId, deleted: false }),
    );
  const user = { password, userType: "InternalAssociate", rank: 1, deleted: false, lastLoginAt: UNSET };
  await insert(
    database.insert(schema.users).values([
      { ...user, associateId: 1, userName: "tje0", personId: 901, groupId: 1, lastLogoutAt },
      { ...user, associateId: 2, userName: "ada0", personId: 902, groupId: 1, lastLogoutAt: UNSET },
      { ...user, associateId: 3, userName: "out0", personId: 903, groupId: 2, lastLogoutAt: UNSET },
    ]),
  );
  for (const name of ["contacts", "persons", "appointments", "sales", "documents", "tickets", "chatSessions"])
    await insert(database.insert(schema.counters).values({ name, next: 5001 }));
  const world = {
    database,
    ...adders(database, insert),
  };
  await world.person({ personId: 901, firstname: "Tje", lastname: "One" });
  await world.person({ personId: 902, firstname: "Ada", lastname: "Two" });
  await world.person({ personId: 903, firstname: "Out", lastname: "Three" });
  const tenant = await openTestTenant({ storage });
  return { ...tenant, ...world };
}

/** Contact 5 with person 55, contact 6 with person 66. */
export async function smallWorld(): Promise<World> {
  const world = await openWorld();
  await world.contact({ contactId: 5, name: "Five" });
  await world.contact({ contactId: 6, name: "Six" });
  await world.person({ personId: 55, contactId: 5, firstname: "Fay", lastname: "Five" });
  await world.person({ personId: 66, contactId: 6, firstname: "Sid", lastname: "Six" });
  return world;
}

function adders(
  database: Database,
  insert: (run: PromiseLike<unknown>) => Promise<void>,
): Omit<World, keyof TestTenant | "database"> {
  return {
    contact: (row) => insert(database.insert(schema.contacts).values({ ...aContact, ...row })),
    person: (row) => insert(database.insert(schema.persons).values({ ...aPerson, ...row })),
    element: (row) => insert(database.insert(schema.elements).values({ ...anElement, ...row })),
    item: (list, itemId, name, rest = {}) =>
      insert(
        database
          .insert(schema.listItems)
          .values({ list, itemId, name, tooltip: "", rank: itemId, deleted: false, rest }),
      ),
    activity: (row) =>
      insert(
        database
          .insert(schema.activities)
          .values({ action: 1, elementId: row.contactId, personId: 0, associateId: 1, ...row }),
      ),
    appointment: (row) => insert(database.insert(schema.appointments).values({ ...anAppointment, ...row })),
    sale: (row) => insert(database.insert(schema.sales).values({ ...aSale, ...row })),
    document: (row) => insert(database.insert(schema.documents).values({ ...aDocument, ...row })),
    ticket: (row) => insert(database.insert(schema.tickets).values({ ...aTicket, ...row })),
    chat: (row) => insert(database.insert(schema.chatSessions).values({ ...aChat, ...row })),
  };
}

const aContact = { ...emptyContactRow(), associateId: 1, groupId: 1 };

const aPerson = { ...emptyPersonRow(), associateId: 1, rank: 1 };

const anElement = { owner: "person", kind: "MobilePhones", rank: 0, stripped: "", description: "" } as const;

const anAppointment = {
  contactId: 0,
  personId: 0,
  saleId: 0,
  associateId: 1,
  groupId: 1,
  type: "inDiary",
  taskId: 0,
  description: "",
  startAt: UNSET,
  endAt: UNSET,
  completed: "NotStarted",
  deleted: false,
  rest: {},
  ...stamps,
  ...custom,
};

const aSale = {
  contactId: 0,
  personId: 0,
  associateId: 1,
  groupId: 1,
  heading: "",
  amount: 0,
  earning: 0,
  currencyId: 0,
  probability: 0,
  status: "Open",
  completed: "Started",
  saleDate: UNSET,
  nextDueDate: UNSET,
  rest: {},
  ...stamps,
  ...custom,
};

const aDocument = {
  contactId: 0,
  personId: 0,
  saleId: 0,
  associateId: 1,
  groupId: 1,
  header: "",
  name: "",
  templateId: 0,
  type: "Document",
  date: UNSET,
  completed: "Completed",
  rest: {},
  ...stamps,
  ...custom,
};

const aTicket = {
  contactId: 0,
  personId: 0,
  title: "",
  statusId: 1,
  baseStatus: "Active",
  priorityId: 0,
  categoryId: 0,
  ownedBy: 1,
  closedAt: UNSET,
  rest: {},
  ...stamps,
  extraFields: {},
};

const aChat = {
  topicId: 1,
  contactId: 0,
  personId: 0,
  associateId: 1,
  customerName: "",
  customerCompanyName: "",
  firstMessage: "",
  lastMessage: "",
  status: "Closed",
  requestedAt: UNSET,
  startedAt: UNSET,
  endedAt: UNSET,
  rest: {},
};
