import { describe, expect, test } from "vitest";
import { openTestTenant } from "../harness/tenant.ts";
import { query } from "./list-world.ts";

interface Row {
  readonly PrimaryKey: number;
  readonly EntityName: string;
  readonly [column: string]: unknown;
}

describe("lists of other entities", () => {
  test.each([
    ["Person", "person", "personId"],
    ["Appointment", "appointment", "appointmentId"],
    ["Sale", "sale", "saleId"],
    ["Document", "document", "documentId"],
    ["Ticket", "ticket", "ticketId"],
    ["ChatSession", "chat", "chatSessionId"],
  ])("GET %s lists its entities with their keys", async (path, entity, key) => {
    const { ask } = await openTestTenant();
    const { body } = await ask("GET", `${path}?${query({ $top: 3 })}`);
    const rows: readonly Row[] = body.value;
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row.EntityName).toBe(entity);
      expect(row[key]).toBe(row.PrimaryKey);
    }
    expect(rows.map(({ PrimaryKey }) => PrimaryKey)).toEqual(
      rows.map(({ PrimaryKey }) => PrimaryKey).sort((a, b) => a - b),
    );
  });

  test.each([
    ["Persons", "Person", "contactId"],
    ["Appointments", "Appointment", "contactId"],
    ["Sales", "Sale", "contactId"],
    ["Documents", "Document", "contactId"],
    ["Tickets", "Ticket", "contactId"],
  ])("GET Contact/{id}/%s has what belongs to the contact and nothing else", async (part, whole, column) => {
    const { ask } = await openTestTenant();
    const { body } = await ask("GET", `Contact/59/${part}`);
    const all = await ask("GET", `${whole}?${query({ $filter: `${column} = 59` })}`);
    expect(body.value.length).toBeGreaterThan(0);
    expect(body.value).toEqual(all.body.value);
    const filtered = await ask("GET", `Contact/59/${part}?${query({ $filter: `${column} ne 59` })}`);
    expect(filtered.body.value).toEqual([]);
  });

  test.each(["Appointments", "Sales", "Documents", "Tickets"])(
    "GET Person/{id}/%s has what belongs to the person",
    async (part) => {
      const { ask } = await openTestTenant();
      const { body } = await ask("GET", `Person/117/${part}?${query({ $select: "personId" })}`);
      for (const row of body.value) expect(row.personId).toBe(117);
      const all = await ask("GET", `${part.slice(0, -1)}?${query({ $filter: "personId = 117" })}`);
      expect(body.value).toHaveLength(all.body.value.length);
    },
  );

  test("activities are appointments, documents and chats in one list, sorted and filtered as one", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask(
      "GET",
      `Contact/59/Activities?${query({ $orderBy: "date desc", $select: "date,text" })}`,
    );
    const rows: readonly Row[] = body.value;
    expect(new Set(rows.map(({ EntityName }) => EntityName))).toEqual(
      new Set(["appointment", "document", "chat"]),
    );
    const dates = rows.map(({ date }) => String(date));
    expect(dates).toEqual([...dates].sort().reverse());
    const only = await ask("GET", `Contact/59/Activities?${query({ $entities: "document" })}`);
    const documents = await ask("GET", "Contact/59/Documents");
    expect(only.body.value).toHaveLength(documents.body.value.length);
    const ofPerson = await ask("GET", `Person/117/Activities?${query({ $select: "personId" })}`);
    expect(ofPerson.body.value.length).toBeGreaterThan(0);
    for (const row of ofPerson.body.value) expect(row.personId).toBe(117);
  });

  test("lists under a contact or person that does not exist are 404", async () => {
    const { ask } = await openTestTenant();
    for (const path of ["Contact/999999/Persons", "Contact/999999/Activities", "Person/999999/Sales"]) {
      const { status, body } = await ask("GET", path);
      expect([status, body.ErrorType], path).toEqual([404, "SoNotFoundException"]);
    }
  });

  test("rows reach the contact, the person and the users that they refer to", async () => {
    const { ask } = await openTestTenant();
    const $select = "contact/name,contact/category,person/fullName,associate/fullName,type,completed";
    const { body } = await ask("GET", `Appointment?${query({ $select, $filter: "appointmentId = 301" })}`, {
      headers: { "accept-language": "en" },
    });
    expect(body.value).toEqual([
      {
        PrimaryKey: 301,
        EntityName: "appointment",
        "contact/name": "Thimblewick Tea Ltd",
        "contact/category": "VIP customer",
        "person/fullName": "Tamsin T. Penhallow",
        "associate/fullName": "Tjerand Eide",
        type: "Meeting",
        completed: true,
      },
    ]);
    const found = await ask(
      "GET",
      `Appointment?${query({ $filter: "contact/name begins 'thimble' and person/lastName is 'PENHALLOW'" })}`,
    );
    expect(found.body.value.length).toBeGreaterThan(0);
    const contact = await ask(
      "GET",
      `Person?${query({ $select: "personContact/name", $filter: "personId = 117" })}`,
    );
    expect(contact.body.value[0]["personContact/name"]).toBe("Thimblewick Tea Ltd");
  });

  test("a row that refers to nothing shows what an empty one would", async () => {
    const { ask } = await openTestTenant({ seed: "empty" });
    const $select =
      "personContact/name,personContact/stop,personContact/contactId,personContact/registeredDate";
    const { body } = await ask("GET", `Person?${query({ $select, $top: 1 })}`);
    expect(body.value[0]).toMatchObject({
      "personContact/name": "",
      "personContact/stop": false,
      "personContact/contactId": 0,
      "personContact/registeredDate": "0001-01-01T00:00:00",
    });
  });

  test("GET User lists the users with their persons and groups", async () => {
    const { ask } = await openTestTenant();
    const $select = "associateDbId,assocName,userName,fullName,usergroup,usergroupId,assocType,isActive";
    const { body } = await ask("GET", `User?${query({ $select, $filter: "userName is 'TJE0'" })}`, {
      headers: { "accept-language": "en" },
    });
    expect(body.value).toEqual([
      {
        PrimaryKey: 1,
        EntityName: "all",
        associateDbId: 1,
        assocName: "tje0",
        userName: "tje0",
        fullName: "Tjerand Eide",
        usergroup: "Sales",
        usergroupId: 1,
        assocType: "InternalAssociate",
        isActive: true,
      },
    ]);
  });
});

describe("time zones", () => {
  test("GET TimeZone lists the documented zones and takes the options of a list", async () => {
    const { ask } = await openTestTenant();
    expect((await ask("GET", "TimeZone")).body.value).toHaveLength(10);
    const { body } = await ask(
      "GET",
      `TimeZone?${query({ $filter: "country is 'united states'", $orderBy: "region", $select: "id,timeZone,offset" })}`,
    );
    expect(body.value).toEqual([
      { PrimaryKey: 425, EntityName: "timezone", id: 425, timeZone: "US-CA", offset: "-8:00" },
      { PrimaryKey: 433, EntityName: "timezone", id: 433, timeZone: "US-HI", offset: "-10:00" },
      { PrimaryKey: 460, EntityName: "timezone", id: 460, timeZone: "US-NY", offset: "-5:00" },
    ]);
  });

  test("the base zone is the tenant's, the current one that of SO-TimeZone", async () => {
    const { ask } = await openTestTenant({ tenant: { baseTimeZone: "Europe/Oslo" } });
    const headers = { "so-timezone": "US-NY" };
    const code = async (path: string, options = {}) => (await ask("GET", path, options)).body.TZLocationCode;
    expect(await code("TimeZone/base", { headers })).toBe("NO");
    expect(await code("TimeZone/current", { headers })).toBe("US-NY");
    expect(await code("TimeZone/current")).toBe("NO");
    expect((await ask("GET", "TimeZone/base")).body).toMatchObject({
      TZLocationID: 261,
      Name: "Norway",
      TimeZoneSTDRules: {},
      TimeZoneDSTRules: {},
    });
  });
});
