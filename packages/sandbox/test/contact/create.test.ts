import samples from "@so-webapi/openapi/samples.json" with { type: "json" };
import { expect, test } from "vitest";
import { openWithTables, values } from "./setup.ts";

test("a new contact gets a new id, whatever the body says", async () => {
  const { ask } = await openWithTables();
  const first = await ask("POST", "Contact", { body: { ContactId: 568, Name: "Moon Lamps" } });
  const second = await ask("POST", "Contact", { body: { ContactId: 568, Name: "Moon Lamps" } });
  expect(first.status).toBe(200);
  expect(first.body.ContactId).not.toBe(568);
  expect(second.body.ContactId).toBe(first.body.ContactId + 1);
});

test("a new contact is the caller's and its group the caller's primary one", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", { body: { Name: "Moon Lamps", GroupId: 602 } });
  expect(body.Associate).toMatchObject({ AssociateId: 1, UserName: "tje0" });
  expect(body.GroupId).toBe(body.Associate.GroupIdx);
  const owned = await ask("POST", "Contact", { body: { Associate: { AssociateId: 4 } } });
  expect(owned.body).toMatchObject({ Associate: { AssociateId: 4 }, GroupId: 2 });
});

test("the stamps of a new contact are the clock's and the caller's, in UTC", async () => {
  const { ask } = await openWithTables();
  const { body, headers } = await ask("POST", "Contact", {
    body: { CreatedDate: "1998-08-25T12:00:00Z", CreatedBy: { AssociateId: 3 } },
    headers: { "so-timezone": "NO" },
  });
  expect(body.CreatedDate).toBe("2026-11-20T12:00:00");
  expect(body.UpdatedDate).toBe("2026-11-20T12:00:00");
  expect(body.CreatedBy.AssociateId).toBe(1);
  expect(body.UpdatedBy.AssociateId).toBe(1);
  expect(headers.get("last-modified")).toBe("Fri, 20 Nov 2026 12:00:00 GMT");
});

test("emails, phones, faxes, urls and domains of a contact keep their order", async () => {
  const { ask } = await openWithTables();
  const sent = {
    Emails: [{ Value: "b@example.com", Description: "Sales" }, { Value: "a@example.com" }],
    Phones: [{ Value: "22 00 00 02" }, { Value: "22 00 00 01" }, { Value: "" }, { Value: null }],
    Faxes: [{ Value: "22 00 00 03" }],
    Urls: [{ Value: "https://z.example.com" }, { Value: "https://y.example.com" }],
    Domains: ["z.example.com", "a.example.com", "m.example.com"],
  };
  const { body } = await ask("POST", "Contact", { body: sent });
  const again = await ask("GET", `Contact/${body.ContactId}`);
  expect(values(again.body.Emails)).toEqual(["b@example.com", "a@example.com"]);
  expect(again.body.Emails[0].Description).toBe("Sales");
  expect(values(again.body.Phones)).toEqual(["22 00 00 02", "22 00 00 01"]);
  expect(values(again.body.Faxes)).toEqual(["22 00 00 03"]);
  expect(values(again.body.Urls)).toEqual(["https://z.example.com", "https://y.example.com"]);
  expect(again.body.Domains).toEqual(sent.Domains);
});

test("more elements than one statement can bind are all stored in order", async () => {
  const { ask } = await openWithTables();
  const phones = Array.from({ length: 101 }, (_, index) => ({ Value: `22 00 ${index}` }));
  const { body } = await ask("POST", "Contact", { body: { Phones: phones } });
  expect(values(body.Phones)).toEqual(values(phones));
});

test("the stripped value of a number is its digits, and of other elements the value", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: {
      Phones: [{ Value: "+47 (22) 00-00.01", StrippedValue: "wrong" }],
      Emails: [{ Value: "a@example.com" }],
    },
  });
  expect(body.Phones[0].StrippedValue).toBe("4722000001");
  expect(body.Emails[0].StrippedValue).toBe("a@example.com");
});

test("references of a contact come back filled from the lists", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: {
      Category: { Id: 881, Value: "not this" },
      Business: { Id: 2 },
      Country: { CountryId: 578 },
      SupportAssociate: { AssociateId: 2 },
      TicketPriority: { Id: 3 },
      CustomerLanguage: { Id: 2 },
      SupportPerson: { PersonId: 151 },
    },
    headers: { "accept-language": "en-US" },
  });
  expect(body.Category).toMatchObject({ Id: 881, Value: "Supplier" });
  expect(body.Business).toMatchObject({ Id: 2, Value: "Retail" });
  expect(body.Country).toMatchObject({ CountryId: 578, Name: "Norway", DialInPrefix: "47" });
  expect(body.SupportAssociate.UserName).toBe("ing0");
  expect(body.TicketPriority).toMatchObject({ Id: 3, Value: "High" });
  expect(body.CustomerLanguage).toMatchObject({ Id: 2, Value: "English" });
  expect(body.SupportPerson).toMatchObject({ PersonId: 151, Firstname: "Barnaby" });
});

test("a reference to what is not in the lists is refused and nothing is stored", async () => {
  const { ask, dump } = await openWithTables();
  const before = await dump();
  for (const body of [
    { Category: { Id: 4711 } },
    { Business: { Id: 4711 } },
    { Country: { CountryId: 4711 } },
    { Associate: { AssociateId: 4711 } },
    { SupportAssociate: { AssociateId: 4711 } },
    { TicketPriority: { Id: 4711 } },
    { CustomerLanguage: { Id: 4711 } },
    { SupportPerson: { PersonId: 4711 } },
    { Interests: [{ Id: 4711, Selected: true }] },
  ]) {
    const answer = await ask("POST", "Contact", { body: { Name: "Moon Lamps", ...body } });
    expect(answer.status, JSON.stringify(body)).toBe(400);
    expect(answer.body).toMatchObject({ Error: true, ErrorType: "SoArgumentException" });
    expect(answer.body.ErrorMessage).toContain(Object.keys(body)[0]);
  }
  expect(await dump()).toEqual(before);
});

test("what counts other rows is not taken from the body of a contact", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: {
      ActiveInterests: 50,
      ActiveErpLinks: 277,
      ActiveStatusMonitorId: 101,
      BounceEmails: ["a@example.com"],
      Deleted: 291,
    },
  });
  expect(body).toMatchObject({
    ActiveInterests: 0,
    ActiveErpLinks: 0,
    ActiveStatusMonitorId: 0,
    BounceEmails: [],
    Deleted: 0,
  });
});

test("persons in the body of a contact are not stored", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", {
    body: { Name: "Moon Lamps", Persons: [{ Firstname: "Ada" }, { PersonId: 151 }] },
  });
  expect(body.Persons).toEqual([]);
  expect((await ask("GET", "Person/151")).body.Contact.ContactId).toBe(716);
});

test("a new contact leaves one activity, Created", async () => {
  const { ask, log } = await openWithTables();
  const { body } = await ask("POST", "Contact", { body: { Name: "Moon Lamps" } });
  const id = body.ContactId;
  expect(await log(id)).toMatchObject([{ action: 1, elementId: id, personId: 0, associateId: 1 }]);
});

test("the links of a contact lead to itself and to its list", async () => {
  const { ask } = await openWithTables();
  const { body } = await ask("POST", "Contact", { body: {} });
  expect(body._Links).toEqual({
    Self: `http://sandbox/api/v1/Contact/${body.ContactId}`,
    Archive: "http://sandbox/api/v1/Contact",
  });
});

test("the sample request of POST Contact, as printed, makes a contact", async () => {
  const { ask } = await openWithTables();
  // As printed: seeds/004_7c42c1a8b5cadfa8.txt:167.
  const sample = samples.rest.find(({ operationId }) => operationId === "v1ContactEntity_PostContactEntity");
  const { status, body } = await ask("POST", "Contact", { body: sample?.request.body });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    Name: "Dare Group",
    OrgNr: "502352",
    Number1: "856251",
    Description: "Visionary modular access",
    Kananame: "quibusdam",
    DbiAgentId: 169,
    DbiKey: "sunt",
    DbiLastModified: "1996-08-04T10:15:26.5856407",
    Source: 4,
    Domains: ["id", "nulla"],
    Associate: { UserName: "tje0" },
  });
  expect(values(body.Phones)).toEqual(["itaque", "itaque"]);
  expect(body.CustomFields).toEqual({
    "SuperOffice:1": "Mitchel McDermott",
    "SuperOffice:2": "1944835089",
    ExtraFields1: "aut",
    ExtraFields2: "pariatur",
    CustomFields1: "unde",
    CustomFields2: "vel",
  });
});
