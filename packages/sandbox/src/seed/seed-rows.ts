import { contactActions } from "../activities/record-activity.ts";
import { strippedNumber } from "../entities/parts/elements.ts";
import { type Instant, UNSET } from "../model/instant.ts";
import type { JsonObject } from "../model/json.ts";
import type * as schema from "../storage/schema.ts";
import type { SeedFile } from "./seed-file.ts";
import { resolveSeedTime } from "./seed-time.ts";

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
    activities: activityRows(seed, context),
  };
}

type SeedContact = SeedFile["contacts"][number];
type SeedPerson = SeedFile["persons"][number];

interface SeedStamps {
  readonly owner: string;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly updatedBy: string;
}

/** Looks up what a seed refers to by name, and resolves its moments. */
class SeedContext {
  readonly #seed: SeedFile;
  readonly #now: number;
  readonly #users: ReadonlyMap<string, SeedFile["users"][number]>;
  readonly #persons: ReadonlyMap<number, SeedPerson>;

  constructor(seed: SeedFile, now: number) {
    this.#seed = seed;
    this.#now = now;
    this.#users = new Map(seed.users.map((user) => [user.userName.toLowerCase(), user]));
    this.#persons = new Map(seed.persons.map((person) => [person.id, person]));
  }

  /** "Not set" for no moment. */
  at(time: string): Instant {
    return resolveSeedTime(time, this.#now) ?? UNSET;
  }

  /** 0 for no user. */
  user(name: string): number {
    return this.#users.get(name.toLowerCase())?.id ?? 0;
  }

  owner(name: string): { associateId: number; groupId: number } {
    return { associateId: this.user(name), groupId: this.#users.get(name.toLowerCase())?.group ?? 0 };
  }

  contactOf(personId: number): number {
    return this.#persons.get(personId)?.contact ?? 0;
  }

  baseStatus(statusId: number): string {
    const status = this.#seed.lists["ticketstatus"]?.find(({ id }) => id === statusId)?.rest["Status"];
    return typeof status === "string" ? status : "Active";
  }

  stamps({ owner, created, createdBy, updated, updatedBy }: SeedStamps) {
    const maker = this.user(createdBy || owner);
    return {
      createdAt: this.at(created),
      createdBy: maker,
      updatedAt: this.at(updated || created),
      updatedBy: updated === "" ? maker : this.user(updatedBy || owner),
    };
  }
}

function customFields(entity: Pick<SeedContact, "userDefinedFields" | "extraFields">) {
  return {
    userDefinedFields: { ...entity.userDefinedFields },
    extraFields: { ...entity.extraFields },
  };
}

function contactRow(contact: SeedContact, context: SeedContext): Insert<"contacts"> {
  return {
    contactId: contact.id,
    name: contact.name,
    department: contact.department,
    orgNr: contact.orgNr,
    number1: contact.number1,
    number2: contact.number2,
    categoryId: contact.category,
    businessId: contact.business,
    countryId: contact.country,
    ...context.owner(contact.owner),
    supportAssociateId: context.user(contact.support),
    supportPersonId: contact.supportPerson,
    deleted: contact.deleted ? 1 : 0,
    address: addressOf(contact.address),
    domains: [...contact.domains],
    ...context.stamps(contact),
    ...customFields(contact),
    rest: described(contact),
  };
}

/** A person that says nothing of it has its contact's owner and country, and its place among the contact's persons. */
function personRows(seed: SeedFile, context: SeedContext): Insert<"persons">[] {
  const contacts = new Map(seed.contacts.map((contact) => [contact.id, contact]));
  const ranks = new Map<number, number>();
  return seed.persons.map((person) => {
    const contact = contacts.get(person.contact);
    const rank = (ranks.get(person.contact) ?? 0) + 1;
    ranks.set(person.contact, rank);
    return {
      personId: person.id,
      contactId: person.contact,
      firstname: person.firstname,
      middleName: person.middleName,
      lastname: person.lastname,
      mrmrs: person.mrmrs,
      title: person.title,
      positionId: person.position,
      categoryId: person.category,
      businessId: person.business,
      countryId: person.country || contact?.country || 0,
      associateId: context.user(person.owner || contact?.owner || ""),
      supportAssociateId: 0,
      rank,
      retired: person.retired,
      birthDate: context.at(person.birthDate),
      address: addressOf(person.address),
      ...context.stamps({ ...person, owner: person.owner || contact?.owner || "" }),
      ...customFields(person),
      deleted: false,
      rest: described(person),
    };
  });
}

function described({ rest, description }: Pick<SeedContact, "rest" | "description">): JsonObject {
  return description === "" ? { ...rest } : { ...rest, Description: description };
}

/** By the wire names: `Street` and `Postal` with `Address1` and so on. */
function addressOf(address: SeedContact["address"]): JsonObject | null {
  if (address === null) return null;
  const sides = Object.entries(address).filter(([, place]) => place !== null);
  return Object.fromEntries(
    sides.map(([side, place]) => [
      wireName(side),
      Object.fromEntries(Object.entries(place ?? {}).map(([key, value]) => [wireName(key), value])),
    ]),
  );
}

function wireName(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}

/** The arrays of emails, numbers and addresses of the web, by their wire names. */
const arrays = {
  contact: (contact: SeedContact) => ({
    Emails: contact.emails,
    Phones: contact.phones,
    Faxes: contact.faxes,
    Urls: contact.urls,
  }),
  person: (person: SeedPerson) => ({
    Emails: person.emails,
    OfficePhones: person.officePhones,
    MobilePhones: person.mobilePhones,
    PrivatePhones: person.privatePhones,
    OtherPhones: person.otherPhones,
    Faxes: person.faxes,
    Urls: person.urls,
  }),
};

function elementRows(
  owner: "contact" | "person",
  ownerId: number,
  lists: Readonly<Record<string, readonly string[]>>,
): Insert<"elements">[] {
  return Object.entries(lists).flatMap(([kind, list]) =>
    list.map((value, rank) => ({
      owner,
      ownerId,
      kind,
      rank,
      value,
      stripped: /Phones$|^Faxes$/.test(kind) ? strippedNumber(value) : "",
      description: "",
    })),
  );
}

function interestRows(
  owner: "contact" | "person",
  { id, interests, created }: SeedContact | SeedPerson,
  context: SeedContext,
): Insert<"interests">[] {
  return interests.map((itemId) => ({ owner, ownerId: id, itemId, changedAt: context.at(created) }));
}

/** What the log of a tenant would hold after the world of the seed had come about. */
function activityRows(seed: SeedFile, context: SeedContext): Insert<"activities">[] {
  const rows: Insert<"activities">[] = [];
  const log = (
    action: keyof typeof contactActions,
    contactId: number,
    elementId: number,
    personId: number,
    at: Instant,
    associateId: number,
  ): void => {
    if (contactId !== 0)
      rows.push({ contactId, at, action: contactActions[action], elementId, personId, associateId });
  };
  for (const contact of seed.contacts) {
    const { createdAt, createdBy, updatedAt, updatedBy } = context.stamps(contact);
    log("Created", contact.id, contact.id, 0, createdAt, createdBy);
    if (contact.updated !== "") log("Updated", contact.id, contact.id, 0, updatedAt, updatedBy);
  }
  const owners = new Map(seed.contacts.map(({ id, owner }) => [id, owner]));
  for (const person of seed.persons) {
    const owner = person.owner || owners.get(person.contact) || "";
    const { createdAt, createdBy, updatedAt, updatedBy } = context.stamps({ ...person, owner });
    log("PersonAdded", person.contact, person.id, person.id, createdAt, createdBy);
    if (person.updated !== "")
      log("PersonUpdated", person.contact, person.id, person.id, updatedAt, updatedBy);
  }
  for (const appointment of seed.appointments) {
    const { id, contact, person, completed } = appointment;
    const { createdAt, createdBy, updatedAt, updatedBy } = context.stamps(appointment);
    log("NewActivity", contact, id, person, createdAt, createdBy);
    if (completed === "Completed") log("ActivityCompleted", contact, id, person, updatedAt, updatedBy);
  }
  for (const document of seed.documents) {
    const { createdAt, createdBy } = context.stamps(document);
    log("DocumentAdded", document.contact, document.id, document.person, createdAt, createdBy);
  }
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
