import { sql } from "drizzle-orm";
import { UNSET } from "../../model/instant.ts";
import { chatSessions } from "../../storage/schema.ts";
import { instantIn, references, textOf } from "../parts/values.ts";
import { recordKind } from "../records/record-kind.ts";
import {
  memberOf,
  numberOf,
  plainProperties,
  type RestShape,
  refuseProject,
  restAfter,
  restBody,
} from "../records/record-parts.ts";
import { recordTable } from "../records/record-table.ts";
import { associateReference, referenceId } from "../references.ts";
import { loadSaleSimple } from "../sale/sale-simple.ts";
import { loadTicketSimple } from "../ticket/ticket-simple.ts";

type ChatRow = typeof chatSessions.$inferSelect;

const chatRest: RestShape = {
  className: "ChatSessionEntity",
  plain: plainProperties("ChatSessionEntity", [
    "ChatSessionId",
    "TopicId",
    "CustomerName",
    "CustomerCompanyName",
    "FirstMessage",
    "LastMessage",
    "Status",
    "WhenRequested",
    "WhenStarted",
    "WhenEnded",
  ]),
  items: {},
  arrays: {},
};

/** Chats with customers, without their messages: `ChatSessionEntity`. Source: rest/ChatSession/v1ChatSessionEntity_GetChatSessionEntity.md. */
export const chatKind = recordKind<ChatRow>({
  className: "ChatSessionEntity",
  key: "ChatSessionId",
  title: "ChatSession",
  counter: "chatSessions",
  loaders: { sales: loadSaleSimple, tickets: loadTicketSimple },
  select: (database, ids) =>
    database
      .select()
      .from(chatSessions)
      .where(sql`${chatSessions.chatSessionId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
  ...recordTable(
    chatSessions,
    "chatSessions",
    chatSessions.chatSessionId,
    ({ chatSessionId }) => chatSessionId,
  ),
  // The class has no date of its last change: the last of those that it has.
  updatedAt: ({ requestedAt, startedAt, endedAt }) =>
    [requestedAt, startedAt, endedAt].toSorted().at(-1) ?? requestedAt,
  references: ({ contactId, personId, rest }) => ({
    contactId,
    personIds: [personId],
    saleId: referenceId(rest.Sale, "SaleId"),
    ticketId: referenceId(rest.Ticket, "TicketId"),
  }),

  body(row, { directory, contact, person, sale, ticket }) {
    return {
      ...restBody(chatRest, directory, row.rest),
      ChatSessionId: row.chatSessionId,
      TopicId: row.topicId,
      User: associateReference(directory, row.associateId),
      TransferTo: associateReference(directory, referenceId(row.rest.TransferTo, "AssociateId")),
      Person: person(row.personId),
      Contact: contact(row.contactId),
      Sale: sale(referenceId(row.rest.Sale, "SaleId")),
      Ticket: ticket(referenceId(row.rest.Ticket, "TicketId")),
      CustomerName: row.customerName,
      CustomerCompanyName: row.customerCompanyName,
      FirstMessage: row.firstMessage,
      LastMessage: row.lastMessage,
      Status: row.status,
      WhenRequested: row.requestedAt,
      WhenStarted: row.startedAt,
      WhenEnded: row.endedAt,
    };
  },

  fresh: ({ tenant }) => ({
    chatSessionId: 0,
    topicId: 0,
    contactId: 0,
    personId: 0,
    associateId: 0,
    customerName: "",
    customerCompanyName: "",
    firstMessage: "",
    lastMessage: "",
    status: "InQueue",
    requestedAt: tenant.now(),
    startedAt: UNSET,
    endedAt: UNSET,
    rest: {},
  }),

  after(_call, directory, before, beforeBody, body) {
    refuseProject(body);
    const reference = references(directory, beforeBody, body);
    const kept = (property: string, key: string, id: number) => ({
      [property]: id === 0 ? null : { [key]: id },
    });
    return {
      ...before,
      topicId: numberOf(body.TopicId),
      contactId: referenceId(body.Contact, "ContactId"),
      personId: referenceId(body.Person, "PersonId"),
      associateId: reference.associate("User"),
      customerName: textOf(body.CustomerName),
      customerCompanyName: textOf(body.CustomerCompanyName),
      firstMessage: textOf(body.FirstMessage),
      lastMessage: textOf(body.LastMessage),
      status: memberOf(body.Status, "Invalid"),
      requestedAt: instantIn(body.WhenRequested),
      startedAt: instantIn(body.WhenStarted),
      endedAt: instantIn(body.WhenEnded),
      rest: {
        ...restAfter(chatRest, before.rest, body, reference),
        ...kept("TransferTo", "AssociateId", reference.associate("TransferTo")),
        ...kept("Sale", "SaleId", referenceId(body.Sale, "SaleId")),
        ...kept("Ticket", "TicketId", referenceId(body.Ticket, "TicketId")),
      },
    };
  },

  withId: (row, chatSessionId) => ({ ...row, chatSessionId }),
});
