import { applicationRow } from "../identity/applications.ts";
import type * as schema from "../storage/schema.ts";
import { customFields, SeedContext } from "./seed-context.ts";
import type { SeedFile } from "./seed-file.ts";
import { activityRows } from "./seed-log.ts";
import { arrays, contactRow, elementRows, interestRows, personRows } from "./seed-people.ts";

type Insert<Table extends keyof typeof schema> = (typeof schema)[Table]["$inferInsert"];

/** What a seed puts into each table. Passwords of users are as the seed has them, to be hashed. */
export interface SeedRows {
  readonly groups: Insert<"groups">[];
  readonly users: Insert<"users">[];
  readonly listItems: Insert<"listItems">[];
  readonly contacts: Insert<"contacts">[];
  readonly persons: Insert<"persons">[];
  readonly elements: Insert<"elements">[];
  readonly interests: Insert<"interests">[];
  readonly appointments: Insert<"appointments">[];
  readonly sales: Insert<"sales">[];
  readonly documents: Insert<"documents">[];
  readonly tickets: Insert<"tickets">[];
  readonly chatSessions: Insert<"chatSessions">[];
  readonly applications: Insert<"applications">[];
  /** In the order of time, as a log is. */
  readonly activities: Insert<"activities">[];
}

/**
 * Makes the rows of a seed: moments counted from `now` (milliseconds), users by id, and the log of activities that fits
 * what the seed says was made, changed and completed.
 */
export function seedRows(seed: SeedFile, now: number): SeedRows {
  const context = new SeedContext(seed, now);
  return {
    groups: seed.groups.map((group, index) => ({
      groupId: group.id,
      name: group.name,
      tooltip: group.tooltip,
      rank: index + 1,
      deleted: group.deleted,
    })),
    users: seed.users.map((user, index) => ({
      associateId: user.id,
      userName: user.userName,
      password: user.password,
      personId: user.person,
      groupId: user.group,
      userType: user.type,
      rank: index + 1,
      deleted: user.deleted,
      lastLoginAt: context.at(user.lastLogin),
      lastLogoutAt: context.at(user.lastLogout),
    })),
    listItems: Object.entries(seed.lists).flatMap(([list, items]) =>
      items.map(({ id, name, tooltip, deleted, rest }, index) => ({
        list,
        itemId: id,
        name,
        tooltip,
        rank: index + 1,
        deleted,
        rest: { ...rest },
      })),
    ),
    contacts: seed.contacts.map((contact) => contactRow(contact, context)),
    persons: personRows(seed, context),
    elements: [
      ...seed.contacts.flatMap((contact) => elementRows("contact", contact.id, arrays.contact(contact))),
      ...seed.persons.flatMap((person) => elementRows("person", person.id, arrays.person(person))),
    ],
    interests: [
      ...seed.contacts.flatMap((contact) => interestRows("contact", contact, context)),
      ...seed.persons.flatMap((person) => interestRows("person", person, context)),
    ],
    appointments: seed.appointments.map((appointment) => ({
      appointmentId: appointment.id,
      contactId: appointment.contact,
      personId: appointment.person,
      saleId: appointment.sale,
      ...context.owner(appointment.owner),
      type: appointment.type,
      taskId: appointment.task,
      description: appointment.description,
      startAt: context.at(appointment.start),
      endAt: context.at(appointment.end || appointment.start),
      completed: appointment.completed,
      deleted: false,
      ...context.stamps(appointment),
      ...customFields(appointment),
      rest: { ...appointment.rest },
    })),
    sales: seed.sales.map((sale) => ({
      saleId: sale.id,
      contactId: sale.contact,
      personId: sale.person,
      ...context.owner(sale.owner),
      heading: sale.heading,
      amount: sale.amount,
      earning: sale.earning,
      currencyId: sale.currency,
      probability: sale.probability,
      status: sale.status,
      completed: sale.completed,
      saleDate: context.at(sale.saleDate),
      nextDueDate: context.at(sale.nextDueDate),
      ...context.stamps(sale),
      ...customFields(sale),
      rest: { ...sale.rest },
    })),
    documents: seed.documents.map((document) => ({
      documentId: document.id,
      contactId: document.contact,
      personId: document.person,
      saleId: document.sale,
      ...context.owner(document.owner),
      header: document.header,
      name: document.name,
      templateId: document.template,
      type: document.type,
      date: context.at(document.date || document.created),
      completed: document.completed,
      ...context.stamps(document),
      ...customFields(document),
      rest: { ...document.rest },
    })),
    tickets: seed.tickets.map((ticket) => ({
      ticketId: ticket.id,
      contactId: context.contactOf(ticket.person),
      personId: ticket.person,
      title: ticket.title,
      statusId: ticket.status,
      baseStatus: context.baseStatus(ticket.status),
      priorityId: ticket.priority,
      categoryId: ticket.category,
      ownedBy: context.user(ticket.owner),
      closedAt: context.at(ticket.closed),
      ...context.stamps(ticket),
      extraFields: { ...ticket.extraFields },
      rest: { ...ticket.rest },
    })),
    chatSessions: seed.chats.map((chat) => ({
      chatSessionId: chat.id,
      topicId: chat.topic,
      contactId: chat.contact,
      personId: chat.person,
      associateId: context.user(chat.user),
      customerName: chat.customerName,
      customerCompanyName: chat.customerCompanyName,
      firstMessage: chat.firstMessage,
      lastMessage: chat.lastMessage,
      status: chat.status,
      requestedAt: context.at(chat.requested),
      startedAt: context.at(chat.started),
      endedAt: context.at(chat.ended),
      rest: { ...chat.rest },
    })),
    applications: seed.applications.map(applicationRow),
    activities: activityRows(seed, context),
  };
}
