import { publicKey, redirectUri, secret } from "./seed-applications.ts";
import {
  address,
  customFields,
  fields,
  idOf,
  member,
  noText,
  noTime,
  noUser,
  reference,
  rest,
  stamps,
  texts,
  time,
  user,
} from "./seed-fields.ts";
import {
  bool,
  checked,
  decimal,
  dictionary,
  id,
  integer,
  list,
  object,
  optional,
  type ReadBy,
  type Reader,
  text,
} from "./yaml-readers.ts";

// The shape of a seed file; docs/seed.md describes it for people.

/** A seed as it was read: checked, moments not yet resolved, users by name. */
export type SeedFile = ReadBy<typeof seedFile>;

const listNames: Readonly<Record<string, string>> = {
  country: "Country",
  currency: "CurrencyEntity",
  task: "TaskListItem",
  ticketstatus: "TicketStatusEntity",
  ejcategory: "TicketCategoryEntity",
  ticketpriority: "TicketPriorityEntity",
  doctmpl: "DocumentTemplateEntity",
};

function listOf(name: string): Reader<readonly SeedItem[]> {
  return list(
    object({
      id: idOf(name),
      name: text,
      tooltip: noText,
      deleted: optional(bool, false),
      rest: rest(listNames[name] ?? "MDOListItem"),
    }),
  );
}

/** An item of a list; its rank is its place. */
export interface SeedItem {
  readonly id: number;
  readonly name: string;
  readonly tooltip: string;
  readonly deleted: boolean;
  readonly rest: Readonly<Record<string, unknown>>;
}

const contact = object({
  id: idOf("contact"),
  name: text,
  department: noText,
  orgNr: noText,
  number1: noText,
  number2: noText,
  category: reference("category"),
  business: reference("business"),
  country: reference("country"),
  owner: user,
  support: noUser,
  supportPerson: reference("person"),
  deleted: optional(bool, false),
  description: noText,
  address,
  domains: texts,
  phones: texts,
  faxes: texts,
  emails: texts,
  urls: texts,
  interests: optional(list(reference("contint")), []),
  ...stamps,
  ...customFields,
  rest: rest("ContactEntity"),
});

const person = object({
  id: idOf("person"),
  contact: reference("contact"),
  firstname: noText,
  middleName: noText,
  lastname: text,
  mrmrs: noText,
  title: noText,
  position: reference("perspos"),
  category: reference("category"),
  business: reference("business"),
  country: reference("country"),
  owner: noUser,
  retired: optional(bool, false),
  birthDate: noTime,
  description: noText,
  address,
  emails: texts,
  officePhones: texts,
  mobilePhones: texts,
  privatePhones: texts,
  otherPhones: texts,
  faxes: texts,
  urls: texts,
  interests: optional(list(reference("persint")), []),
  ...stamps,
  ...customFields,
  rest: rest("PersonEntity"),
});

const sale = object({
  id: idOf("sale"),
  contact: reference("contact"),
  person: reference("person"),
  owner: user,
  heading: text,
  amount: optional(decimal, 0),
  earning: optional(decimal, 0),
  currency: reference("currency"),
  probability: optional(integer, 0),
  status: member("SaleStatus", "Open"),
  completed: member("ActivityStatus", "NotStarted"),
  saleDate: noTime,
  nextDueDate: noTime,
  ...stamps,
  ...customFields,
  rest: rest("SaleEntity"),
});

const appointment = object({
  id: idOf("appointment"),
  contact: reference("contact"),
  person: reference("person"),
  sale: reference("sale"),
  owner: user,
  type: member("AppointmentType", "inDiary"),
  task: reference("task"),
  description: noText,
  start: time,
  end: noTime,
  completed: member("ActivityStatus", "NotStarted"),
  ...stamps,
  ...customFields,
  rest: rest("AppointmentEntity"),
});

const document = object({
  id: idOf("document"),
  contact: reference("contact"),
  person: reference("person"),
  sale: reference("sale"),
  owner: user,
  header: text,
  name: noText,
  template: reference("doctmpl"),
  type: member("AppointmentType", "Document"),
  date: noTime,
  completed: member("ActivityStatus", "Completed"),
  ...stamps,
  ...customFields,
  rest: rest("DocumentEntity"),
});

const ticket = object({
  id: idOf("ticket"),
  person: reference("person"),
  title: text,
  status: reference("ticketstatus"),
  priority: reference("ticketpriority"),
  category: reference("ejcategory"),
  owner: user,
  closed: noTime,
  ...stamps,
  extraFields: fields,
  rest: rest("TicketEntity"),
});

const chat = object({
  id: idOf("chat"),
  topic: optional(id, 1),
  contact: reference("contact"),
  person: reference("person"),
  user: noUser,
  customerName: noText,
  customerCompanyName: noText,
  firstMessage: noText,
  lastMessage: noText,
  status: member("ChatSessionStatus", "Finished"),
  requested: time,
  started: noTime,
  ended: noTime,
  rest: rest("ChatSessionEntity"),
});

const userEntry = object({
  id: idOf("user id"),
  userName: checked(text, (value, findings, node) => findings.define("user", value, node)),
  password: noText,
  ticket: noText,
  group: checked(id, (value, findings, node) => findings.refer("group", value, node)),
  person: reference("person"),
  type: member("UserType", "InternalAssociate"),
  deleted: optional(bool, false),
  lastLogin: noTime,
  lastLogout: noTime,
});

const group = object({ id: idOf("group"), name: text, tooltip: noText, deleted: optional(bool, false) });

const application = object({
  clientId: checked(text, (value, findings, node) => findings.define("application", value, node)),
  clientSecret: optional(secret, ""),
  name: text,
  redirectUris: optional(list(redirectUri), []),
  publicKey: optional(publicKey, ""),
  systemToken: noText,
});

/** The whole file; what it leaves out is empty. */
export const seedFile = object({
  groups: optional(list(group), []),
  users: optional(list(userEntry), []),
  lists: optional(
    dictionary((name) => (/^[a-z]+$/.test(name) ? listOf(name) : undefined)),
    {},
  ),
  contacts: optional(list(contact), []),
  persons: optional(list(person), []),
  sales: optional(list(sale), []),
  appointments: optional(list(appointment), []),
  documents: optional(list(document), []),
  tickets: optional(list(ticket), []),
  chats: optional(list(chat), []),
  applications: optional(list(application), []),
});
