import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { instantOf, UNSET } from "../../src/model/instant.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { appointments, contacts, persons, tickets } from "../../src/storage/schema.ts";
import { openTestTenant, TEST_NOW } from "../harness/tenant.ts";
import { openListWorld, query } from "./list-world.ts";

interface Row {
  readonly PrimaryKey: number;
  readonly [column: string]: unknown;
}

const keys = (body: { value: readonly Row[] }) => body.value.map(({ PrimaryKey }) => PrimaryKey);

describe("OData lists", () => {
  test("a list is a page of rows with key and entity, and no next page where there is none", async () => {
    const world = await openListWorld();
    await world.addContacts([{ name: "Nordlys" }, { name: "Tindra", department: "Drift" }]);
    const { status, body } = await world.ask("GET", "Contact");
    expect(status).toBe(200);
    expect(body).toEqual({
      "odata.metadata": "http://sandbox/api/v1/archive$metadata",
      "odata.nextLink": null,
      value: [
        { PrimaryKey: 1, EntityName: "contact", contactId: 1, nameDepartment: "Nordlys" },
        { PrimaryKey: 2, EntityName: "contact", contactId: 2, nameDepartment: "Tindra, Drift" },
      ],
    });
  });

  test("$select picks columns by name in any letter case, each once, in its own spelling", async () => {
    const world = await openListWorld();
    await world.addContacts([{ name: "Nordlys", number2: "10033", categoryId: 32 }]);
    const { body } = await world.ask("GET", `Contact?${query({ $select: "NAME,number,category/ID,name" })}`);
    expect(body.value).toEqual([
      { PrimaryKey: 1, EntityName: "contact", name: "Nordlys", number: "10033", "category/id": 32 },
    ]);
  });

  test("Slim mode shows names of items and users, numbers, truth, and dates as ISO text", async () => {
    const { ask } = await openListWorld({ seed: "default" });
    const $select =
      "category,associateId,updatedBy,updatedByFullName,countryId,stop,registeredDate,contactAssociate/fullName,email/emailAddress,personCount";
    expect((await ask("GET", `Contact?${query({ $select })}`)).status).toBe(400);
    const { body } = await ask(
      "GET",
      `Contact?${query({ $select: $select.replace(",personCount", ""), $filter: "contactId = 59" })}`,
      { headers: { "accept-language": "en" } },
    );
    expect(body.value).toEqual([
      {
        PrimaryKey: 59,
        EntityName: "contact",
        category: "VIP customer",
        associateId: "tje0",
        updatedBy: expect.stringMatching(/^\w{3}0$/),
        updatedByFullName: expect.stringMatching(/ /),
        countryId: 826,
        stop: false,
        registeredDate: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d/),
        "contactAssociate/fullName": "Tjerand Eide",
        "email/emailAddress": expect.stringMatching(/example\.com$/),
      },
    ]);
  });

  test("without a language the names of items come in all of them", async () => {
    const { ask } = await openListWorld({ seed: "default" });
    const { body } = await ask("GET", `Contact?${query({ $select: "category", $filter: "contactId = 59" })}`);
    expect(body.value[0].category).toMatch(/US:"VIP customer"/);
  });

  test("$orderBy sorts A to Z in either case, and rows that it leaves undecided stand by key", async () => {
    const world = await openListWorld();
    await world.addContacts([{ name: "b" }, { name: "A" }, { name: "B" }, { name: "a" }]);
    const order = async ($orderBy: string) =>
      keys((await world.ask("GET", `Contact?${query({ $orderBy })}`)).body);
    expect(await order("name")).toEqual([2, 4, 1, 3]);
    expect(await order("name desc")).toEqual([1, 3, 2, 4]);
    expect(await order("name asc, contactId desc")).toEqual([4, 2, 3, 1]);
  });

  test("a column that cannot be sorted or filtered by is refused", async () => {
    const { ask } = await openListWorld();
    const sorted = await ask("GET", `Contact?${query({ $orderBy: "phone/formattedNumber" })}`);
    expect([sorted.status, sorted.body.ErrorMessage]).toEqual([
      400,
      "$orderBy: the list cannot be sorted by phone/formattedNumber.",
    ]);
    const filtered = await ask("GET", `Contact?${query({ $filter: "nameDepartment is 'x'" })}`);
    expect([filtered.status, filtered.body.ErrorMessage]).toEqual([
      400,
      "$filter, character 1: The list cannot be filtered by nameDepartment.",
    ]);
  });

  test("following odata.nextLink visits every row once, whatever the order", async () => {
    const world = await openListWorld();
    await world.addContacts(Array.from({ length: 23 }, (_, index) => ({ name: `c${index % 3}` })));
    const seen: number[] = [];
    let path: string | null = `Contact?${query({ $orderBy: "name desc", $top: 5, $select: "name" })}`;
    for (let pages = 0; path !== null && pages < 10; pages++) {
      const { body } = await world.ask("GET", path);
      expect(Object.keys(body.value[0])).toEqual(["PrimaryKey", "EntityName", "name"]);
      seen.push(...keys(body));
      path = body["odata.nextLink"]?.replace("http://sandbox/api/v1/", "") ?? null;
    }
    expect(seen).toHaveLength(23);
    expect(new Set(seen).size).toBe(23);
  });

  test("odata.nextLink is absolute, within the request's origin and path, and keeps the other options", async () => {
    const world = await openListWorld();
    await world.addContacts([{}, {}, {}, {}]);
    const { body } = await world.ask(
      "GET",
      `contact/?${query({ $TOP: 2, $SKIP: 1, $filter: "name is ''" })}`,
    );
    const next = new URL(body["odata.nextLink"]);
    expect(`${next.origin}${next.pathname}`).toBe("http://sandbox/api/v1/contact/");
    expect([...next.searchParams]).toEqual([
      ["$TOP", "2"],
      ["$filter", "name is ''"],
      ["$skip", "3"],
    ]);
  });

  test("a page has 1,000 rows unless $top says otherwise", async () => {
    const world = await openListWorld();
    await world.addContacts(Array.from({ length: 1_001 }, () => ({})));
    const first = (await world.ask("GET", "Contact")).body;
    expect(first.value).toHaveLength(1_000);
    expect(new URL(first["odata.nextLink"]).searchParams.get("$skip")).toBe("1000");
    const more = (await world.ask("GET", `Contact?${query({ $top: 2_000 })}`)).body;
    expect([more.value.length, more["odata.nextLink"]]).toEqual([1_001, null]);
  });

  test("$top 0 is an empty page without a next one", async () => {
    const world = await openListWorld();
    await world.addContacts([{}, {}]);
    const { body } = await world.ask("GET", `Contact?${query({ $top: 0 })}`);
    expect([body.value, body["odata.nextLink"]]).toEqual([[], null]);
  });

  test("deleted contacts, persons, appointments and tickets are in no list", async () => {
    const world = await openListWorld();
    await world.addContacts([{ name: "here" }, { name: "gone", deleted: 1 }]);
    expect(keys((await world.ask("GET", "Contact")).body)).toEqual([1]);
    const gone = await world.ask("GET", `Contact?${query({ $filter: "contactDeleted set" })}`);
    expect(gone.body.value).toEqual([]);
    expect((await world.ask("GET", "Contact/2/Persons")).status).toBe(404);

    const other = await openListWorld({ seed: "default" });
    const { database } = other.storage;
    await database.update(appointments).set({ deleted: true }).where(eq(appointments.appointmentId, 301));
    await database.update(tickets).set({ baseStatus: "Deleted" }).where(eq(tickets.ticketId, 701));
    await database.update(contacts).set({ deleted: 1 }).where(eq(contacts.contactId, 1));
    await database.update(persons).set({ deleted: true }).where(eq(persons.personId, 117));
    expect((await other.ask("GET", "Person/117/Sales")).status).toBe(404);
    for (const [path, key] of [
      ["Person", 117],
      ["Contact/59/Persons", 117],
      ["Appointment", 301],
      ["Contact/59/Activities", 301],
      ["Ticket", 701],
    ] as const)
      expect(keys((await other.ask("GET", path)).body), path).not.toContain(key);
    const person = await other.ask(
      "GET",
      `Person?${query({ $select: "personContact/name", $filter: "personId = 5" })}`,
    );
    expect(person.body.value[0]["personContact/name"]).toBe("");
  });

  test("$entities picks among the entities of a list; names that it does not have give no rows", async () => {
    const { ask } = await openListWorld({ seed: "default" });
    const count = async (path: string, $entities: string) =>
      (await ask("GET", `${path}?${query({ $entities })}`)).body.value.length;
    const all = (await ask("GET", "Person")).body.value.length;
    expect(await count("Person", "person, retiredPerson")).toBe(all);
    expect((await count("Person", "person")) + (await count("Person", "RETIREDPERSON"))).toBe(all);
    expect(await count("Person", "quidem")).toBe(0);
    expect(await count("Contact", "contact, person")).toBe((await ask("GET", "Contact")).body.value.length);
  });

  test("$jsonSafe puts an underscore for what is unsafe in names", async () => {
    const world = await openListWorld();
    await world.addContacts([{ categoryId: 7 }]);
    const { body } = await world.ask(
      "GET",
      `Contact?${query({ $select: "category/id", $jsonSafe: "True" })}`,
    );
    expect(body.value).toEqual([{ PrimaryKey: 1, EntityName: "contact", category_id: 7 }]);
  });

  const tooLittle = [
    ["$mode=Full"],
    ["$mode=wide"],
    ["$output=Display"],
    ["$options=GrandTotal=true"],
    ["$context=sint"],
    ["$select=Count(category):Footer"],
  ];
  test.each(tooLittle)("what is documented too little to be answered honestly is 501: %s", async (option) => {
    const { ask } = await openListWorld();
    const { status, body } = await ask("GET", `Contact?${option}`);
    expect([status, body.Error, body.ErrorType]).toEqual([501, true, "SoException"]);
  });

  const wrong: readonly (readonly [option: string, message: string | RegExp])[] = [
    ["$filter=foo eq 1", "$filter, character 1: The list has no column foo."],
    ["$filter=name begins 'a' and category eq 'x'", "$filter, character 33: The column holds numbers."],
    ["$filter=name eq 3", "$filter, character 9: The column holds text, in single quotes."],
    ["$filter=name lastWeek", "$filter, character 1: The operator is not for columns of text."],
    ["$filter=category begins 'x'", "$filter, character 17: The column holds numbers."],
    ["$filter=category currentAssociate", "$filter, character 1: The operator is for columns of associates."],
    [
      "$filter=category associateIsOneOf (1)",
      "$filter, character 1: The operator is for columns of associates.",
    ],
    ["$filter=registeredDate gt 3", "$filter, character 19: The column holds dates, in single quotes."],
    ["$filter=registeredDate eq 'soon'", "$filter, character 19: The column holds dates, in single quotes."],
    ["$filter=stop eq 'x'", "$filter, character 9: The column holds true or false."],
    ["$filter=stop gt 1", "$filter, character 1: The operator is not for columns of true and false."],
    ["$filter=contactId set", "$filter, character 1: With numbers the operator needs a value."],
    ["$filter=name begins 'a", "$filter, character 13: A string has no closing quote."],
    ["$filter=(name begins 'a'", "$filter, character 1: A bracket is not closed."],
    ["$filter=name begins 'a' or", "$filter, character 19: A criterion or a bracket is expected."],
    ["$select=name,foo", "$select: the list has no column foo."],
    ["$orderby=foo", "$orderBy: the list has no column foo."],
    [
      "$select=email",
      "$select: the list has no column email, but email/emailAddress, email/emailDescription.",
    ],
    [
      "$filter=phone eq 'x'",
      /^\$filter, character 1: The list has no column phone, but phone\/formattedNumber, .+\.$/,
    ],
    ["$orderby=name upwards", "$orderBy, character 1: Behind a column stands asc, desc or nothing."],
    ["$top=-1", "$top, character 1: Not a value of this option."],
    ["$top=x", "$top, character 1: Not a value of this option."],
    ["$mode=Thin", "$mode, character 1: Not a value of this option."],
    ["$top=1&$TOP=2", "$top, character 1: The option stands twice."],
    ["$expand=persons", "$expand: the list has no such option."],
  ];
  test.each(wrong)(
    "options that are not right are refused with their place, in the entity form: %s",
    async (option, message) => {
      const { ask } = await openListWorld();
      const { status, body } = await ask("GET", `Contact?${option.replaceAll(" ", "%20")}`);
      expect([status, body]).toEqual([
        400,
        {
          Error: true,
          ErrorType: "SoArgumentException",
          ErrorMessage: typeof message === "string" ? message : expect.stringMatching(message),
          ErrorSource: "",
        },
      ]);
    },
  );

  test("values are data: SQL and patterns in strings match only themselves", async () => {
    const world = await openListWorld();
    const names = [
      "'; drop table contacts; --",
      '" or 1=1 --',
      "100%",
      "a_b",
      "aXb",
      "O'Hara",
      "back\\slash",
      "nul",
    ];
    await world.addContacts(names.map((name) => ({ name })));
    const matching = async (operator: string, text: string) => {
      const quoted = text.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
      return keys(
        (await world.ask("GET", `Contact?${query({ $filter: `name ${operator} '${quoted}'` })}`)).body,
      );
    };
    for (const [index, name] of names.entries()) {
      expect(await matching("is", name)).toEqual([index + 1]);
      expect(await matching("begins", name)).toEqual([index + 1]);
    }
    expect(await matching("contains", "%")).toEqual([3]);
    expect(await matching("contains", "_")).toEqual([4]);
    expect(await matching("begins", "_")).toEqual([]);
    expect((await world.ask("GET", "Contact")).body.value).toHaveLength(names.length);
  });

  test("a filter of 2,000 criteria is answered, and one that is nested too deep or too long is refused", async () => {
    const world = await openListWorld();
    await world.addContacts([{}, {}, {}]);
    const many = Array.from({ length: 2_000 }, (_, index) => `contactId=${index + 2}`).join(" or ");
    expect(keys((await world.ask("GET", `Contact?${query({ $filter: many })}`)).body)).toEqual([2, 3]);
    const ids = Array.from({ length: 5_000 }, (_, index) => index + 3).join(",");
    expect(
      keys((await world.ask("GET", `Contact?${query({ $filter: `contactId in (${ids})` })}`)).body),
    ).toEqual([3]);
    const deep = `${"(".repeat(500)}contactId=1${")".repeat(500)}`;
    expect((await world.ask("GET", `Contact?${query({ $filter: deep })}`)).status).toBe(400);
    const long = `name is '${"x".repeat(200_000)}'`;
    expect((await world.ask("GET", `Contact?${query({ $filter: long })}`)).status).toBe(400);
  });

  test("a storage that takes a hundred parameters answers long lists of ids and refuses more criteria", async () => {
    const storage = { ...nodeSqlite(), exclusive: false };
    const { ask } = await openTestTenant({ seed: "default", storage });
    const ids = Array.from({ length: 500 }, (_, index) => index).join(",");
    const list = await ask("GET", `Contact?${query({ $filter: `contactId in (${ids})` })}`);
    expect(list.body.value.length).toBeGreaterThan(10);
    const many = Array.from({ length: 101 }, (_, index) => `contactId=${index}`).join(" or ");
    expect((await ask("GET", `Contact?${query({ $filter: many })}`)).status).toBe(501);
  });

  test("the examples of the pages are understood", async () => {
    const world = await openListWorld();
    for (const $filter of [
      "name begins 'S'",
      "name begins 'foo' and category gt 1",
      "registeredDate before '2009-1-1'",
      "thisAndPrevious(registered, 2, 'weeks')",
      "category in (2,3,4)",
      "xstop set",
      "registered after '2014.3.4'",
      "registered dateBetween ('2014.11.29', '2014.12.25')",
      "assocId currentAssociate",
      "updatedDate lastWeek",
      "business = 2  AND name contains 'super'",
      "(business = 2 or category = 3) and name contains 'super'",
      "department contains 'Bob\\'s'",
    ])
      expect((await world.ask("GET", `Contact?${query({ $filter })}`)).status, $filter).toBe(200);
  });
});

describe("the form of a list", () => {
  test("$format goes before Accept, and other words are refused", async () => {
    const world = await openListWorld();
    await world.addContacts([{ name: "A & B" }]);
    const ask = (path: string, accept: string) => world.ask("GET", path, { headers: { accept } });
    const xml = await ask("Contact?$format=xml&$select=name", "application/json");
    expect(xml.headers.get("content-type")).toBe("application/xml; charset=utf-8");
    expect(xml.body).toContain("<EntityName>contact</EntityName><name>A &amp; B</name>");
    const json = await ask("Contact?$format=JSON&$select=name", "application/xml");
    expect(json.headers.get("content-type")).toMatch(/json/);
    expect(json.body.value[0].name).toBe("A & B");
    expect((await ask("Contact?$format=csv", "application/json")).status).toBe(400);
  });
});

describe("dates in filters", () => {
  test("a date that is not set is on no day, neither before nor after another", async () => {
    const world = await openListWorld();
    await world.addContacts([{ createdAt: UNSET }]);
    for (const $filter of [
      "registeredDate before '2030-1-1'",
      "registeredDate after '0001-1-1'",
      "registeredDate beforeToday",
    ])
      expect((await world.ask("GET", `Contact?${query({ $filter })}`)).body.value, $filter).toEqual([]);
  });

  test("days of columns that stay in UTC are days in UTC, whatever zone is asked for", async () => {
    const world = await openListWorld({ tenant: { baseTimeZone: "Europe/Oslo" } });
    await world.addContacts([{ createdAt: instantOf(Date.UTC(2026, 10, 19, 23, 30)) }]);
    const ask = async ($filter: string) =>
      (
        await world.ask("GET", `Contact?${query({ $filter, $select: "registeredDate" })}`, {
          headers: { "so-timezone": "US-NY" },
        })
      ).body.value;
    expect(await ask("registeredDate date '2026-11-19'")).toEqual([
      { PrimaryKey: 1, EntityName: "contact", registeredDate: "2026-11-19T23:30:00" },
    ]);
    expect(await ask("registeredDate date '2026-11-20'")).toEqual([]);
  });

  test("days of other columns are those of the caller's zone, or of the base zone where none is asked for", async () => {
    // 23:30 on the 19th in UTC is half past midnight on the 20th in Oslo, and still the 19th in New York.
    const at = Date.UTC(2026, 10, 19, 23, 30);
    const world = await openListWorld({ seed: "default", tenant: { baseTimeZone: "Europe/Oslo" } });
    await world.storage.database
      .update(appointments)
      .set({ startAt: instantOf(at) })
      .where(eq(appointments.appointmentId, 301));
    const on = async (day: string, headers: Record<string, string> = {}) => {
      const $filter = `appointmentId = 301 and date date '${day}'`;
      const { body } = await world.ask("GET", `Appointment?${query({ $filter, $select: "date" })}`, {
        headers,
      });
      return body.value.map(({ date }: { date: string }) => date);
    };
    expect(await on("2026-11-20")).toEqual(["2026-11-20T00:30:00"]);
    expect(await on("2026-11-19")).toEqual([]);
    expect(await on("2026-11-19", { "so-timezone": "US-NY" })).toEqual(["2026-11-19T18:30:00"]);
    expect(await on("2026-11-20", { "so-timezone": "US-NY" })).toEqual([]);
  });

  test("today is the day of the tenant's clock in that zone", async () => {
    const world = await openListWorld({ seed: "default", tenant: { baseTimeZone: "Europe/Oslo" } });
    await world.storage.database
      .update(appointments)
      .set({ startAt: instantOf(Date.UTC(2026, 10, 20, 22, 59)) })
      .where(eq(appointments.appointmentId, 301));
    const today = async () => {
      const $filter = "appointmentId = 301 and date today";
      return (await world.ask("GET", `Appointment?${query({ $filter })}`)).body.value.length;
    };
    expect(await today()).toBe(1);
    world.clock.now = TEST_NOW + 11 * 3_600_000 - 60_000;
    expect(await today()).toBe(1);
    world.clock.now = TEST_NOW + 11 * 3_600_000;
    expect(await today()).toBe(0);
  });

  test("a time in a filter is a second: before, at and after it", async () => {
    const world = await openListWorld();
    await world.addContacts([
      { createdAt: instantOf(Date.UTC(2026, 4, 28, 14, 59, 59, 900)) },
      { createdAt: instantOf(Date.UTC(2026, 4, 28, 15, 0, 0, 500)) },
      { createdAt: instantOf(Date.UTC(2026, 4, 28, 15, 0, 1)) },
    ]);
    const matching = async (operator: string) => {
      const $filter = `registeredDate ${operator} '2026-5-28T15:00:00'`;
      return keys((await world.ask("GET", `Contact?${query({ $filter })}`)).body);
    };
    expect(await matching("beforeTime")).toEqual([1]);
    expect(await matching("dateTime")).toEqual([2]);
    expect(await matching("afterTime")).toEqual([3]);
  });

  test("dates at the ends of the calendar are answered", async () => {
    const world = await openListWorld();
    await world.addContacts([{}]);
    const count = async ($filter: string) =>
      (await world.ask("GET", `Contact?${query({ $filter })}`)).body.value.length;
    expect(await count("registeredDate after '0001-01-01'")).toBe(1);
    expect(await count("registeredDate before '9999-12-31'")).toBe(1);
    expect(await count("registeredDate between ('0001-01-01', '9999-12-31')")).toBe(1);
    expect(await count("next(registeredDate, 99999999, 'years')")).toBe(0);
    expect(await count("thisAndPrevious(registeredDate, 99999999, 'weeks')")).toBe(1);
    expect(
      (await world.ask("GET", `Contact?${query({ $filter: "registeredDate date '0000-01-01'" })}`)).status,
    ).toBe(400);
  });
});
