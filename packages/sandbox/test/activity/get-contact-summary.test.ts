import { describe, expect, test } from "vitest";
import { hoursAgo, openWorld, type World } from "./world.ts";

async function summary(world: World, body: Record<string, unknown>) {
  const answer = await world.ask("POST", "Agents/Contact/GetContactSummary", { body });
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Contact 5 with three of everything: number 1 registered three hours ago, 2 one hour ago, 3 two hours ago. */
async function busyContact(): Promise<World> {
  const world = await openWorld();
  await world.contact({ contactId: 5, name: "Five" });
  await world.contact({ contactId: 6, name: "Six" });
  for (const [id, hours] of [
    [1, 3],
    [2, 1],
    [3, 2],
  ] as const) {
    const row = { contactId: 5, createdAt: hoursAgo(hours) };
    await world.ticket({
      ...row,
      ticketId: id,
      title: `Ticket ${id}`,
      statusId: 4,
      rest: { IconHint: "open" },
    });
    await world.appointment({
      ...row,
      appointmentId: 10 + id,
      description: `Call ${id}`,
      startAt: hoursAgo(-id),
      completed: "Started",
    });
    await world.document({
      ...row,
      documentId: 20 + id,
      header: `Letter ${id}`,
      name: "x.docx",
      date: hoursAgo(9),
    });
    await world.sale({
      ...row,
      saleId: 30 + id,
      heading: `Sale ${id}`,
      amount: 100,
      saleDate: hoursAgo(-id),
    });
    await world.chat({
      contactId: 5,
      chatSessionId: 40 + id,
      requestedAt: hoursAgo(hours),
      endedAt: hoursAgo(0),
      customerName: "Im",
      customerCompanyName: "Tea",
      firstMessage: "Hello",
      lastMessage: "Bye",
    });
  }
  // What others have, and what is gone.
  await world.ticket({ ticketId: 8, contactId: 6, createdAt: hoursAgo(0) });
  await world.ticket({ ticketId: 9, contactId: 5, createdAt: hoursAgo(0), baseStatus: "Deleted" });
  await world.appointment({ appointmentId: 18, contactId: 6, createdAt: hoursAgo(0) });
  await world.appointment({ appointmentId: 19, contactId: 5, createdAt: hoursAgo(0), deleted: true });
  await world.document({ documentId: 28, contactId: 6, createdAt: hoursAgo(0) });
  await world.sale({ saleId: 38, contactId: 6, createdAt: hoursAgo(0) });
  await world.chat({ chatSessionId: 48, contactId: 6, requestedAt: hoursAgo(0) });
  await world.chat({ chatSessionId: 49, contactId: 5, requestedAt: hoursAgo(0), status: "Deleted" });
  return world;
}

const idsOf = (body: Record<string, Record<string, number>[]>) => ({
  Tickets: body.Tickets?.map(({ TicketId }) => TicketId),
  Followups: body.Followups?.map(({ AppointmentId }) => AppointmentId),
  Documents: body.Documents?.map(({ DocumentId }) => DocumentId),
  Sales: body.Sales?.map(({ SaleId }) => SaleId),
  Chats: body.Chats?.map(({ ChatSessionId }) => ChatSessionId),
});

describe("GetContactSummary", () => {
  test("the summary lists what is on the contact, newest first", async () => {
    const body = await summary(await busyContact(), { ContactId: 5, Limit: 100 });
    expect(body.Contact).toMatchObject({ ContactId: 5, Name: "Five" });
    expect(idsOf(body)).toEqual({
      Tickets: [2, 3, 1],
      Followups: [12, 13, 11],
      Documents: [22, 23, 21],
      Sales: [32, 33, 31],
      Chats: [42, 43, 41],
    });
  });

  test("each list holds at most Limit items, the newest", async () => {
    const body = await summary(await busyContact(), { ContactId: 5, Limit: 2 });
    expect(idsOf(body)).toEqual({
      Tickets: [2, 3],
      Followups: [12, 13],
      Documents: [22, 23],
      Sales: [32, 33],
      Chats: [42, 43],
    });
  });

  test("a limit of 0 leaves every list empty, no limit leaves them whole, and one below 0 is refused", async () => {
    const world = await busyContact();
    const none = { Tickets: [], Followups: [], Documents: [], Sales: [], Chats: [] };
    expect(idsOf(await summary(world, { ContactId: 5, Limit: 0 }))).toEqual(none);
    expect((await summary(world, { ContactId: 5 })).Tickets).toHaveLength(3);
    const refused = await world.ask("POST", "Agents/Contact/GetContactSummary", {
      body: { ContactId: 5, Limit: -1 },
    });
    expect(refused.status).toBe(400);
    const entity = await world.ask("GET", "Contact/5/Summary?limit=-1");
    expect(entity.status).toBe(400);
    expect(entity.body).toMatchObject({ Error: true });
  });

  test("the items of a summary carry what is stored", async () => {
    const world = await busyContact();
    const body = await summary(world, { ContactId: 5, Limit: 1 });
    const at = (hour: number) => expect.stringMatching(new RegExp(`^2026-11-20T${hour}:00:00`));
    expect(body.Tickets).toEqual([
      { TicketId: 2, TicketStatus: 4, Title: "Ticket 2", Registered: at(11), IconHint: "open" },
    ]);
    expect(body.Followups).toEqual([
      {
        AppointmentId: 12,
        DocumentId: 0,
        Date: at(14),
        Description: "Call 2",
        Completed: "Started",
        Registered: at(11),
      },
    ]);
    expect(body.Documents).toMatchObject([
      { DocumentId: 22, Description: "Letter 2", Completed: "Completed" },
    ]);
    expect(body.Sales).toMatchObject([{ SaleId: 32, Heading: "Sale 2", Status: "Open", SaleDate: at(14) }]);
    expect(body.Chats).toEqual([
      {
        ChatSessionId: 42,
        Name: "Im",
        CompanyName: "Tea",
        FirstMessage: "Hello",
        LastMessage: "Bye",
        WhenRequested: at(11),
        WhenEnded: at(12),
      },
    ]);
  });

  test("the amount of a sale in the base currency follows the currency's rate and units", async () => {
    const world = await openWorld();
    await world.item("currency", 4, "SEK", { Rate: 95, Units: 100 });
    await world.item("currency", 5, "XXX");
    await world.contact({ contactId: 5 });
    await world.sale({ saleId: 1, contactId: 5, amount: 2000, currencyId: 4, createdAt: hoursAgo(1) });
    await world.sale({ saleId: 2, contactId: 5, amount: 2000, currencyId: 5, createdAt: hoursAgo(2) });
    const { Sales } = await summary(world, { ContactId: 5, Limit: 10 });
    expect(Sales).toMatchObject([
      { Currency: "SEK", Amount: 2000, AmountInBaseCurrency: 1900 },
      { Currency: "XXX", Amount: 2000, AmountInBaseCurrency: 2000 },
    ]);
  });

  test("a contact that is not there, or is deleted, is 200 with null for the agent and 404 for the entity", async () => {
    const world = await busyContact();
    await world.contact({ contactId: 7, deleted: 1 });
    for (const ContactId of [4711, 7, 0]) {
      expect(await summary(world, { ContactId, Limit: 5 })).toBeNull();
      const entity = await world.ask("GET", `Contact/${ContactId}/Summary`);
      expect(entity.status).toBe(404);
      expect(entity.body).toMatchObject({ Error: true, ErrorType: "SoNotFoundException" });
    }
  });

  test("the entity operation answers as the agent does", async () => {
    const world = await busyContact();
    const entity = await world.ask("GET", "Contact/5/Summary?limit=2");
    expect(entity.status).toBe(200);
    expect(entity.body).toEqual(await summary(world, { ContactId: 5, Limit: 2 }));
  });
});
