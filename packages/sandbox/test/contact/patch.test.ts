import { expect, test } from "vitest";
import { openWithTables, values } from "./setup.ts";

const JSON_PATCH = { "content-type": "application/json-patch+json" };
const MERGE_PATCH = { "content-type": "application/merge-patch+json" };

test("JSON Patch adds, replaces, removes and tests, with names in any case and without a slash", async () => {
  const { ask } = await openWithTables();
  const { status, body } = await ask("PATCH", "Contact/716", {
    headers: JSON_PATCH,
    body: [
      { op: "test", path: "/category/id", value: 32 },
      { op: "replace", path: "department", value: "Wicks" },
      { op: "replace", path: "Category/Id", value: 881 },
      { op: "add", path: "/PHONES/-", value: { value: "22 00 00 01" } },
      { op: "add", path: "/Phones/0", value: { Value: "22 00 00 00" } },
      { op: "remove", path: "/Emails/0" },
    ],
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    Name: "Bumblebarn Farm Shop Ltd",
    Department: "Wicks",
    Category: { Id: 881 },
  });
  expect(values(body.Phones)).toEqual(["22 00 00 00", "+44 20 7946 0026", "22 00 00 01"]);
  expect(body.Emails).toEqual([]);
});

test("Merge Patch changes what it names, empties by null and appends an object to an array", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("PATCH", "Contact/716", {
    headers: MERGE_PATCH,
    body: {
      department: "Wicks",
      Description: null,
      Phones: { Value: "22 00 00 01" },
      Emails: [],
      Associate: null,
    },
  });
  expect(body).toMatchObject({ Department: "Wicks", Description: "", Associate: null, Emails: [] });
  expect(values(body.Phones)).toEqual(["+44 20 7946 0026", "22 00 00 01"]);
});

test("application/json tells a JSON Patch from a Merge Patch by its form", async () => {
  const { ask } = await openWithTables();
  const list = await ask("PATCH", "Contact/716", { body: [{ op: "add", path: "Name", value: "One" }] });
  const object = await ask("PATCH", "Contact/716", { body: { Department: "Two" } });
  expect([list.body.Name, object.body.Name, object.body.Department]).toEqual(["One", "One", "Two"]);
});

test("a failing test is 409 and nothing of the patch is kept", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  const { status, body } = await ask("PATCH", "Contact/716", {
    body: [
      { op: "replace", path: "Name", value: "Changed" },
      { op: "test", path: "Number1", value: "something else" },
    ],
  });
  expect(status).toBe(409);
  expect(body.Error).toBe(true);
  expect(await dump()).toEqual(before);
});

test("a patch sees dates as the caller does", async () => {
  const { ask } = await openWithTables();
  const headers = { "so-timezone": "NO, includeTZOffset" };
  await ask("PUT", "Contact/716", { body: { DbiLastModified: "2026-07-01T12:00:00Z" } });
  const { status, body } = await ask("PATCH", "Contact/716", {
    headers,
    body: [
      { op: "test", path: "DbiLastModified", value: "2026-07-01T14:00:00+02:00" },
      { op: "replace", path: "DbiLastSyncronized", value: "2026-07-02T14:00:00" },
    ],
  });
  expect(status).toBe(200);
  expect(body.DbiLastSyncronized).toBe("2026-07-02T14:00:00+02:00");
  const { body: utc } = await ask("GET", "Contact/716");
  expect(utc).toMatchObject({
    DbiLastModified: "2026-07-01T12:00:00",
    DbiLastSyncronized: "2026-07-02T12:00:00",
  });
});

test("what a patch does not touch stays the same instant, even in the hour that comes twice", async () => {
  const { ask } = await openWithTables();
  for (const instant of ["2026-10-25T00:30:00", "2026-10-25T01:30:00"]) {
    await ask("PUT", "Contact/716", { body: { DbiLastModified: `${instant}Z` } });
    await ask("PATCH", "Contact/716", { body: { Department: instant }, headers: { "so-timezone": "NO" } });
    expect((await ask("GET", "Contact/716")).body.DbiLastModified).toBe(instant);
  }
});

test("a patch translates no text", async () => {
  const { ask } = await openWithTables();
  const raw = 'NO:"Lykt";US:"Lamp"';
  await ask("PUT", "Contact/716", { body: { Description: raw } });
  const headers = { "accept-language": "en" };
  const { body } = await ask("PATCH", "Contact/716", { body: { Department: "Wicks" }, headers });
  expect(body.Description).toBe("Lamp");
  expect((await ask("GET", "Contact/716")).body.Description).toBe(raw);
  await ask("PUT", "Contact/716", { body: { Phones: [{ Value: "1", Description: raw }] } });
  await ask("PATCH", "Contact/716", { body: { Phones: { Value: "2" } }, headers });
  expect((await ask("GET", "Contact/716")).body.Phones[0].Description).toBe(raw);
});

test("a patch that cannot be understood or breaks the contract is 400 and changes nothing", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  const refused: [string, unknown][] = [
    ["an operation that the platform lacks", [{ op: "move", from: "/Name", path: "/Department" }]],
    ["copy", [{ op: "copy", from: "/Name", path: "/Department" }]],
    ["no operation", [5]],
    ["no path", [{ op: "add", value: 1 }]],
    ["a wrong type", [{ op: "replace", path: "Name", value: 5 }]],
    ["a wrong type inside", { Category: { Id: "32" } }],
    ["a list for an object", { Category: [] }],
    ["no date", { DbiLastModified: "tomorrow" }],
    ["no such parent", [{ op: "add", path: "Nowhere/Deep", value: 1 }]],
    ["no such index", [{ op: "remove", path: "Phones/7" }]],
    ["an unknown item of a list", { Category: { Id: 4711 } }],
    ["a string", '"Name"'],
    ["nothing", "null"],
    ["no JSON", '{"Name":'],
  ];
  for (const [what, body] of refused) {
    const answer = await ask("PATCH", "Contact/716", { body });
    expect(answer.status, what).toBe(400);
    expect(answer.body.Error, what).toBe(true);
  }
  const merge = await ask("PATCH", "Contact/716", { headers: MERGE_PATCH, body: [{ op: "test" }] });
  expect(merge.status).toBe(400);
  expect(await dump()).toEqual(before);
});

test("a patch cannot change the id of a contact", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("PATCH", "Contact/716", {
    body: [
      { op: "replace", path: "ContactId", value: 12 },
      { op: "remove", path: "UpdatedBy" },
    ],
  });
  expect(body).toMatchObject({ ContactId: 716, UpdatedBy: { UserName: "tje0" } });
  expect((await ask("GET", "Contact/12")).body.Name).toBe("Halvmåne Verksted AS");
});

test("a patch with __proto__ pollutes nothing", async () => {
  const { ask } = await openWithTables();
  await ask("PATCH", "Contact/716", { body: '{"__proto__":{"polluted":true},"Name":"Still here"}' });
  await ask("PATCH", "Contact/716", { body: [{ op: "add", path: "/__proto__/polluted", value: true }] });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
