import { expect, test } from "vitest";
import { openWithTables, values } from "./setup.ts";

test("the default contact is the caller's, has no id and is not stored", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  const { status, body } = await ask("GET", "Contact/default");
  expect(status).toBe(200);
  expect(body).toMatchObject({ ContactId: 0, Name: "", Associate: { UserName: "tje0" }, GroupId: 1 });
  const agent = await ask("POST", "Agents/Contact/CreateDefaultContactEntity");
  expect(agent.body).toEqual(body);
  expect(await dump()).toEqual(before);
});

test("a contact lists its persons in their simple form, in the order of their rank", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("GET", "Contact/716");
  const ranks = body.Persons.map(({ Rank }: { Rank: number }) => Rank);
  expect(ranks.length).toBeGreaterThan(2);
  expect(ranks).toEqual([...ranks].sort((a: number, b: number) => a - b));
  expect(body.Persons[0]).toMatchObject({
    PersonId: 151,
    FullName: "Barnaby Quillfeather",
    Email: "barnaby.quillfeather@bumblebarn.example.com",
    DirectPhone: "+44 20 7946 0104",
    ContactId: 716,
    ContactName: "Bumblebarn Farm Shop Ltd",
    ContactPhone: "+44 20 7946 0026",
  });
});

test("the simple contact tells the first url, email and phone and the names of what it refers to", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: {
      Name: "Moon Lamps",
      Department: "Wicks",
      Category: { Id: 881 },
      Business: { Id: 2 },
      Country: { CountryId: 578 },
      Urls: [{ Value: "https://one.example.com", Description: "One" }, { Value: "https://two.example.com" }],
      Emails: [{ Value: "one@example.com", Description: "First" }, { Value: "two@example.com" }],
      Phones: [{ Value: "22 00 00 01" }, { Value: "22 00 00 02" }],
      Address: { Street: { Address1: "Wick Lane 1", City: "Moss" } },
    },
  });
  const simple = await ask("GET", `Contact/${body.ContactId}/Simple`, { headers: { "so-language": "en" } });
  expect(simple.body).toMatchObject({
    ContactId: body.ContactId,
    URL: "https://one.example.com",
    URLName: "One",
    EmailAddress: "one@example.com",
    EmailAddressName: "First",
    DirectPhone: "22 00 00 01",
    City: "Moss",
    CategoryName: "Supplier",
    BusinessName: "Retail",
    CountryName: "Norway",
    AssociateId: 1,
    AssociateFullName: "Tjerand Eide",
    FullName: "Moon Lamps, Wicks",
    FormattedAddress: "Wick Lane 1,\nMoss\n",
  });
  const agent = await ask("POST", `Agents/Contact/GetContact?contactId=${body.ContactId}`, {
    headers: { "so-language": "en" },
  });
  expect(agent.body).toEqual(simple.body);
});

test("GetContactList gives what it finds in the order asked for", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Agents/Contact/GetContactList", { body: [716, 4711, 12, 716] });
  expect(body.map(({ ContactId }: { ContactId: number }) => ContactId)).toEqual([716, 12, 716]);
});

test("an unknown contact is 404 as an entity and null from its agent", async () => {
  const { ask } = await openWithTables();
  for (const path of ["Contact/4711", "Contact/4711/Simple", "Contact/0", "Contact/-1"]) {
    const answer = await ask("GET", path);
    expect(answer.status, path).toBe(404);
    expect(answer.body).toMatchObject({ Error: true, ErrorType: "SoNotFoundException" });
  }
  for (const query of ["GetContactEntity?contactEntityId=4711", "GetContact?contactId=4711"]) {
    const answer = await ask("POST", `Agents/Contact/${query}`);
    expect([answer.status, answer.body], query).toEqual([200, null]);
  }
});

test("a contact that has not changed since If-Modified-Since is 304 without a body", async () => {
  const { ask, clock } = await openWithTables();
  const { body } = await ask("POST", "Contact", { body: { Name: "Moon Lamps" } });
  const since = (time: string) =>
    ask("GET", `Contact/${body.ContactId}`, { headers: { "if-modified-since": time } });
  const same = await since("Fri, 20 Nov 2026 12:00:00 GMT");
  expect([same.status, same.body]).toEqual([304, ""]);
  expect((await since("Friday, 20-Nov-26 12:00:00 GMT")).status).toBe(304);
  expect((await since("Fri Nov 20 12:00:00 2026")).status).toBe(304);
  expect((await since("Fri, 20 Nov 2026 11:59:59 GMT")).status).toBe(200);
  expect((await since("2027")).status).toBe(200);
  clock.now += 1000;
  await ask("PUT", `Contact/${body.ContactId}`, { body: { Name: "Sun Lamps" } });
  expect((await since("Fri, 20 Nov 2026 12:00:00 GMT")).status).toBe(200);
});

test("foreign keys can be asked for, and a contact has none", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", { body: { ExtraFields: { x_colour: "red" } } });
  const answer = await ask("GET", `Contact/${body.ContactId}?fk=True`);
  expect(answer.body.ExtraFields).toEqual({ x_colour: "red" });
  expect((await ask("GET", `Contact/${body.ContactId}?fk=maybe`)).status).toBe(400);
});

test("$select leaves the rest of a contact null", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("GET", "Contact/716?$select=NAME,category/id");
  expect(body).toMatchObject({ Name: "Bumblebarn Farm Shop Ltd", ContactId: null, Phones: null });
  expect(body.Category).toMatchObject({ Id: 32, Value: null });
});

test("the seeded contacts and persons keep the contract", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("GET", "Contact/12");
  expect(values(body.Domains.map((Value: string) => ({ Value })))).toEqual(["halvmane.example.com"]);
  expect(body.ActiveInterests).toBe(2);
  expect((await ask("GET", "Person/5")).body.IsAssociate).toBe(true);
});
