import { and, eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import {
  appointments,
  chatSessions,
  contacts,
  documents,
  persons,
  sales,
  tickets,
} from "../storage/schema.ts";
import { reachedBy } from "./column.ts";
import {
  appointmentColumns,
  chatColumns,
  documentColumns,
  saleColumns,
  ticketColumns,
} from "./columns/activity-columns.ts";
import { contactColumns } from "./columns/contact-columns.ts";
import { personColumns } from "./columns/person-columns.ts";
import type { ListSource } from "./list-source.ts";

// The lists of entities. Names of entities are those of the vendor's providers ("Archive providers"), in the samples
// `person` for example. What is shown where `$select` says nothing is documented for nothing but the samples, which show
// key and name of a person.

const noJoins = {};

function joinContact(contactId: SQLiteColumn): SQL {
  return sql`left join ${contacts} on ${eq(contacts.contactId, contactId)} and ${eq(contacts.deleted, 0)}`;
}

function joinPerson(personId: SQLiteColumn): SQL {
  return sql`left join ${persons} on ${eq(persons.personId, personId)} and ${eq(persons.deleted, false)}`;
}

/** Source: rest/Contact/v1ContactEntity_GetAll.md:27 and 58. */
export const contactList: ListSource = {
  from: sql`${contacts}`,
  joins: noJoins,
  where: eq(contacts.deleted, 0),
  key: sql`${contacts.contactId}`,
  entity: sql`'contact'`,
  entities: ["contact"],
  columns: contactColumns,
  shown: ["contactId", "nameDepartment"],
};

/** Source: rest/Person/v1PersonEntity_GetAll.md:27; who has left the company is a `retiredPerson`. */
export const personList: ListSource = {
  from: sql`${persons}`,
  joins: { contact: joinContact(persons.contactId) },
  where: eq(persons.deleted, false),
  key: sql`${persons.personId}`,
  entity: sql`iif(${persons.retired}, 'retiredPerson', 'person')`,
  entities: ["person", "retiredPerson"],
  columns: [...personColumns, ...reachedBy("personContact", "contact", contactColumns)],
  shown: ["personId", "fullName"],
};

/** Source: rest/Appointment/v1AppointmentEntity_GetAll.md:27. */
export const appointmentList: ListSource = {
  from: sql`${appointments}`,
  joins: { contact: joinContact(appointments.contactId), person: joinPerson(appointments.personId) },
  where: eq(appointments.deleted, false),
  key: sql`${appointments.appointmentId}`,
  entity: sql`'appointment'`,
  entities: ["appointment"],
  columns: appointmentColumns,
  shown: ["appointmentId", "date", "text"],
};

/** Source: rest/Sale/v1SaleEntity_GetAll.md:27. */
export const saleList: ListSource = {
  from: sql`${sales}`,
  joins: { contact: joinContact(sales.contactId), person: joinPerson(sales.personId) },
  where: undefined,
  key: sql`${sales.saleId}`,
  entity: sql`'sale'`,
  entities: ["sale"],
  columns: saleColumns,
  shown: ["saleId", "heading"],
};

/** Source: rest/Document/v1DocumentEntity_GetAll.md:27. */
export const documentList: ListSource = {
  from: sql`${documents}`,
  joins: { contact: joinContact(documents.contactId), person: joinPerson(documents.personId) },
  where: undefined,
  key: sql`${documents.documentId}`,
  entity: sql`'document'`,
  entities: ["document"],
  columns: documentColumns,
  shown: ["documentId", "text"],
};

/** Source: rest/Ticket/v1TicketEntity_GetAll.md:27. */
export const ticketList: ListSource = {
  from: sql`${tickets}`,
  joins: { person: joinPerson(tickets.personId) },
  where: sql`${tickets.baseStatus} <> 'Deleted'`,
  key: sql`${tickets.ticketId}`,
  entity: sql`'ticket'`,
  entities: ["ticket"],
  columns: ticketColumns,
  shown: ["ticketId", "title"],
};

/** Source: rest/ChatSession/v1ChatSessionEntity_GetAll.md:27 and 58. */
export const chatList: ListSource = {
  from: sql`${chatSessions}`,
  joins: noJoins,
  where: undefined,
  key: sql`${chatSessions.chatSessionId}`,
  entity: sql`'chat'`,
  entities: ["chat"],
  columns: chatColumns,
  shown: ["chatSessionId", "firstMessage"],
};

/** The rows of a list that belong to something: `column` holds its id. */
export function belonging(source: ListSource, column: SQLiteColumn, id: number): ListSource {
  return { ...source, where: and(source.where, eq(column, id)) };
}
