import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { listItems } from "../../src/storage/schema.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openWithTables, values } from "./setup.ts";

test("PUT changes what the body of a contact names and leaves the rest", async () => {
  const { ask, clock } = await openWithTables();
  const before = (await ask("GET", "Contact/716")).body;
  clock.now += 60_000;
  const { status, body } = await ask("PUT", "Contact/716", {
    body: { name: "Bumblebarn", PHONES: [{ value: "22 00 00 09" }] },
  });
  expect(status).toBe(200);
  expect({ ...body, _Links: null }).toEqual({
    ...before,
    Name: "Bumblebarn",
    Phones: [{ ...before.Phones[0], Value: "22 00 00 09", StrippedValue: "22000009" }],
    UpdatedDate: "2026-11-20T12:01:00",
    UpdatedBy: body.UpdatedBy,
    Persons: before.Persons.map((person: object) => ({
      ...person,
      ContactName: "Bumblebarn",
      ContactFullName: "Bumblebarn",
      ContactPhone: "22 00 00 09",
    })),
    _Links: null,
  });
  expect(body.UpdatedBy.UserName).toBe("tje0");
});

test("a whole contact that comes back unchanged by PUT stays as it was", async () => {
  const { ask } = await openWithTables();
  const { body: before } = await ask("GET", "Contact/716", { headers: { "so-timezone": "NO" } });
  const { _Links, ...entity } = before;
  await ask("PUT", "Contact/716", { body: entity, headers: { "so-timezone": "NO" } });
  const { body: after } = await ask("GET", "Contact/716", { headers: { "so-timezone": "NO" } });
  expect({ ...after, UpdatedDate: null, UpdatedBy: null }).toEqual({
    ...before,
    UpdatedDate: null,
    UpdatedBy: null,
  });
});

test("null in a PUT empties what it names", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("PUT", "Contact/716", {
    body: {
      Name: null,
      Category: null,
      Associate: null,
      Phones: null,
      Interests: null,
      Address: null,
      Domains: null,
    },
  });
  expect(body).toMatchObject({
    Name: "",
    Category: null,
    Associate: null,
    Phones: [],
    ActiveInterests: 0,
    Domains: [],
  });
  expect(body.Address.Formatted).toBe("");
});

test("the id of the path decides which contact PUT changes", async () => {
  const { ask } = await openWithTables();
  const other = (await ask("GET", "Contact/12")).body;
  const { body } = await ask("PUT", "Contact/716", { body: { ContactId: 12, Name: "Moved" } });
  expect(body).toMatchObject({ ContactId: 716, Name: "Moved" });
  expect((await ask("GET", "Contact/12")).body).toEqual(other);
});

test("PUT, PATCH and Save of a contact each leave one activity, Updated", async () => {
  const { ask, log } = await openWithTables();
  const seeded = (await log(716)).length;
  await ask("PUT", "Contact/716", { body: { Name: "One", Phones: [], Interests: [] } });
  await ask("PATCH", "Contact/716", { body: { Name: "Two" } });
  await ask("POST", "Agents/Contact/SaveContactEntity", { body: { ContactId: 716, Name: "Three" } });
  const written = (await log(716)).slice(seeded);
  expect(written).toHaveLength(3);
  for (const activity of written) expect(activity).toMatchObject({ action: 2, elementId: 716, personId: 0 });
});

test("a write that comes too late for If-Unmodified-Since is 412 and changes nothing", async () => {
  const { ask, clock, dump } = await openWithTables();
  const { body } = await ask("POST", "Contact", { body: { Name: "Moon Lamps" } });
  const since = new Date(clock.now).toUTCString();
  const path = `Contact/${body.ContactId}`;
  const headers = { "if-unmodified-since": since };
  clock.now += 1000;
  expect((await ask("PUT", path, { body: { Name: "In time" }, headers })).status).toBe(200);
  const before = await dump();
  const late = [
    await ask("PUT", path, { body: { Name: "Late" }, headers }),
    await ask("PATCH", path, { body: { Name: "Late" }, headers }),
    await ask("DELETE", path, { headers }),
  ];
  for (const answer of late) {
    expect(answer.status).toBe(412);
    expect(answer.body.Error).toBe(true);
  }
  expect(await dump()).toEqual(before);
});

test("Save makes a contact for an empty id, changes one for another, and gives null for an unknown one", async () => {
  const { ask } = await openWithTables();
  const save = (body: object) => ask("POST", "Agents/Contact/SaveContactEntity", { body });
  const made = await save({ Name: "Moon Lamps" });
  expect(made.body.ContactId).toBeGreaterThan(0);
  const changed = await save({ ContactId: made.body.ContactId, Department: "Wicks" });
  expect(changed.body).toMatchObject({
    ContactId: made.body.ContactId,
    Name: "Moon Lamps",
    Department: "Wicks",
  });
  const unknown = await save({ ContactId: 4711, Name: "Nobody" });
  expect([unknown.status, unknown.body]).toEqual([200, null]);
  expect((await ask("GET", "Contact/4711")).status).toBe(404);
});

test("PUT and PATCH of an unknown contact are 404", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  expect((await ask("PUT", "Contact/4711", { body: { Name: "Nobody" } })).status).toBe(404);
  expect((await ask("PATCH", "Contact/4711", { body: { Name: "Nobody" } })).status).toBe(404);
  expect(await dump()).toEqual(before);
});

test("PUT without an entity in its body is 400", async () => {
  const { ask } = await openWithTables();
  for (const body of [undefined, "", "null", "[]", "5", '"Name"'])
    expect((await ask("PUT", "Contact/716", { body })).status, String(body)).toBe(400);
});

test("an item of a list that was deleted since stays where it is chosen", async () => {
  const storage = nodeSqlite();
  const { ask } = await openTestTenant({ storage, seed: "default" });
  await storage.database.update(listItems).set({ deleted: true }).where(eq(listItems.itemId, 32));
  await storage.database.update(listItems).set({ deleted: true }).where(eq(listItems.list, "contint"));
  const { body } = await ask("PUT", "Contact/716", { body: { Name: "Bumblebarn", Category: { Id: 32 } } });
  expect(body.Category.Id).toBe(32);
  expect(body.Interests.map(({ Id, Deleted }: { Id: number; Deleted: boolean }) => [Id, Deleted])).toEqual([
    [1, true],
    [2, true],
    [3, true],
  ]);
});

test("changes of a contact at the same time all happen, one after the other", async () => {
  const { ask, log } = await openWithTables();
  const seeded = (await log(716)).length;
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      ask("PATCH", "Contact/716", { body: [{ op: "add", path: "Phones/-", value: { Value: `${index}` } }] }),
    ),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const { body } = await ask("GET", "Contact/716");
  expect(values(body.Phones).slice(1).map(Number)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(await log(716)).toHaveLength(seeded + 20);
});
