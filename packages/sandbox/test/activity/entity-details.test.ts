import { describe, expect, test } from "vitest";
import { activities } from "../../src/storage/schema.ts";
import { hoursAgo, smallWorld, type World } from "./world.ts";

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
    const without = await world.ask("PUT", "Sale/5001", { body: { SaleType: null } });
    expect(without.body).toMatchObject({ SaleType: null, Currency: { Id: 3 } });
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
