import { expect, test } from "vitest";
import { openWithTables, values } from "./setup.ts";

const SQL = `'; DROP TABLE contacts; -- " OR 1=1 \u0000 \\ %_ \u{1f56f}`;

test("a body that is no JSON or of wrong types is 400 in the entity's form and changes nothing", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  const refused: [string, unknown][] = [
    ["cut off", '{"Name":'],
    ["no JSON", "Name=Moon"],
    ["text after", '{"Name":"a"} x'],
    ["a number for a text", { Name: 5 }],
    ["a text for a number", { Source: "4" }],
    ["a fraction for an integer", { Source: 1.5 }],
    ["more than an int32", { Source: 2147483648 }],
    ["a text for a boolean", { Xstop: "yes" }],
    ["an object for an array", { Phones: { Value: "1" } }],
    ["an array for an object", { Category: [1] }],
    ["a number in an array of texts", { Domains: [1] }],
    ["a number in a dictionary of texts", { CustomFields: { a: 1 } }],
    ["a wrong type deep inside", { Address: { Street: { City: 5 } } }],
    ["an array", []],
    ["null", "null"],
  ];
  for (const [what, body] of refused)
    for (const [method, path] of [
      ["POST", "Contact"],
      ["PUT", "Contact/716"],
    ] as const) {
      const answer = await ask(method, path, { body });
      expect(answer.status, `${method}: ${what}`).toBe(400);
      expect(answer.body, what).toMatchObject({ Error: true, ErrorType: expect.any(String) });
    }
  expect(await dump()).toEqual(before);
});

test("a malformed body is 400 in the agent's form for Save", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  const { status, body } = await ask("POST", "Agents/Contact/SaveContactEntity", { body: { Name: 5 } });
  expect(status).toBe(400);
  expect(body).toEqual({ Message: expect.any(String), MessageDetail: expect.any(String) });
  expect(await dump()).toEqual(before);
});

test("an id that is no int32 is refused", async () => {
  const { ask } = await openWithTables();
  for (const id of ["abc", "1.5", "2147483648", "1;DROP", "1%20OR%201=1", "0x10"]) {
    const { status } = await ask("GET", `Contact/${id}`);
    expect([400, 404], id).toContain(status);
  }
  expect((await ask("POST", "Agents/Contact/GetContact?contactId=x")).status).toBe(400);
  expect((await ask("POST", "Agents/Contact/GetContact")).status).toBe(400);
  expect((await ask("POST", "Agents/Contact/GetContactList", { body: ["1"] })).status).toBe(400);
  expect((await ask("POST", "Agents/Contact/GetContactList", { body: [1.5] })).status).toBe(400);
  expect((await ask("POST", "Agents/Contact/GetContactList", { body: {} })).status).toBe(400);
});

test("SQL in every string of a contact comes back as it was sent", async () => {
  const { ask } = await openWithTables();
  const sent = {
    Name: SQL,
    Department: SQL,
    OrgNr: SQL,
    Number1: SQL,
    Number2: SQL,
    Description: SQL,
    Kananame: SQL,
    DbiKey: SQL,
    Domains: [SQL],
    CustomFields: { [SQL]: SQL },
    Emails: [{ Value: SQL, Description: SQL }],
    Phones: [{ Value: SQL, Description: SQL }],
    Address: { Street: { Address1: SQL, City: SQL, Zipcode: SQL } },
  };
  const { body } = await ask("POST", "Contact", { body: sent });
  const again = (await ask("GET", `Contact/${body.ContactId}`)).body;
  expect(again).toMatchObject({ ...sent, CustomFields: {} });
  expect(again.CustomFields[SQL]).toBe(SQL);
  await ask("PATCH", `Contact/${body.ContactId}`, { body: { Department: `${SQL}2` } });
  expect((await ask("GET", `Contact/${body.ContactId}/Simple`)).body.Department).toBe(`${SQL}2`);
  expect((await ask("GET", "Contact/716")).status).toBe(200);
});

test("a name of ten megabytes is stored and comes back whole", async () => {
  const { ask } = await openWithTables();
  const name = "Å".repeat(5 * 1024 * 1024);
  const { status, body } = await ask("POST", "Contact", { body: { Name: name } });
  expect(status).toBe(200);
  const simple = await ask("GET", `Contact/${body.ContactId}/Simple`);
  expect(simple.body.Name.length).toBe(name.length);
  expect(simple.body.Name === name).toBe(true);
});

test("dates at the ends of the calendar are kept, and those beyond are refused", async () => {
  const { ask, dump } = await openWithTables();
  for (const date of ["0001-01-01T00:00:00", "0001-01-02T00:00:00", "9999-12-31T23:59:59.9999999"]) {
    const { status, body } = await ask("PUT", "Contact/716", { body: { DbiLastModified: date } });
    expect([status, body.DbiLastModified]).toEqual([200, date]);
    for (const zone of ["NO", "US-HI", "AU-ACT"])
      expect((await ask("GET", "Contact/716", { headers: { "so-timezone": zone } })).status).toBe(200);
  }
  const before = await dump();
  for (const date of [
    "0000-01-01T00:00:00",
    "10000-01-01T00:00:00",
    "2026-02-30T00:00:00",
    "9999-12-31T23:59:59-12:00",
    "0001-01-01T06:00:00+12:00",
    "yesterday",
    "",
  ]) {
    const { status } = await ask("PUT", "Contact/716", { body: { DbiLastModified: date } });
    expect([date, status]).toEqual([date, 400]);
  }
  expect(await dump()).toEqual(before);
});

test("keys named __proto__ pollute nothing and are no property of a contact", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: '{"__proto__":{"polluted":1,"Name":"no"},"constructor":{"prototype":{"polluted":1}},"Address":{"__proto__":{"Street":{"City":"no"}}}}',
  });
  expect(body.Name).toBe("");
  expect(body.Address.Street.City).toBe("");
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("deep nesting is refused without a fault", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  const deep = (levels: number, open: string, close: string): string =>
    `{"Name":"deep","Interests":${open.repeat(levels)}1${close.repeat(levels)}}`;
  for (const body of [deep(50_000, "[", "]"), deep(20_000, '[{"ChildItems":', "}]")]) {
    expect((await ask("POST", "Contact", { body })).status).toBe(400);
    expect((await ask("PATCH", "Contact/716", { body })).status).toBe(400);
  }
  expect(await dump()).toEqual(before);
});

test("a property that the contract does not know is ignored", async () => {
  const { ask } = await openWithTables();
  const { status, body } = await ask("POST", "Contact", { body: { Name: "Moon Lamps", Wingspan: 3 } });
  expect(status).toBe(200);
  expect(body).not.toHaveProperty("Wingspan");
});

test("what a refused write names is not half written", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  const { status } = await ask("PUT", "Contact/716", {
    body: { Name: "Changed", Phones: [{ Value: "1" }], Interests: [], SupportPerson: { PersonId: 4711 } },
  });
  expect(status).toBe(400);
  expect(await dump()).toEqual(before);
  expect(values((await ask("GET", "Contact/716")).body.Phones)).toEqual(["+44 20 7946 0026"]);
});
