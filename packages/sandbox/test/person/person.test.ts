import { expect, test } from "vitest";
import { openWithTables, values } from "../contact/setup.ts";

test("a new person gets a new id, the last rank of its contact, and no owner of its own", async () => {
  const { ask } = await openWithTables();
  const last = (await ask("GET", "Contact/716")).body.Persons.at(-1).Rank;
  const { status, body } = await ask("POST", "Person", {
    body: { PersonId: 5, Firstname: "Ada", Lastname: "Wick", Contact: { ContactId: 716 } },
  });
  expect(status).toBe(200);
  expect(body.PersonId).not.toBe(5);
  expect(body).toMatchObject({
    FullName: "Ada Wick",
    Contact: { ContactId: 716 },
    Associate: null,
    CreatedDate: "2026-11-20T12:00:00",
    CreatedBy: { UserName: "tje0" },
    IsAssociate: false,
    UserInfo: null,
  });
  const persons = (await ask("GET", "Contact/716")).body.Persons;
  expect(persons.at(-1)).toMatchObject({ PersonId: body.PersonId, Rank: last + 1 });
});

test("a person without a contact belongs to the caller", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Person", { body: { Firstname: "Ada", Contact: null } });
  expect(body).toMatchObject({ Contact: null, Associate: { UserName: "tje0" } });
  const { body: defaults } = await ask("GET", "Person/default");
  expect(defaults).toMatchObject({ PersonId: 0, Associate: { UserName: "tje0" } });
  expect((await ask("POST", "Agents/Person/CreateDefaultPersonEntity")).body).toEqual(defaults);
});

test("every kind of number, email and address of a person keeps its order", async () => {
  const { ask } = await openWithTables();
  const kinds = [
    "Emails",
    "PrivatePhones",
    "Faxes",
    "MobilePhones",
    "OfficePhones",
    "OtherPhones",
    "Urls",
    "ChatEmails",
    "InternetPhones",
  ];
  const sent = Object.fromEntries(
    kinds.map((kind) => [kind, [{ Value: `${kind} 2` }, { Value: `${kind} 1` }]]),
  );
  const { body } = await ask("POST", "Person", { body: sent });
  const again = (await ask("GET", `Person/${body.PersonId}`)).body;
  for (const kind of kinds) expect(values(again[kind]), kind).toEqual([`${kind} 2`, `${kind} 1`]);
  expect(again.OfficePhones[0].StrippedValue).toBe("2");
  expect(again.InternetPhones[0].StrippedValue).toBe("InternetPhones 2");
});

test("the names of a person are put together from their parts", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Person", {
    body: {
      Firstname: "Ada",
      MiddleName: "van",
      Lastname: "Wick",
      Title: "Lampwright",
      Salutation: "PhD",
      FullName: "not this",
    },
  });
  expect(body.FullName).toBe("Ada van Wick");
  expect(body.FormalName).toBe("Ada van Wick Lampwright PhD");
});

test("the simple person tells the first of each number and of its contact", async () => {
  const { ask } = await openWithTables();
  await ask("PUT", "Contact/716", { body: { Department: "Barn", Faxes: [{ Value: "22 00 00 05" }] } });
  const { body } = await ask("POST", "Person", {
    body: {
      Firstname: "Ada",
      Contact: { ContactId: 716 },
      Position: { Id: 4 },
      Category: { Id: 32 },
      Retired: true,
      Emails: [{ Value: "a@example.com", Description: "Work" }, { Value: "b@example.com" }],
      OfficePhones: [{ Value: "22 00 00 01" }],
      MobilePhones: [{ Value: "22 00 00 02" }],
      Faxes: [{ Value: "22 00 00 03" }],
      Interests: [{ Id: 1, Selected: true }],
      CustomerLanguage: { Id: 2 },
      TicketPriority: { Id: 3 },
      SupportAssociate: { AssociateId: 2 },
      Post1: "P1",
      UsePersonAddress: true,
    },
  });
  const headers = { "accept-language": "en" };
  const simple = await ask("GET", `Person/${body.PersonId}/Simple`, { headers });
  expect(simple.body).toMatchObject({
    PersonId: body.PersonId,
    Position: "Head of IT",
    Email: "a@example.com",
    EmailName: "Work",
    DirectPhone: "22 00 00 01",
    MobilePhone: "22 00 00 02",
    FaxPhone: "22 00 00 03",
    ContactId: 716,
    ContactName: "Bumblebarn Farm Shop Ltd",
    ContactDepartment: "Barn",
    ContactFullName: "Bumblebarn Farm Shop Ltd, Barn",
    ContactPhone: "+44 20 7946 0026",
    ContactFax: "22 00 00 05",
    ContactCountryId: 826,
    CategoryName: "Customer",
    Retired: 1,
    ActiveInterests: 1,
    SupportLanguageId: 2,
    TicketPriorityId: 3,
    SupportAssociateId: 2,
    UsePersonAddress: true,
    Post1: "P1",
  });
  const agent = await ask("POST", `Agents/Person/GetPerson?personId=${body.PersonId}`, { headers });
  expect(agent.body).toEqual(simple.body);
  const { body: list } = await ask("POST", "Agents/Person/GetPersonList", {
    body: [151, 4711, body.PersonId],
  });
  expect(list.map(({ PersonId }: { PersonId: number }) => PersonId)).toEqual([151, body.PersonId]);
});

test("a person who is a user is marked and tells of the user", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("PUT", "Person/5", { body: { IsAssociate: false, Lastname: "Fjeld" } });
  expect(body).toMatchObject({
    IsAssociate: true,
    CorrespondingAssociate: { AssociateId: 1, FullName: "Tjerand Fjeld" },
    UserInfo: { UserName: "tje0", UserType: "InternalAssociate", CanLogon: true, UserGroupId: 1 },
  });
});

test("birth dates are days in UTC, whatever the caller's zone", async () => {
  const { ask } = await openWithTables();
  const headers = { "so-timezone": "US-HI" };
  const { body } = await ask("POST", "Person", { body: { BirthDate: "1980-02-29T00:00:00" }, headers });
  expect(body.BirthDate).toBe("1980-02-29T00:00:00");
  const none = await ask("POST", "Person", { body: {}, headers });
  expect(none.body.BirthDate).toBe("0001-01-01T00:00:00");
});

test("a new person is PersonAdded on its contact, a changed one PersonUpdated, and without a contact neither", async () => {
  const { ask, log } = await openWithTables();
  const seeded = (await log(716)).length;
  const { body } = await ask("POST", "Person", { body: { Firstname: "Ada", Contact: { ContactId: 716 } } });
  const id = body.PersonId;
  await ask("PUT", `Person/${id}`, { body: { Lastname: "Wick" } });
  await ask("PATCH", `Person/${id}`, { body: { Title: "Lampwright" } });
  await ask("POST", "Agents/Person/SavePersonEntity", { body: { PersonId: id, Title: "" } });
  const written = (await log(716)).slice(seeded);
  expect(written.map(({ action }) => action)).toEqual([16, 32, 32, 32]);
  for (const activity of written) expect(activity).toMatchObject({ elementId: id, personId: id });
  await ask("POST", "Person", { body: { Firstname: "Ada" } });
  expect(await log(0)).toEqual([]);
});

test("a person who moves to another contact stands last there", async () => {
  const { ask, log } = await openWithTables();
  const last = (await ask("GET", "Contact/12")).body.Persons.at(-1).Rank;
  const seeded = (await log(12)).length;
  await ask("PATCH", "Person/151", { body: { Contact: { ContactId: 12 } } });
  const { body } = await ask("GET", "Contact/12");
  expect(body.Persons.at(-1)).toMatchObject({ PersonId: 151, Rank: last + 1 });
  const left = (await ask("GET", "Contact/716")).body.Persons;
  expect(left.some(({ PersonId }: { PersonId: number }) => PersonId === 151)).toBe(false);
  expect((await log(12)).slice(seeded)).toMatchObject([{ action: 32, elementId: 151 }]);
});

test("a person of a contact, position or user that is not there is refused and nothing is stored", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  for (const body of [
    { Contact: { ContactId: 4711 } },
    { Position: { Id: 4711 } },
    { Category: { Id: 4711 } },
    { Business: { Id: 4711 } },
    { Country: { CountryId: 4711 } },
    { Associate: { AssociateId: 4711 } },
    { Interests: [{ Id: 4711, Selected: true }] },
  ])
    for (const [method, path] of [
      ["POST", "Person"],
      ["PUT", "Person/151"],
    ] as const)
      expect((await ask(method, path, { body })).status, JSON.stringify(body)).toBe(400);
  expect(await dump()).toEqual(before);
});

test("conditional requests hold for a person as for a contact", async () => {
  const { ask, clock, dump } = await openWithTables();
  const { body, headers } = await ask("POST", "Person", { body: { Firstname: "Ada" } });
  const path = `Person/${body.PersonId}`;
  const since = headers.get("last-modified") ?? "";
  expect((await ask("GET", path, { headers: { "if-modified-since": since } })).status).toBe(304);
  clock.now += 1000;
  await ask("PUT", path, { body: { Lastname: "Wick" } });
  const before = await dump();
  const late = { "if-unmodified-since": since };
  expect((await ask("PUT", path, { body: {}, headers: late })).status).toBe(412);
  expect((await ask("PATCH", path, { body: {}, headers: late })).status).toBe(412);
  expect((await ask("DELETE", path, { headers: late })).status).toBe(412);
  expect(await dump()).toEqual(before);
});

test("a deleted person is not there any more until Undelete", async () => {
  const { ask } = await openWithTables();
  const { body: before } = await ask("GET", "Person/151");
  expect((await ask("DELETE", "Person/151")).status).toBe(204);
  expect((await ask("GET", "Person/151")).status).toBe(404);
  expect((await ask("GET", "Person/151/Simple")).status).toBe(404);
  expect((await ask("POST", "Agents/Person/GetPersonEntity?personEntityId=151")).body).toBeNull();
  const persons = (await ask("GET", "Contact/716")).body.Persons;
  expect(persons.some(({ PersonId }: { PersonId: number }) => PersonId === 151)).toBe(false);
  expect((await ask("POST", "Agents/Person/DeletePersonEntity?PersonEntityId=152")).status).toBe(204);
  expect((await ask("GET", "Person/152")).status).toBe(404);
  expect((await ask("POST", "Agents/Person/Undelete", { body: { Id: 151 } })).status).toBe(204);
  const { body: after } = await ask("GET", "Person/151");
  expect(after).toMatchObject({ FullName: before.FullName, Contact: { ContactId: 716 } });
});

test("a whole person that comes back unchanged by PUT stays as it was", async () => {
  const { ask } = await openWithTables();
  const headers = { "so-timezone": "NO" };
  const { body: before } = await ask("GET", "Person/151", { headers });
  const { _Links, ...entity } = before;
  const { body: after } = await ask("PUT", "Person/151", { body: entity, headers });
  const { UpdatedDate, UpdatedBy } = after;
  expect(after).toEqual({ ...before, UpdatedDate, UpdatedBy });
});
