import { eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Call, Handler, Handlers } from "../http/call.ts";
import { notFound } from "../http/failure.ts";
import { appointments, contacts, documents, persons, sales, tickets } from "../storage/schema.ts";
import { activityList } from "./activity-source.ts";
import type { ListSource } from "./list-source.ts";
import { answerList } from "./odata-list.ts";
import {
  appointmentList,
  belonging,
  chatList,
  contactList,
  documentList,
  personList,
  saleList,
  ticketList,
} from "./sources.ts";
import { timeZoneList } from "./time-zones.ts";
import { userList } from "./user-source.ts";

const list =
  (source: ListSource): Handler =>
  (call) =>
    answerList(call, source);

/** Rows that belong to the contact or person of the path. */
const under =
  (owner: Owner, source: (id: number) => ListSource): Handler =>
  async (call) => {
    const id = call.parameters.integer("id");
    await mustExist(call, owner, id);
    return answerList(call, source(id));
  };

interface Owner {
  readonly title: string;
  readonly exists: (id: number) => SQL;
}

const contact: Owner = {
  title: "Contact",
  exists: (id) =>
    sql`select 1 from ${contacts} where ${eq(contacts.contactId, id)} and ${eq(contacts.deleted, 0)}`,
};
const person: Owner = {
  title: "Person",
  exists: (id) =>
    sql`select 1 from ${persons} where ${eq(persons.personId, id)} and ${eq(persons.deleted, false)}`,
};

/** Source: status 404 of the pages, rest/Contact/v1ContactEntity_Persons.md:109. */
async function mustExist({ tenant }: Call, { title, exists }: Owner, id: number): Promise<void> {
  if ((await tenant.database.all<unknown>(exists(id))).length === 0) throw notFound(`${title} ${id}`);
}

const of = (source: ListSource, column: SQLiteColumn) => (id: number) => belonging(source, column, id);

/** The OData lists. */
export const odataHandlers: Handlers = {
  v1ContactEntity_GetAll: list(contactList),
  v1PersonEntity_GetAll: list(personList),
  v1AppointmentEntity_GetAll: list(appointmentList),
  v1SaleEntity_GetAll: list(saleList),
  v1DocumentEntity_GetAll: list(documentList),
  v1TicketEntity_GetAll: list(ticketList),
  v1ChatSessionEntity_GetAll: list(chatList),
  v1User_GetAll: list(userList),
  v1TimeZone_GetTimeZonesArchive: (call) => answerList(call, timeZoneList()),
  v1ContactEntity_Persons: under(contact, of(personList, persons.contactId)),
  v1ContactEntity_Appointments: under(contact, of(appointmentList, appointments.contactId)),
  v1ContactEntity_Sales: under(contact, of(saleList, sales.contactId)),
  v1ContactEntity_Documents: under(contact, of(documentList, documents.contactId)),
  v1ContactEntity_Tickets: under(contact, of(ticketList, tickets.contactId)),
  v1ContactEntity_Activities: under(contact, (id) => activityList("contactId", id)),
  v1PersonEntity_Appointments: under(person, of(appointmentList, appointments.personId)),
  v1PersonEntity_Sales: under(person, of(saleList, sales.personId)),
  v1PersonEntity_Documents: under(person, of(documentList, documents.personId)),
  v1PersonEntity_Tickets: under(person, of(ticketList, tickets.personId)),
  v1PersonEntity_Activities: under(person, (id) => activityList("personId", id)),
};
