import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/index.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { prepareByIds, prepareRead } from "../../src/storage/prepared-read.ts";
import { insertPrepared, statementPrepared, updatePrepared } from "../../src/storage/prepared-write.ts";
import { contacts, elements, persons } from "../../src/storage/schema.ts";
import type { Database, Statement } from "../../src/storage/storage.ts";

let database: Database;
let sandbox: Sandbox;

beforeAll(async () => {
  const storage = nodeSqlite();
  database = storage.database;
  sandbox = await createSandbox({ storage });
});

afterAll(() => sandbox.close());

async function run(...[first, ...others]: [Statement, ...Statement[]]): Promise<void> {
  await database.batch([first, ...others]);
}

async function contact(contactId: number) {
  const [row] = await database.select().from(contacts).where(eq(contacts.contactId, contactId));
  return row;
}

describe("a prepared read", () => {
  test("gives the rows that drizzle gives, JSON and booleans read", async () => {
    const query = database
      .select()
      .from(persons)
      .where(sql`${persons.personId} > ${sql.placeholder("from")}`);
    const rows = await prepareRead(database, query)({ from: 2 });
    expect(rows.length).toBeGreaterThan(10);
    expect(rows).toEqual(await query.prepare().all({ from: 2 }));
  });

  test("gives null for a joined table without a row, as drizzle does", async () => {
    const query = database
      .select({
        person: persons,
        contact: { name: contacts.name, orgNr: contacts.orgNr },
        one: sql<number>`1`,
      })
      .from(persons)
      .leftJoin(contacts, sql`${contacts.contactId} = ${persons.contactId} and ${persons.personId} % 2 = 0`);
    const rows = await prepareRead(database, query)({});
    expect(rows).toEqual(await query);
    expect(rows.some((row) => row.contact === null)).toBe(true);
    expect(rows.some((row) => row.contact !== null)).toBe(true);
  });

  test("by ids gives the same for one id as for several", async () => {
    const byIds = prepareByIds(
      database,
      (isWanted) => database.select().from(contacts).where(sql`${isWanted} and ${contacts.deleted} = 0`),
      contacts.contactId,
    );
    const [one] = await byIds([59]);
    const several = await byIds([59, 60, 999_999]);
    expect(one).toEqual(await contact(59));
    expect(several.find(({ contactId }) => contactId === 59)).toEqual(one);
    expect(await byIds([])).toEqual([]);
  });
});

describe("a prepared write", () => {
  test("changes the columns that have a value, and no other row", async () => {
    const [before, other] = [await contact(59), await contact(60)];
    const key = { column: contacts.contactId, value: 59 };
    const changes = { domains: ["a.example"], rest: { Source: 3 }, name: "'); drop table contacts; --" };
    await run(updatePrepared(database, contacts, "contacts", key, { ...changes, orgNr: undefined }));
    expect(await contact(59)).toEqual({ ...before, ...changes });
    expect(await contact(60)).toEqual(other);
  });

  test("writes null as null where the column holds JSON", async () => {
    const key = { column: contacts.contactId, value: 59 };
    await run(updatePrepared(database, contacts, "contacts", key, { address: null }));
    const rows = await database
      .select({ id: contacts.contactId })
      .from(contacts)
      .where(sql`${contacts.contactId} = 59 and ${contacts.address} is null`);
    expect(rows).toEqual([{ id: 59 }]);
  });

  test("has its own values each time, within one batch too", async () => {
    const row = (value: string) =>
      ({
        owner: "contact",
        ownerId: 999,
        kind: "Urls",
        rank: 0,
        value,
        stripped: "",
        description: "",
      }) as const;
    const stored = async () => {
      const rows = await database.select().from(elements).where(eq(elements.ownerId, 999));
      return rows.map(({ value }) => value);
    };
    const remove = (value: string) =>
      statementPrepared(
        database,
        "test: delete by value",
        (placeholder) => database.delete(elements).where(sql`${elements.value} = ${placeholder("value")}`),
        { value },
      );
    await run(
      insertPrepared(database, elements, "elements", [row("a"), row("b")]),
      insertPrepared(database, elements, "elements", [row("c"), row("d")]),
    );
    expect(await stored()).toEqual(["a", "b", "c", "d"]);
    await run(remove("b"), remove("c"));
    expect(await stored()).toEqual(["a", "d"]);
  });
});
