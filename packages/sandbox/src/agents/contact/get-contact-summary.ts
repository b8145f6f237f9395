import { and, desc, eq, ne } from "drizzle-orm";
import { loadContactSimple } from "../../entities/contact/contact-simple.ts";
import { saleCompleted } from "../../entities/sale/sale-simple.ts";
import type { Answer, Call } from "../../http/call.ts";
import { badRequest, notFound } from "../../http/failure.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { appointments, chatSessions, documents, sales, tickets } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";
import type { Directory } from "../../tenant/directory.ts";

// A `ContactSummary`: the contact in its simple form and the five lists of what is on it
// (rest/Contact/v1ContactEntity_GetContactSummary.md:61 to :66), each newest first. What counts as new is when a thing was
// registered, for chats when they were requested; behaviours/activity.md names what the pages leave open.

/** `Agents/Contact/GetContactSummary`: 200 with null for a contact that is not there. */
export async function getContactSummary(call: Call): Promise<Answer> {
  const body = isJsonObject(call.body) ? call.body : {};
  const contactId = typeof body.ContactId === "number" ? body.ContactId : 0;
  const limit = typeof body.Limit === "number" ? body.Limit : undefined;
  return { status: 200, body: (await summaryOf(call, contactId, limit)) ?? null };
}

/** `GET Contact/{contactId}/Summary?limit=`: 404 for a contact that is not there. */
export async function getContactSummaryEntity(call: Call): Promise<Answer> {
  const contactId = call.parameters.integer("contactId");
  const summary = await summaryOf(call, contactId, call.parameters.optionalInteger("limit"));
  if (summary === undefined) throw notFound(`Contact ${contactId}`);
  return { status: 200, body: summary };
}

async function summaryOf(
  call: Call,
  contactId: number,
  limit: number | undefined,
): Promise<JsonObject | undefined> {
  if (limit !== undefined && limit < 0) throw badRequest("Limit is less than 0.");
  const contact = (await loadContactSimple(call, [contactId])).get(contactId);
  if (contact === undefined) return undefined;
  const { database } = call.tenant;
  const directory = await call.tenant.directory();
  // SQLite takes -1 for no limit.
  const most = limit ?? -1;
  const [ticketItems, followups, documentItems, saleItems, chats] = await Promise.all([
    recentTickets(database, contactId, most),
    recentFollowups(database, contactId, most),
    recentDocuments(database, contactId, most),
    recentSales(database, directory, contactId, most),
    recentChats(database, contactId, most),
  ]);
  return {
    Contact: contact,
    Tickets: ticketItems,
    Followups: followups,
    Documents: documentItems,
    Sales: saleItems,
    Chats: chats,
  };
}

async function recentTickets(database: Database, contactId: number, most: number): Promise<JsonObject[]> {
  const rows = await database
    .select()
    .from(tickets)
    .where(and(eq(tickets.contactId, contactId), ne(tickets.baseStatus, "Deleted")))
    .orderBy(desc(tickets.createdAt), desc(tickets.ticketId))
    .limit(most);
  return rows.map((row) => ({
    TicketId: row.ticketId,
    TicketStatus: row.statusId,
    Title: row.title,
    Registered: row.createdAt,
    IconHint: row.rest.IconHint ?? "",
  }));
}

async function recentFollowups(database: Database, contactId: number, most: number): Promise<JsonObject[]> {
  const rows = await database
    .select()
    .from(appointments)
    .where(and(eq(appointments.contactId, contactId), eq(appointments.deleted, false)))
    .orderBy(desc(appointments.createdAt), desc(appointments.appointmentId))
    .limit(most);
  return rows.map((row) => ({
    AppointmentId: row.appointmentId,
    DocumentId: 0,
    Date: row.startAt,
    Description: row.description,
    Completed: row.completed,
    Registered: row.createdAt,
  }));
}

async function recentDocuments(database: Database, contactId: number, most: number): Promise<JsonObject[]> {
  const rows = await database
    .select()
    .from(documents)
    .where(eq(documents.contactId, contactId))
    .orderBy(desc(documents.createdAt), desc(documents.documentId))
    .limit(most);
  return rows.map((row) => ({
    AppointmentId: 0,
    DocumentId: row.documentId,
    Date: row.date,
    Description: row.header,
    Completed: row.completed,
    Registered: row.createdAt,
  }));
}

async function recentSales(
  database: Database,
  directory: Directory,
  contactId: number,
  most: number,
): Promise<JsonObject[]> {
  const rows = await database
    .select()
    .from(sales)
    .where(eq(sales.contactId, contactId))
    .orderBy(desc(sales.createdAt), desc(sales.saleId))
    .limit(most);
  return rows.map((row) => {
    const currency = directory.item("currency", row.currencyId);
    return {
      SaleId: row.saleId,
      SaleDate: row.saleDate,
      Probability: row.probability,
      Heading: row.heading,
      Amount: row.amount,
      Currency: currency?.name ?? "",
      AmountInBaseCurrency: inBaseCurrency(row.amount, currency?.rest ?? {}),
      Status: row.status,
      Completed: saleCompleted(row.completed),
      Registered: row.createdAt,
    };
  });
}

/** A currency's `Rate` is the price of as many units as `Units` says; without them the amount stays as it is. */
function inBaseCurrency(amount: number, { Rate: rate, Units: units }: JsonObject): number {
  if (typeof rate !== "number" || rate === 0) return amount;
  return (amount * rate) / (typeof units === "number" && units !== 0 ? units : 1);
}

async function recentChats(database: Database, contactId: number, most: number): Promise<JsonObject[]> {
  const rows = await database
    .select()
    .from(chatSessions)
    .where(and(eq(chatSessions.contactId, contactId), ne(chatSessions.status, "Deleted")))
    .orderBy(desc(chatSessions.requestedAt), desc(chatSessions.chatSessionId))
    .limit(most);
  return rows.map((row) => ({
    ChatSessionId: row.chatSessionId,
    Name: row.customerName,
    CompanyName: row.customerCompanyName,
    FirstMessage: row.firstMessage,
    LastMessage: row.lastMessage,
    WhenRequested: row.requestedAt,
    WhenEnded: row.endedAt,
  }));
}
