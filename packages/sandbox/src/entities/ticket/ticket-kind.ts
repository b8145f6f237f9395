import { type Instant, UNSET } from "../../model/instant.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { tickets } from "../../storage/schema.ts";
import type { Directory } from "../../tenant/directory.ts";
import { fieldsBefore, storedFields } from "../parts/custom-fields.ts";
import { references, textOf } from "../parts/values.ts";
import { recordKind } from "../records/record-kind.ts";
import { filled, memberOf, refuseProject, restAfter, restBody } from "../records/record-parts.ts";
import { recordTable } from "../records/record-table.ts";
import { stampedRow } from "../records/stamped-row.ts";
import { associateReference, referenceId } from "../references.ts";
import {
  secondaryPersonIds,
  selectTickets,
  type TicketRow,
  ticketLoaders,
  ticketReferences,
  ticketRest,
} from "./ticket-simple.ts";

/** As an owner it means "by the rules of the category" (rest/Ticket/v1TicketEntity_GetTicketEntity.md:81). */
const AUTOMATIC = 2_147_483_647;

/** Requests of customer service: `TicketEntity`. Source: rest/Ticket/v1TicketEntity_GetTicketEntity.md. */
export const ticketKind = recordKind<TicketRow>({
  className: "TicketEntity",
  key: "TicketId",
  title: "Ticket",
  counter: "tickets",
  loaders: ticketLoaders,
  select: selectTickets,
  ...recordTable(tickets, "tickets", tickets.ticketId, ({ ticketId }) => ticketId),
  updatedAt: ({ updatedAt }) => updatedAt,
  references: ticketReferences,

  body(row, { directory, person, sale }) {
    return {
      ...restBody(ticketRest, directory, row.rest),
      TicketId: row.ticketId,
      Title: row.title,
      CreatedAt: row.createdAt,
      LastChanged: row.updatedAt,
      ClosedAt: row.closedAt,
      CreatedBy: associateReference(directory, row.createdBy),
      OwnedBy: associateReference(directory, row.ownedBy),
      Category: itemBody(directory, "ejcategory", "TicketCategory", row.categoryId),
      Priority: itemBody(directory, "ticketpriority", "TicketPriority", row.priorityId),
      Status: itemBody(directory, "ticketstatus", "TicketStatus", row.statusId),
      BaseStatus: row.baseStatus,
      Person: person(row.personId),
      SecondaryPersons: secondaryPersonIds(row)
        .map(person)
        .filter((body) => body !== null),
      Sale: sale(referenceId(row.rest.Sale, "SaleId")),
      ExtraFields: row.extraFields,
      CustomFields: row.extraFields,
    };
  },

  fresh: ({ caller }, directory) => {
    const status = directory.items("ticketstatus").find(({ rest }) => rest.IsDefault === true);
    const priority = directory.items("ticketpriority").find(({ rest }) => rest.Flags === "Default");
    return {
      ticketId: 0,
      contactId: 0,
      personId: 0,
      title: "",
      statusId: status?.itemId ?? 0,
      baseStatus: memberOf(status?.rest.Status, "Active"),
      priorityId: priority?.itemId ?? 0,
      categoryId: 0,
      ownedBy: caller.associateId,
      closedAt: UNSET,
      createdAt: UNSET,
      createdBy: 0,
      updatedAt: UNSET,
      updatedBy: 0,
      extraFields: {},
      rest: {},
    };
  },

  after({ tenant }, directory, before, beforeBody, body) {
    refuseProject(body);
    const reference = references(directory, beforeBody, body);
    const personId = referenceId(body.Person, "PersonId");
    const saleId = referenceId(body.Sale, "SaleId");
    const others = Array.isArray(body.SecondaryPersons) ? body.SecondaryPersons.filter(isJsonObject) : [];
    const isAutomatic = referenceId(body.OwnedBy, "AssociateId") === AUTOMATIC;
    return {
      ...before,
      // A ticket belongs to a contact through its person.
      contactId: personId === before.personId ? before.contactId : 0,
      personId,
      title: textOf(body.Title),
      ...statusAfter(
        directory,
        before,
        beforeBody,
        body,
        reference.item("Status", "ticketstatus", "TicketStatusId"),
        tenant.now(),
      ),
      priorityId: reference.item("Priority", "ticketpriority", "TicketPriorityId"),
      categoryId: reference.item("Category", "ejcategory", "TicketCategoryId"),
      ownedBy: isAutomatic ? 0 : reference.associate("OwnedBy"),
      extraFields: extraFieldsAfter(beforeBody, body),
      rest: {
        ...restAfter(ticketRest, before.rest, body, reference),
        Sale: saleId === 0 ? null : { SaleId: saleId },
        SecondaryPersons: others.map((person) => ({ PersonId: referenceId(person, "PersonId") })),
      },
    };
  },

  withId: (row, ticketId) => ({ ...row, ticketId }),
  stamped: stampedRow,
});

/**
 * The status after a body: a status that it changes brings its base status; else a base status that it changes counts, with
 * the first status of the list that has it. A ticket is closed from when it became so.
 */
function statusAfter(
  directory: Directory,
  before: TicketRow,
  beforeBody: JsonObject,
  body: JsonObject,
  statusId: number,
  now: Instant,
): Pick<TicketRow, "statusId" | "baseStatus" | "closedAt"> {
  const status = { statusId, baseStatus: memberOf(body.BaseStatus, before.baseStatus) };
  if (statusId !== before.statusId) {
    const base = directory.item("ticketstatus", statusId)?.rest.Status;
    status.baseStatus = memberOf(base, status.baseStatus);
  } else if (status.baseStatus !== before.baseStatus) {
    const item = directory.items("ticketstatus").find(({ rest }) => rest.Status === status.baseStatus);
    status.statusId = item?.itemId ?? statusId;
  }
  const wasClosed = beforeBody.BaseStatus === "Closed";
  if (status.baseStatus !== "Closed") return { ...status, closedAt: UNSET };
  return { ...status, closedAt: wasClosed ? before.closedAt : now };
}

/** Tickets have extra fields only, so `CustomFields` is the same dictionary. */
function extraFieldsAfter(before: JsonObject, body: JsonObject): Record<string, string> {
  const { userDefinedFields, extraFields } = storedFields(fieldsBefore(before), body);
  return { ...extraFields, ...userDefinedFields };
}

/** The entity of a list's item: its own properties stand in `rest` by wire names. */
function itemBody(directory: Directory, list: string, name: string, itemId: number): JsonObject | null {
  const item = directory.item(list, itemId);
  if (item === undefined) return null;
  return { ...filled(`${name}Entity`), ...item.rest, [`${name}Id`]: item.itemId, Name: item.name };
}
