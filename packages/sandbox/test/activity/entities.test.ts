import { describe, expect, test } from "vitest";
import { activities } from "../../src/storage/schema.ts";
import { hoursAgo, openWorld, type World } from "./world.ts";

interface Kind {
  readonly path: string;
  readonly key: string;
  readonly agent: string;
  /** A text that people see, and a property kept among the rest. */
  readonly text: string;
  readonly other: string;
  /** Values that a new one has in enums, unless told. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** The reference to the user who owns it. */
  readonly owner: string;
  readonly simple?: { readonly name: string; readonly text: string };
}

const kinds: readonly Kind[] = [
  {
    path: "Appointment",
    key: "AppointmentId",
    agent: "Appointment",
    text: "Description",
    other: "Location",
    defaults: { Type: "inDiary", Completed: "NotStarted", Private: "Public" },
    owner: "Associate",
    simple: { name: "Appointment", text: "Description" },
  },
  {
    path: "Sale",
    key: "SaleId",
    agent: "Sale",
    text: "Heading",
    other: "Number",
    defaults: { Status: "Open", Completed: "Started" },
    owner: "Associate",
    simple: { name: "Sale", text: "Title" },
  },
  {
    path: "Document",
    key: "DocumentId",
    agent: "Document",
    text: "Header",
    other: "OurRef",
    defaults: { Type: "Document", Completed: "NotStarted" },
    owner: "Associate",
    simple: { name: "Document", text: "Header" },
  },
  {
    path: "Ticket",
    key: "TicketId",
    agent: "Ticket",
    text: "Title",
    other: "FromAddress",
    defaults: { BaseStatus: "Active" },
    owner: "OwnedBy",
    simple: { name: "Ticket", text: "Title" },
  },
  {
    path: "ChatSession",
    key: "ChatSessionId",
    agent: "Chat",
    text: "FirstMessage",
    other: "CustomerAlias",
    defaults: { Status: "InQueue" },
    owner: "User",
  },
];

/** Contact 5 with person 55, contact 6 with person 66. */
async function smallWorld(): Promise<World> {
  const world = await openWorld();
  await world.contact({ contactId: 5, name: "Five" });
  await world.contact({ contactId: 6, name: "Six" });
  await world.person({ personId: 55, contactId: 5, firstname: "Fay", lastname: "Five" });
  await world.person({ personId: 66, contactId: 6, firstname: "Sid", lastname: "Six" });
  return world;
}

async function dump(world: World): Promise<string> {
  return JSON.stringify(await world.database.select().from(activities));
}

describe.each(kinds)("$path", ({ path, key, agent, text, other, defaults, owner, simple }) => {
  const person55 = { Person: { PersonId: 55 } };

  test("a default entity has no id, the platform's defaults and is not stored", async () => {
    const world = await smallWorld();
    const rest = await world.ask("GET", `${path}/default`);
    expect(rest.body).toMatchObject({ [key]: 0, [text]: "", ...defaults });
    const byAgent = await world.ask("POST", `Agents/${agent}/CreateDefault${path}Entity`);
    expect(byAgent.body).toMatchObject({ [key]: 0, ...defaults });
    expect((await world.ask("GET", `${path}/5001`)).status).toBe(404);
  });

  test("what is posted comes back under a new id, with its person and the links, and is read the same", async () => {
    const world = await smallWorld();
    const posted = await world.ask("POST", path, {
      body: { [key]: 568, [text]: "Robert'); DROP TABLE x;--", [other]: "kept", ...person55 },
    });
    expect(posted.status).toBe(200);
    expect(posted.body).toMatchObject({
      [key]: 5001,
      [text]: "Robert'); DROP TABLE x;--",
      [other]: "kept",
      ...defaults,
      Person: { PersonId: 55, FullName: "Fay Five" },
    });
    const read = await world.ask("GET", `${path}/5001`);
    const { _Links, ...entity } = read.body;
    expect(_Links).toMatchObject({ Self: `http://sandbox/api/v1/${path}/5001` });
    // The answer to POST Ticket is a TicketEntity without links, by its page.
    expect(posted.body).toEqual(path === "Ticket" ? entity : read.body);
    const byAgent = await world.ask("POST", `Agents/${agent}/Get${path}Entity?${path}EntityId=5001`);
    expect(byAgent.body).toEqual(entity);
  });

  test("PUT, PATCH and Save change what they name and leave the rest", async () => {
    const world = await smallWorld();
    const { body: posted } = await world.ask("POST", path, {
      body: { [text]: "a", [other]: "kept", ...person55 },
    });
    const put = await world.ask("PUT", `${path}/5001`, { body: { [text]: "b", [key]: 9 } });
    expect(put.body).toMatchObject({ [key]: 5001, [text]: "b", [other]: "kept", Person: { PersonId: 55 } });
    const patch = await world.ask("PATCH", `${path}/5001`, {
      body: [
        { op: "test", path: text.toLowerCase(), value: "b" },
        { op: "replace", path: `/${text}`, value: "c" },
      ],
      headers: { "content-type": "application/json-patch+json" },
    });
    expect(patch.body).toMatchObject({ [text]: "c", [other]: "kept", Person: { PersonId: 55 }, ...defaults });
    const saved = await world.ask("POST", `Agents/${agent}/Save${path}Entity`, {
      body: { [key]: 5001, [other]: "new" },
    });
    expect(saved.body).toMatchObject({ [key]: 5001, [text]: "c", [other]: "new" });
    const whole = await world.ask("PUT", `${path}/5001`, { body: posted });
    expect(whole.body).toMatchObject({ [text]: "a", [other]: "kept" });
  });

  test("conditions hold where the contract lists their statuses", async () => {
    const world = await smallWorld();
    await world.ask("POST", path, { body: {} });
    const lists = !["Ticket", "ChatSession"].includes(path);
    const later = { "if-modified-since": "Sat, 21 Nov 2026 00:00:00 GMT" };
    expect((await world.ask("GET", `${path}/5001`, { headers: later })).status).toBe(lists ? 304 : 200);
    const earlier = { "if-unmodified-since": "Thu, 19 Nov 2026 00:00:00 GMT" };
    const patch = { "content-type": "application/merge-patch+json", ...earlier };
    expect((await world.ask("PATCH", `${path}/5001`, { body: {}, headers: patch })).status).toBe(412);
    for (const [method, body] of [
      ["PUT", {}],
      ["DELETE", undefined],
    ] as const) {
      const answer = await world.ask(method, `${path}/5001`, { body, headers: earlier });
      expect([method, answer.status]).toEqual([method, lists ? 412 : method === "PUT" ? 200 : 204]);
    }
  });

  test("Save without an id creates", async () => {
    const world = await smallWorld();
    const saved = await world.ask("POST", `Agents/${agent}/Save${path}Entity`, { body: { [text]: "new" } });
    expect(saved.body).toMatchObject({ [key]: 5001, [text]: "new", ...defaults });
  });

  test("what is deleted is gone: 404, and 200 with null for the agent", async () => {
    const world = await smallWorld();
    for (const remove of ["entity", "agent"]) {
      const { body } = await world.ask("POST", path, { body: {} });
      const id = body[key];
      const call = `Agents/${agent}/Delete${path}Entity`;
      const asEntity = remove === "entity";
      const removed = asEntity
        ? await world.ask("DELETE", `${path}/${id}`)
        : path === "Ticket"
          ? await world.ask("POST", call, { body: { TicketEntityId: id } })
          : await world.ask("POST", `${call}?${path}EntityId=${id}`);
      expect(removed.status).toBe(204);
      const read = await world.ask("GET", `${path}/${id}`);
      expect(read.status).toBe(404);
      expect(read.body).toMatchObject({ Error: true, ErrorType: "SoNotFoundException" });
      const byAgent = await world.ask("POST", `Agents/${agent}/Get${path}Entity?${path}EntityId=${id}`);
      expect([byAgent.status, byAgent.body]).toEqual([200, null]);
    }
  });

  test("a reference to what is not there is refused and changes nothing", async () => {
    const world = await smallWorld();
    await world.ask("POST", path, { body: { [text]: "a", ...person55 } });
    const before = [await dump(world), (await world.ask("GET", `${path}/5001`)).body];
    for (const wrong of [
      { Person: { PersonId: 4711 } },
      { Project: { ProjectId: 1 } },
      { [owner]: { AssociateId: 4711 } },
      { Sale: { SaleId: 4711 } },
      { Contact: { ContactId: 4711 } },
    ]) {
      if (Object.keys(wrong).some((name) => !(name in before[1]))) continue;
      const put = await world.ask("PUT", `${path}/5001`, { body: { [text]: "b", ...wrong } });
      expect([Object.keys(wrong), put.status]).toEqual([Object.keys(wrong), 400]);
      expect((await world.ask("POST", path, { body: wrong })).status).toBe(400);
    }
    expect([await dump(world), (await world.ask("GET", `${path}/5001`)).body]).toEqual(before);
    expect((await world.ask("GET", `${path}/5002`)).status).toBe(404);
  });

  if (simple !== undefined)
    test("the simple form names the person, the contact and the owner", async () => {
      const world = await smallWorld();
      await world.ask("POST", path, { body: { [text]: "a", ...person55 } });
      const answer = path === "Document" ? undefined : await world.ask("GET", `${path}/5001/Simple`);
      const byAgent = await world.ask("POST", `Agents/${agent}/Get${simple.name}?${simple.name}Id=5001`);
      expect(byAgent.body).toMatchObject({
        [key]: 5001,
        [simple.text]: "a",
        ContactId: 5,
        ContactName: "Five",
      });
      if (answer !== undefined) expect(answer.body).toEqual(byAgent.body);
      const missing = await world.ask("POST", `Agents/${agent}/Get${simple.name}?${simple.name}Id=9`);
      expect(missing.body).toBeNull();
    });
});

describe("what entities share", () => {
  test("a person brings its contact, and must be one of the contact that is named", async () => {
    const world = await smallWorld();
    for (const path of ["Appointment", "Sale", "Document", "ChatSession"]) {
      const brought = await world.ask("POST", path, { body: { Person: { PersonId: 66 } } });
      expect(brought.body.Contact).toMatchObject({ ContactId: 6 });
      const mixed = { Person: { PersonId: 66 }, Contact: { ContactId: 5 } };
      expect((await world.ask("POST", path, { body: mixed })).status).toBe(400);
    }
  });

  test("custom fields of appointments, sales and documents are the union of the two older dictionaries", async () => {
    const world = await smallWorld();
    for (const path of ["Appointment", "Sale", "Document"]) {
      const { body } = await world.ask("POST", path, {
        body: { UserDefinedFields: { "SuperOffice:1": "u" }, ExtraFields: { x: "e" } },
      });
      expect(body.CustomFields).toEqual({ "SuperOffice:1": "u", x: "e" });
    }
    const { body } = await world.ask("POST", "Ticket", { body: { CustomFields: { x: "e" } } });
    expect([body.ExtraFields, body.CustomFields]).toEqual([{ x: "e" }, { x: "e" }]);
  });

  test("the owner of a new appointment, sale, document and ticket is the caller, who also made it", async () => {
    const world = await smallWorld();
    for (const [path, owner] of [
      ["Appointment", "Associate"],
      ["Sale", "Associate"],
      ["Document", "Associate"],
      ["Ticket", "OwnedBy"],
    ] as const) {
      const { body } = await world.ask("POST", path, { body: {} });
      expect(body[owner]).toMatchObject({ AssociateId: 1, FullName: "Tje One" });
      expect(body.CreatedBy).toMatchObject({ AssociateId: 1 });
    }
  });

  test("a change moves the date of the last change and its author, and not those of the making", async () => {
    const world = await smallWorld();
    await world.ask("POST", "Sale", { body: {} });
    world.clock.now += 60_000;
    const headers = { authorization: `Basic ${btoa("ada0:Tje0")}` };
    const { body } = await world.ask("PUT", "Sale/5001", { body: { Heading: "x" }, headers });
    expect(body.CreatedDate).toMatch(/^2026-11-20T12:00:00/);
    expect(body.UpdatedDate).toMatch(/^2026-11-20T12:01:00/);
    expect([body.CreatedBy.AssociateId, body.UpdatedBy.AssociateId]).toEqual([1, 2]);
  });
});

describe("what entities log", () => {
  const log = async (world: World) =>
    (await world.database.select().from(activities)).map(
      ({ contactId, action, elementId, personId, associateId }) => [
        contactId,
        action,
        elementId,
        personId,
        associateId,
      ],
    );

  test("a new appointment is a NewActivity, and its completion an ActivityCompleted, once", async () => {
    const world = await smallWorld();
    await world.ask("POST", "Appointment", { body: { Person: { PersonId: 55 } } });
    await world.ask("PUT", "Appointment/5001", { body: { Description: "later" } });
    await world.ask("PUT", "Appointment/5001", { body: { Completed: "Completed" } });
    await world.ask("PUT", "Appointment/5001", { body: { Description: "done" } });
    expect(await log(world)).toEqual([
      [5, 4, 5001, 55, 1],
      [5, 8, 5001, 55, 1],
    ]);
    const active = await world.ask("POST", "Agents/Contact/GetMyActiveContacts", {
      body: { ActivityStartTime: hoursAgo(1) },
    });
    expect(active.body).toMatchObject([
      { ContactId: 5, Action: "ActivityCompleted", ActionId: 5001, PersonId: 55 },
    ]);
  });

  test("an appointment that begins completed is new and completed", async () => {
    const world = await smallWorld();
    await world.ask("POST", "Appointment", { body: { Contact: { ContactId: 6 }, Completed: 3 } });
    expect((await log(world)).map(([, action]) => action)).toEqual([4, 8]);
  });

  test("toggling the status of an appointment completes it, and starts it again", async () => {
    const world = await smallWorld();
    await world.ask("POST", "Appointment", { body: { Person: { PersonId: 55 } } });
    const toggle = (AppointmentId: number) =>
      world.ask("POST", "Agents/Appointment/ToggleAppointmentStatus", { body: { AppointmentId } });
    for (const status of ["Completed", "Started", "Completed"])
      expect((await toggle(5001)).body).toBe(status);
    expect((await world.ask("GET", "Appointment/5001")).body.Completed).toBe("Completed");
    expect((await log(world)).map(([, action]) => action)).toEqual([4, 8, 8]);
    expect((await toggle(9)).status).toBe(400);
  });

  test("a new document is a DocumentAdded, a changed one is nothing", async () => {
    const world = await smallWorld();
    await world.ask("POST", "Document", { body: { Contact: { ContactId: 6 } } });
    await world.ask("PUT", "Document/5001", { body: { Header: "x" } });
    expect(await log(world)).toEqual([[6, 64, 5001, 0, 1]]);
  });

  test("sales, tickets and chats, and what is on no contact, log nothing", async () => {
    const world = await smallWorld();
    for (const path of ["Sale", "Ticket", "ChatSession"])
      await world.ask("POST", path, { body: { Person: { PersonId: 55 } } });
    await world.ask("POST", "Appointment", { body: {} });
    await world.ask("POST", "Document", { body: {} });
    expect(await log(world)).toEqual([]);
  });
});

describe("what each entity has of its own", () => {
  test("a sale is completed or started, and its percent of earning follows amount and earning", async () => {
    const world = await smallWorld();
    const { body } = await world.ask("POST", "Sale", {
      body: { Amount: 200, Earning: 50, EarningPercent: 99, Completed: "NotStarted" },
    });
    expect(body).toMatchObject({ EarningPercent: 25, Completed: "Started" });
    const done = await world.ask("PUT", "Sale/5001", { body: { Completed: "Completed", Amount: 0 } });
    expect(done.body).toMatchObject({ EarningPercent: 0, Completed: "Completed" });
  });

  test("items of lists come whole, and one that the list lacks is refused", async () => {
    const world = await smallWorld();
    await world.item("currency", 3, "NOK");
    await world.item("saletype", 2, "Add-on");
    await world.item("task", 1, "Call", { Type: "Phone" });
    await world.item("priority", 2, "High");
    await world.item("doctmpl", 4, "Letter", { MimeType: "text/plain" });
    const sale = await world.ask("POST", "Sale", { body: { Currency: { Id: 3 }, SaleType: { Id: 2 } } });
    expect(sale.body).toMatchObject({ Currency: { Id: 3, Value: "NOK" }, SaleType: { Value: "Add-on" } });
    const appointment = await world.ask("POST", "Appointment", {
      body: { Task: { TaskListItemId: 1 }, Priority: { Id: 2 }, Sale: { SaleId: 5001 } },
    });
    expect(appointment.body).toMatchObject({
      Task: { Value: "Call", Type: "Phone" },
      Priority: { Value: "High" },
      Sale: { SaleId: 5001, Currency: "NOK" },
    });
    const document = await world.ask("POST", "Document", {
      body: { DocumentTemplate: { DocumentTemplateId: 4 } },
    });
    expect(document.body.DocumentTemplate).toMatchObject({ Name: "Letter" });
    for (const [path, body] of [
      ["Sale", { SaleType: { Id: 9 } }],
      ["Appointment", { Task: { TaskListItemId: 9 } }],
      ["Document", { DocumentTemplate: { DocumentTemplateId: 9 } }],
      ["Ticket", { Category: { TicketCategoryId: 9 } }],
    ] as const)
      expect((await world.ask("POST", path, { body })).status).toBe(400);
  });

  test("a ticket's status brings its base status, a base status its first status, and closing its time", async () => {
    const world = await smallWorld();
    await world.item("ticketstatus", 1, "Open", { Status: "Active", IsDefault: true });
    await world.item("ticketstatus", 2, "Shut", { Status: "Closed" });
    await world.item("ticketstatus", 4, "Waiting", { Status: "Active" });
    const { body: open } = await world.ask("POST", "Ticket", { body: {} });
    expect(open).toMatchObject({ Status: { TicketStatusId: 1 }, BaseStatus: "Active" });
    expect(open.ClosedAt).toMatch(/^0001-01-01/);
    world.clock.now += 60_000;
    const { body: shut } = await world.ask("PUT", "Ticket/5001", { body: { BaseStatus: "Closed" } });
    expect(shut).toMatchObject({ Status: { TicketStatusId: 2, Name: "Shut" }, BaseStatus: "Closed" });
    expect(shut.ClosedAt).toMatch(/^2026-11-20T12:01/);
    world.clock.now += 60_000;
    const { body: still } = await world.ask("PUT", "Ticket/5001", { body: { Title: "x" } });
    expect(still.ClosedAt).toBe(shut.ClosedAt);
    const { body: again } = await world.ask("PUT", "Ticket/5001", {
      body: { Status: { TicketStatusId: 4 } },
    });
    expect(again).toMatchObject({ Status: { TicketStatusId: 4 }, BaseStatus: "Active" });
    expect(again.ClosedAt).toMatch(/^0001-01-01/);
  });

  test("a ticket is on its person's contact, and moves with another person", async () => {
    const world = await smallWorld();
    const onContact = async (contactId: number) =>
      (await world.ask("GET", `Contact/${contactId}/Summary`)).body.Tickets.length;
    await world.ask("POST", "Ticket", {
      body: { Person: { PersonId: 55 }, SecondaryPersons: [{ PersonId: 66 }] },
    });
    expect([await onContact(5), await onContact(6)]).toEqual([1, 0]);
    const { body } = await world.ask("PUT", "Ticket/5001", { body: { Person: { PersonId: 66 } } });
    expect(body.SecondaryPersons).toMatchObject([{ PersonId: 66, FullName: "Sid Six" }]);
    expect([await onContact(5), await onContact(6)]).toEqual([0, 1]);
  });

  test("a ticket is saved with its notification asked for, and nobody is notified", async () => {
    const world = await smallWorld();
    const body = { NewEntity: { Title: "T", Person: { PersonId: 55 } }, Notify: true };
    const saved = await world.ask("POST", "Agents/Ticket/SaveTicketEntityWithNotify", { body });
    expect(saved.body).toMatchObject({ TicketId: 5001, Title: "T", NumMessages: 0 });
    const empty = await world.ask("POST", "Agents/Ticket/SaveTicketEntityWithNotify", {
      body: { Notify: true },
    });
    expect(empty.status).toBe(400);
  });

  test("an owner of 0 or of the greatest int32 leaves a ticket without one", async () => {
    const world = await smallWorld();
    for (const AssociateId of [0, 2_147_483_647]) {
      const { body } = await world.ask("POST", "Ticket", { body: { OwnedBy: { AssociateId } } });
      expect(body.OwnedBy).toBeNull();
    }
  });

  test("links and participants of an appointment are kept and counted", async () => {
    const world = await smallWorld();
    const { body } = await world.ask("POST", "Appointment", {
      body: { Links: [{ EntityName: "sale", Id: 7 }], Participants: [{ AssociateId: 2 }] },
    });
    expect(body).toMatchObject({
      ActiveLinks: 1,
      Links: [{ EntityName: "sale", Id: 7, Description: "" }],
      Participants: [{ AssociateId: 2, PersonId: 0, InvitationStatus: "Unknown" }],
    });
    const series = await world.ask("POST", "Appointment", { body: { Recurrence: { RecurrenceCounter: 2 } } });
    expect(series.status).toBe(400);
  });

  test("a chat knows its ticket and sale", async () => {
    const world = await smallWorld();
    await world.ask("POST", "Ticket", { body: { Title: "T" } });
    await world.ask("POST", "Sale", { body: { Heading: "S" } });
    const { body } = await world.ask("POST", "ChatSession", {
      body: { Ticket: { TicketId: 5001 }, Sale: { SaleId: 5001 }, User: { AssociateId: 2 } },
    });
    expect(body).toMatchObject({
      Ticket: { Title: "T" },
      Sale: { Title: "S" },
      User: { FullName: "Ada Two" },
    });
    expect((await world.ask("POST", "ChatSession", { body: { Ticket: { TicketId: 9 } } })).status).toBe(400);
  });
});
