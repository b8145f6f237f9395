import { sql } from "drizzle-orm";
import type { JsonObject } from "../../model/json.ts";
import { tickets } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";
import { simpleLoader } from "../records/record-kind.ts";
import { filled, plainProperties, type RestShape, restBody } from "../records/record-parts.ts";
import type { References, Related } from "../records/related.ts";
import { referenceId } from "../references.ts";
import { loadSaleSimple } from "../sale/sale-simple.ts";

export type TicketRow = typeof tickets.$inferSelect;

/** What of a `TicketEntity` no query asks for. Counts and times that messages would make are not a body's to say. */
export const ticketRest: RestShape = {
  className: "TicketEntity",
  plain: plainProperties("TicketEntity", [
    "TicketId",
    "Title",
    "CreatedAt",
    "LastChanged",
    "ClosedAt",
    "BaseStatus",
    "HasAttachment",
    "NumReplies",
    "NumMessages",
    "TimeToReply",
    "RealTimeToReply",
    "TimeToClose",
    "RealTimeToClose",
    "TimeSpentInternally",
    "TimeSpentExternally",
    "TimeSpentQueue",
    "RealTimeSpentInternally",
    "RealTimeSpentExternally",
    "RealTimeSpentQueue",
  ]),
  items: {},
  arrays: { Tags: "Tag" },
};

export const ticketLoaders = { sales: loadSaleSimple };

export function selectTickets(database: Database, ids: readonly number[]): PromiseLike<TicketRow[]> {
  return database
    .select()
    .from(tickets)
    .where(sql`${tickets.ticketId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/** Ids of the persons beside the first one. */
export function secondaryPersonIds({ rest }: TicketRow): readonly number[] {
  const { SecondaryPersons: list } = rest;
  return Array.isArray(list) ? list.map((person) => referenceId(person, "PersonId")) : [];
}

export function ticketReferences(row: TicketRow): References {
  return {
    contactId: row.contactId,
    personIds: [row.personId, ...secondaryPersonIds(row)],
    saleId: referenceId(row.rest.Sale, "SaleId"),
  };
}

/** Loads tickets in their simple form: class `Ticket`. Source: rest/Ticket/v1TicketEntity_Simple.md. */
export const loadTicketSimple = simpleLoader(
  selectTickets,
  ticketReferences,
  ticketSimple,
  ({ ticketId }) => ticketId,
  ticketLoaders,
);

function ticketSimple(row: TicketRow, { directory, contact, person, sale }: Related): JsonObject {
  const rest = restBody(ticketRest, directory, row.rest);
  const shared = Object.keys(filled("Ticket")).filter((name) => ticketRest.plain.includes(name));
  const customer = person(row.personId);
  const category = directory.item("ejcategory", row.categoryId);
  const owner = directory.user(row.ownedBy);
  const saleId = referenceId(row.rest.Sale, "SaleId");
  return {
    ...filled("Ticket"),
    ...Object.fromEntries(shared.map((name) => [name, rest[name]])),
    TicketId: row.ticketId,
    Title: row.title,
    CreatedAt: row.createdAt,
    LastChanged: row.updatedAt,
    ClosedAt: row.closedAt,
    CreatedBy: row.createdBy,
    CreatedByName: directory.user(row.createdBy)?.fullName ?? "",
    OwnedBy: row.ownedBy,
    OwnedByAssociateId: row.ownedBy,
    OwnedByName: owner?.fullName ?? "",
    Category: row.categoryId,
    CategoryName: category?.name ?? "",
    CategoryFullname: category?.rest.Fullname ?? category?.name ?? "",
    Priority: row.priorityId,
    PriorityName: directory.item("ticketpriority", row.priorityId)?.name ?? "",
    BaseStatus: row.baseStatus,
    TicketStatus: row.statusId,
    TicketStatusDisplayValue: directory.item("ticketstatus", row.statusId)?.name ?? "",
    CustId: row.personId,
    PersonFirstname: customer?.Firstname ?? "",
    PersonMiddleName: customer?.MiddleName ?? "",
    PersonLastname: customer?.Lastname ?? "",
    PersonFullname: customer?.FullName ?? "",
    ContactId: row.contactId,
    ContactName: contact(row.contactId)?.Name ?? "",
    SaleId: saleId,
    SaleHeading: sale(saleId)?.Title ?? "",
  };
}
