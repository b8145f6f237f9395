import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { appointments, chatSessions, documents, sales, tickets } from "../../storage/schema.ts";
import { column, itemColumn, type ListColumn, reachedBy } from "../column.ts";
import { associateColumns } from "./associate-columns.ts";
import { contactColumns } from "./contact-columns.ts";
import { personColumns } from "./person-columns.ts";
import { inJson, stampColumns } from "./shared-columns.ts";

/** What appointments, sales and documents have alike. */
interface Activity {
  readonly table: typeof appointments | typeof sales | typeof documents;
  readonly date: SQLiteColumn;
  readonly text: SQLiteColumn;
  readonly saleId: SQLiteColumn;
}

/**
 * Columns that the providers of appointments, sales and documents share. Source: docs.superoffice.com, "Archive
 * providers", FindAppointment, FindSale, FindDocument. That the text of a sale is its heading and that of a document its
 * header is our reading.
 */
function sharedColumns({ table, date, text, saleId }: Activity): ListColumn[] {
  return [
    column("completed", "boolean", sql`(${table.completed} = 'Completed')`),
    column("date", "date", sql`${date}`),
    column("text", "text", sql`${text}`),
    column("associateId", "associate", sql`${table.associateId}`, { aliases: ["assocId"] }),
    column("contactId", "integer", sql`${table.contactId}`),
    column("personId", "integer", sql`${table.personId}`),
    column("saleId", "integer", sql`${saleId}`),
    column("userGroup", "group", sql`${table.groupId}`),
    ...stampColumns(table),
    ...relatedColumns(sql`${table.associateId}`),
  ];
}

/** What a row refers to, behind the joins `contact` and `person`. */
function relatedColumns(associateId: SQL): ListColumn[] {
  return [
    ...reachedBy("contact", "contact", contactColumns),
    ...reachedBy("person", "person", personColumns),
    ...associateColumns("associate", associateId),
  ];
}

export const appointmentColumns: readonly ListColumn[] = [
  ...sharedColumns({
    table: appointments,
    date: appointments.startAt,
    text: appointments.description,
    saleId: appointments.saleId,
  }),
  column("appointmentId", "integer", sql`${appointments.appointmentId}`),
  itemColumn("type", "task", sql`${appointments.taskId}`),
  column("endDate", "date", sql`${appointments.endAt}`),
  column("location", "text", inJson(appointments.rest, "Location")),
];

export const saleColumns: readonly ListColumn[] = [
  ...sharedColumns({ table: sales, date: sales.saleDate, text: sales.heading, saleId: sales.saleId }),
  column("heading", "text", sql`${sales.heading}`),
  column("amount", "decimal", sql`${sales.amount}`),
  column("amountWeighted", "decimal", sql`(${sales.amount} * ${sales.probability} / 100)`),
  column("earning", "decimal", sql`${sales.earning}`),
  column("currencyId", "integer", sql`${sales.currencyId}`),
  itemColumn("currency", "currency", sql`${sales.currencyId}`),
  column("probPercent", "integer", sql`${sales.probability}`),
  // The vendor filters by the id of a list's item here; the sandbox has the member of SaleStatus alone.
  column("saleStatus", "text", sql`${sales.status}`, { canFilter: false }),
  column("nextDueDate", "date", sql`${sales.nextDueDate}`),
  column("saleNumber", "text", inJson(sales.rest, "Number")),
];

export const documentColumns: readonly ListColumn[] = [
  ...sharedColumns({
    table: documents,
    date: documents.date,
    text: documents.header,
    saleId: documents.saleId,
  }),
  column("documentId", "integer", sql`${documents.documentId}`),
  itemColumn("type", "doctmpl", sql`${documents.templateId}`),
  column("name", "text", sql`${documents.name}`),
  column("ourref", "text", inJson(documents.rest, "OurRef")),
  column("yourref", "text", inJson(documents.rest, "YourRef")),
];

/** Source: docs.superoffice.com, "Archive providers", Ticket. */
export const ticketColumns: readonly ListColumn[] = [
  column("ticketId", "integer", sql`${tickets.ticketId}`),
  column("title", "text", sql`${tickets.title}`),
  column("contactId", "integer", sql`${tickets.contactId}`),
  column("personId", "integer", sql`${tickets.personId}`),
  itemColumn("ticketStatusName", "ticketstatus", sql`${tickets.statusId}`),
  itemColumn("categoryFullName", "ejcategory", sql`${tickets.categoryId}`),
  itemColumn("priorityName", "ticketpriority", sql`${tickets.priorityId}`),
  column("ownedBy", "associate", sql`${tickets.ownedBy}`),
  column("createdBy", "associate", sql`${tickets.createdBy}`),
  column("createdAt", "date-time", sql`${tickets.createdAt}`),
  column("lastChanged", "date-time", sql`${tickets.updatedAt}`),
  column("closedAt", "date-time", sql`${tickets.closedAt}`),
  column("author", "text", inJson(tickets.rest, "Author")),
  ...associateColumns("ownedBy", sql`${tickets.ownedBy}`),
  ...associateColumns("createdBy", sql`${tickets.createdBy}`),
  ...reachedBy("person", "person", personColumns),
];

/** Source: docs.superoffice.com, "Archive providers", ContactActivity, the columns of chats. */
export const chatColumns: readonly ListColumn[] = [
  column("chatSessionId", "integer", sql`${chatSessions.chatSessionId}`),
  column("firstMessage", "text", sql`${chatSessions.firstMessage}`),
  column("lastMessage", "text", sql`${chatSessions.lastMessage}`),
  column("whenRequested", "date-time", sql`${chatSessions.requestedAt}`),
  column("whenStarted", "date-time", sql`${chatSessions.startedAt}`),
  column("whenEnded", "date-time", sql`${chatSessions.endedAt}`),
  column("contactId", "integer", sql`${chatSessions.contactId}`),
  column("personId", "integer", sql`${chatSessions.personId}`),
  column("agent", "associate", sql`${chatSessions.associateId}`),
];
