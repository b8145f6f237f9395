import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/index.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { type StorageSnapshot, snapshotOf } from "../../src/storage/snapshot.ts";
import { openTestTenant, TEST_NOW } from "../harness/tenant.ts";

async function filled(options: Parameters<typeof createSandbox>[0] = {}): Promise<StorageSnapshot> {
  const storage = nodeSqlite();
  await openTestTenant({ storage, ...options });
  return snapshotOf(storage);
}

describe("the default seed", () => {
  test("tje0 with Tje0 finds active contacts by the request of the page's sample", async () => {
    const { ask } = await openTestTenant();
    for (const ContactCategories of [
      [857, 32],
      [881, 62],
    ]) {
      const { body } = await ask("POST", "Agents/Contact/GetMyActiveContacts", {
        body: {
          ActivityStartTime: "2013-02-04T15:29:21.1027846+01:00",
          ContactCategories,
          ActionType: "ActivityCompleted",
        },
      });
      expect(body.length).toBeGreaterThan(2);
    }
  });

  test.each([59, 716])(
    "The contact %i of the samples of GetContactSummary has something of everything",
    async (ContactId) => {
      const { tables } = await filled();
      for (const table of ["tickets", "appointments", "documents", "sales", "chat_sessions", "persons"])
        expect(
          tables[table]?.filter(({ contactId }) => contactId === ContactId),
          table,
        ).not.toEqual([]);
    },
  );

  test("Everybody in the default seed lives under example.com", async () => {
    const { tables } = await filled();
    const addresses = tables["elements"]!.filter(({ kind }) => kind === "Emails" || kind === "Urls");
    expect(addresses.length).toBeGreaterThan(80);
    for (const { value } of addresses) expect(value).toMatch(/[@./]example\.com(\/|$)/);
  });

  test("Moments of the default seed count from the clock, and the log holds nothing that is to come", async () => {
    const { tables } = await filled();
    const moments = tables["activities"]!.map(({ at }) => String(at));
    const now = new Date(TEST_NOW).toISOString();
    expect(moments.filter((at) => at > now)).toEqual([]);
    expect(moments.filter((at) => at > "2026-11-13").length).toBeGreaterThan(25);
    expect(moments).toEqual([...moments].sort());
  });

  test("The log fits what the seed says was made, changed and completed", async () => {
    const { tables } = await filled();
    const count = (action: number): number =>
      tables["activities"]!.filter((row) => row.action === action).length;
    const rows = (table: string): StorageSnapshot["tables"][string] => tables[table]!;
    const changed = (table: string): number =>
      rows(table).filter((row) => row.createdAt !== row.updatedAt).length;
    expect(count(1)).toBe(rows("contacts").length);
    expect(count(2)).toBe(changed("contacts"));
    expect(count(4)).toBe(rows("appointments").length);
    expect(count(8)).toBe(rows("appointments").filter(({ completed }) => completed === "Completed").length);
    expect(count(16)).toBe(rows("persons").length);
    expect(count(32)).toBe(changed("persons"));
    expect(count(64)).toBe(rows("documents").length);
  });

  test("The same clock gives the same rows", async () => {
    expect(await filled()).toEqual(await filled());
  });
});

describe("filling a storage", () => {
  test("New ids begin behind those of the seed", async () => {
    const { ask } = await openTestTenant();
    expect((await ask("POST", "Contact", { body: { Name: "Next" } })).body.ContactId).toBe(717);
  });

  test("An empty seed has users, groups and lists, and nothing that happened", async () => {
    const { tables } = await filled({ seed: "empty" });
    const rowsOf = (name: string): number => tables[name]!.length;
    for (const name of ["users", "groups", "list_items", "persons"])
      expect(rowsOf(name), name).toBeGreaterThan(2);
    for (const name of [
      "contacts",
      "sales",
      "appointments",
      "documents",
      "tickets",
      "chat_sessions",
      "activities",
    ])
      expect(rowsOf(name), name).toBe(0);
    const { ask } = await openTestTenant({ seed: "empty" });
    expect((await ask("POST", "Contact", { body: { Name: "First" } })).body.ContactId).toBe(1);
  });

  test("A user's ticket of the seed lets in, and never ends", async () => {
    const { ask, clock } = await openTestTenant();
    const principal = (ticket: string) =>
      ask("GET", "User/currentPrincipal", { headers: { authorization: `SoTicket ${ticket}` } });
    expect((await principal("7T:1234abcxyzExample==")).body.UserName).toBe("tje0");
    clock.now += 400 * 24 * 3_600_000;
    expect((await principal("7T:1234abcxyzExample==")).body.UserName).toBe("tje0");
    expect((await principal("7T:1234abcxyzExample=")).status).toBe(401);
  });

  test("A seed file becomes the tenant: its users can log in and see what it says", async () => {
    const yaml = `
groups: [{ id: 1, name: Sales }]
users: [{ id: 3, userName: Ada, password: secret, group: 1, person: 2 }]
lists: { category: [{ id: 5, name: Friend }] }
contacts:
  - { id: 9, name: Nine, owner: ada, category: 5, created: -1d 10:00, phones: [020 7946 0123], rest: { NoMailing: true } }
persons: [{ id: 2, contact: 9, firstname: Ada, lastname: Example, created: -1d 10:00 }]
appointments: [{ id: 4, contact: 9, person: 2, owner: Ada, start: +1d 09:00, completed: Completed, created: -2h, updated: -1h }]
`;
    const { ask } = await openTestTenant({ seed: { yaml } });
    const headers = { authorization: `Basic ${btoa("ada:secret")}` };
    const contact = await ask("GET", "Contact/9", { headers });
    expect(contact.body).toMatchObject({
      Name: "Nine",
      NoMailing: true,
      Category: { Value: "Friend" },
      Phones: [{ Value: "020 7946 0123", StrippedValue: "02079460123" }],
      Associate: { FullName: "Ada Example" },
    });
    const active = await ask("POST", "Agents/Contact/GetMyActiveContacts", {
      headers,
      body: {
        ActivityStartTime: "2026-11-20T00:00:00",
        ContactCategories: [5],
        ActionType: "ActivityCompleted",
      },
    });
    expect(active.body).toMatchObject([{ ContactId: 9, ActionId: 4, ActionTime: "2026-11-20T11:00:00" }]);
  });

  test("A storage that was filled keeps what it has, whatever seed is asked for", async () => {
    const storage = nodeSqlite();
    await openTestTenant({ storage, seed: "empty" });
    const before = await snapshotOf(storage);
    await openTestTenant({ storage, seed: "default", seedSize: 10 });
    expect(await snapshotOf(storage)).toEqual(before);
  });

  test("A seed file with mistakes leaves the storage empty", async () => {
    const storage = nodeSqlite();
    const seed = { yaml: "groups: [{ id: 1 }]" };
    await expect(createSandbox({ storage, seed })).rejects.toMatchObject({ code: "seed-invalid" });
    const { tables } = await snapshotOf(storage);
    expect(Object.values(tables).flat()).toEqual([]);
  });
});
