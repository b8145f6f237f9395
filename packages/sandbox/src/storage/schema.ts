import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Instant } from "../model/instant.ts";
import type { JsonObject } from "../model/json.ts";

// The one schema of every storage. `migrations/` makes it; a test compares both.
// Instants are text of one width in UTC, so that they sort as text. Ids come from `counters`.
// What no query asks for stands in `rest`, by the wire names of the class.

/** Who made and last changed a row, and when. */
const stamps = {
  createdAt: text("created_at").$type<Instant>().notNull(),
  createdBy: integer("created_by").notNull(),
  updatedAt: text("updated_at").$type<Instant>().notNull(),
  updatedBy: integer("updated_by").notNull(),
};

const rest = text("rest", { mode: "json" }).$type<JsonObject>().notNull();
/** The two dictionaries whose union is `CustomFields`. */
const customFields = {
  userDefinedFields: text("user_defined_fields", { mode: "json" }).$type<Record<string, string>>().notNull(),
  extraFields: text("extra_fields", { mode: "json" }).$type<Record<string, string>>().notNull(),
};

/** Small facts of the tenant: the version of the schema, the signing key, the seed. */
export const meta = sqliteTable("meta", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
});

/** The next id of each kind. */
export const counters = sqliteTable("counters", {
  name: text("name").primaryKey(),
  next: integer("next").notNull(),
});

export const groups = sqliteTable("groups", {
  groupId: integer("group_id").primaryKey(),
  name: text("name").notNull(),
  tooltip: text("tooltip").notNull(),
  rank: integer("rank").notNull(),
  deleted: integer("deleted", { mode: "boolean" }).notNull(),
});

/** Associates: who can log in and who owns things. */
export const users = sqliteTable("users", {
  associateId: integer("associate_id").primaryKey(),
  /** Unique in any letter case. */
  userName: text("user_name").notNull(),
  /** `salt:hash`; see identity. Empty where no password lets in. */
  password: text("password").notNull(),
  personId: integer("person_id").notNull(),
  groupId: integer("group_id").notNull(),
  userType: text("user_type").notNull(),
  rank: integer("rank").notNull(),
  deleted: integer("deleted", { mode: "boolean" }).notNull(),
  lastLoginAt: text("last_login_at").$type<Instant>().notNull(),
  lastLogoutAt: text("last_logout_at").$type<Instant>().notNull(),
});

/** Items of the lists: category, business, country, contint (interests) and so on, by the list's MDO name. */
export const listItems = sqliteTable(
  "list_items",
  {
    list: text("list").notNull(),
    itemId: integer("item_id").notNull(),
    /** As stored, several languages in one text where it has them. */
    name: text("name").notNull(),
    tooltip: text("tooltip").notNull(),
    rank: integer("rank").notNull(),
    deleted: integer("deleted", { mode: "boolean" }).notNull(),
    rest,
  },
  (table) => [primaryKey({ columns: [table.list, table.itemId] })],
);

export const contacts = sqliteTable(
  "contacts",
  {
    contactId: integer("contact_id").primaryKey(),
    name: text("name").notNull(),
    department: text("department").notNull(),
    orgNr: text("org_nr").notNull(),
    number1: text("number1").notNull(),
    number2: text("number2").notNull(),
    categoryId: integer("category_id").notNull(),
    businessId: integer("business_id").notNull(),
    countryId: integer("country_id").notNull(),
    associateId: integer("associate_id").notNull(),
    groupId: integer("group_id").notNull(),
    supportAssociateId: integer("support_associate_id").notNull(),
    supportPersonId: integer("support_person_id").notNull(),
    deleted: integer("deleted").notNull(),
    address: text("address", { mode: "json" }).$type<JsonObject>(),
    domains: text("domains", { mode: "json" }).$type<string[]>().notNull(),
    ...stamps,
    ...customFields,
    rest,
  },
  (table) => [
    // In the order of lists: the migration makes it with `collate nocase`.
    index("contacts_name").on(table.name),
    index("contacts_category").on(table.categoryId),
    index("contacts_associate").on(table.associateId),
    index("contacts_updated").on(table.updatedAt),
  ],
);

export const persons = sqliteTable(
  "persons",
  {
    personId: integer("person_id").primaryKey(),
    contactId: integer("contact_id").notNull(),
    firstname: text("firstname").notNull(),
    middleName: text("middle_name").notNull(),
    lastname: text("lastname").notNull(),
    mrmrs: text("mrmrs").notNull(),
    title: text("title").notNull(),
    positionId: integer("position_id").notNull(),
    categoryId: integer("category_id").notNull(),
    businessId: integer("business_id").notNull(),
    countryId: integer("country_id").notNull(),
    associateId: integer("associate_id").notNull(),
    supportAssociateId: integer("support_associate_id").notNull(),
    /** Place among the persons of the contact. */
    rank: integer("rank").notNull(),
    retired: integer("retired", { mode: "boolean" }).notNull(),
    /** Soft delete: agent/Person_Agent/v1PersonAgent_Undelete.md:12. */
    deleted: integer("deleted", { mode: "boolean" }).notNull().default(false),
    birthDate: text("birth_date").$type<Instant>().notNull(),
    address: text("address", { mode: "json" }).$type<JsonObject>(),
    ...stamps,
    ...customFields,
    rest,
  },
  (table) => [
    index("persons_contact").on(table.contactId, table.rank),
    // In the order of lists: the migration makes it with `collate nocase`.
    index("persons_lastname").on(table.lastname),
    index("persons_updated").on(table.updatedAt),
  ],
);

/** Emails, phones, faxes and urls of contacts and persons. */
export const elements = sqliteTable(
  "elements",
  {
    elementId: integer("element_id").primaryKey(),
    owner: text("owner", { enum: ["contact", "person"] }).notNull(),
    ownerId: integer("owner_id").notNull(),
    /** The wire name of the array it belongs to: `Emails`, `Phones`, `OfficePhones`, ... */
    kind: text("kind").notNull(),
    rank: integer("rank").notNull(),
    value: text("value").notNull(),
    /** The value without what people put between digits; empty for what is no number. */
    stripped: text("stripped").notNull(),
    description: text("description").notNull(),
  },
  (table) => [index("elements_owner").on(table.owner, table.ownerId, table.kind, table.rank)],
);

export const interests = sqliteTable(
  "interests",
  {
    owner: text("owner", { enum: ["contact", "person"] }).notNull(),
    ownerId: integer("owner_id").notNull(),
    itemId: integer("item_id").notNull(),
    changedAt: text("changed_at").$type<Instant>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.ownerId, table.itemId] })],
);

export const appointments = sqliteTable(
  "appointments",
  {
    appointmentId: integer("appointment_id").primaryKey(),
    contactId: integer("contact_id").notNull(),
    personId: integer("person_id").notNull(),
    saleId: integer("sale_id").notNull(),
    associateId: integer("associate_id").notNull(),
    groupId: integer("group_id").notNull(),
    /** A member of `AppointmentType`. */
    type: text("type").notNull(),
    taskId: integer("task_id").notNull(),
    description: text("description").notNull(),
    startAt: text("start_at").$type<Instant>().notNull(),
    endAt: text("end_at").$type<Instant>().notNull(),
    /** A member of `ActivityStatus`. */
    completed: text("completed").notNull(),
    deleted: integer("deleted", { mode: "boolean" }).notNull(),
    ...stamps,
    ...customFields,
    rest,
  },
  (table) => [
    index("appointments_contact").on(table.contactId, table.startAt),
    index("appointments_registered").on(table.contactId, table.createdAt),
    index("appointments_created").on(table.createdAt),
    index("appointments_person").on(table.personId, table.startAt),
    index("appointments_associate").on(table.associateId, table.startAt),
    index("appointments_updated").on(table.updatedAt),
  ],
);

export const sales = sqliteTable(
  "sales",
  {
    saleId: integer("sale_id").primaryKey(),
    contactId: integer("contact_id").notNull(),
    personId: integer("person_id").notNull(),
    associateId: integer("associate_id").notNull(),
    groupId: integer("group_id").notNull(),
    heading: text("heading").notNull(),
    amount: real("amount").notNull(),
    earning: real("earning").notNull(),
    currencyId: integer("currency_id").notNull(),
    probability: integer("probability").notNull(),
    /** A member of `SaleStatus`. */
    status: text("status").notNull(),
    /** A member of `ActivityStatus`. */
    completed: text("completed").notNull(),
    saleDate: text("sale_date").$type<Instant>().notNull(),
    nextDueDate: text("next_due_date").$type<Instant>().notNull(),
    ...stamps,
    ...customFields,
    rest,
  },
  (table) => [
    index("sales_contact").on(table.contactId, table.createdAt),
    index("sales_person").on(table.personId, table.createdAt),
    index("sales_associate").on(table.associateId, table.createdAt),
    index("sales_created").on(table.createdAt),
    index("sales_updated").on(table.updatedAt),
  ],
);

export const documents = sqliteTable(
  "documents",
  {
    documentId: integer("document_id").primaryKey(),
    contactId: integer("contact_id").notNull(),
    personId: integer("person_id").notNull(),
    saleId: integer("sale_id").notNull(),
    associateId: integer("associate_id").notNull(),
    groupId: integer("group_id").notNull(),
    /** What people see; `Name` is the file's. */
    header: text("header").notNull(),
    name: text("name").notNull(),
    templateId: integer("template_id").notNull(),
    /** A member of `AppointmentType`. */
    type: text("type").notNull(),
    date: text("date").$type<Instant>().notNull(),
    /** A member of `ActivityStatus`. */
    completed: text("completed").notNull(),
    ...stamps,
    ...customFields,
    rest,
  },
  (table) => [
    index("documents_contact").on(table.contactId, table.createdAt),
    index("documents_person").on(table.personId),
    index("documents_updated").on(table.updatedAt),
  ],
);

/** Requests of customer service. A ticket belongs to a contact through its person. */
export const tickets = sqliteTable(
  "tickets",
  {
    ticketId: integer("ticket_id").primaryKey(),
    contactId: integer("contact_id").notNull(),
    personId: integer("person_id").notNull(),
    title: text("title").notNull(),
    statusId: integer("status_id").notNull(),
    /** A member of `TicketBaseStatus`. */
    baseStatus: text("base_status").notNull(),
    priorityId: integer("priority_id").notNull(),
    categoryId: integer("category_id").notNull(),
    ownedBy: integer("owned_by").notNull(),
    closedAt: text("closed_at").$type<Instant>().notNull(),
    ...stamps,
    extraFields: customFields.extraFields,
    rest,
  },
  (table) => [
    index("tickets_contact").on(table.contactId, table.createdAt),
    index("tickets_person").on(table.personId),
    index("tickets_updated").on(table.updatedAt),
  ],
);

export const chatSessions = sqliteTable(
  "chat_sessions",
  {
    chatSessionId: integer("chat_session_id").primaryKey(),
    topicId: integer("topic_id").notNull(),
    contactId: integer("contact_id").notNull(),
    personId: integer("person_id").notNull(),
    associateId: integer("associate_id").notNull(),
    customerName: text("customer_name").notNull(),
    customerCompanyName: text("customer_company_name").notNull(),
    firstMessage: text("first_message").notNull(),
    lastMessage: text("last_message").notNull(),
    /** A member of `ChatSessionStatus`. */
    status: text("status").notNull(),
    requestedAt: text("requested_at").$type<Instant>().notNull(),
    startedAt: text("started_at").$type<Instant>().notNull(),
    endedAt: text("ended_at").$type<Instant>().notNull(),
    rest,
  },
  (table) => [index("chat_sessions_contact").on(table.contactId, table.requestedAt)],
);

/** What happened on a contact: the log that GetMyActiveContacts reads. */
export const activities = sqliteTable(
  "activities",
  {
    activityId: integer("activity_id").primaryKey(),
    contactId: integer("contact_id").notNull(),
    at: text("at").$type<Instant>().notNull(),
    /** The number of one member of `ContactAction`. */
    action: integer("action").notNull(),
    /** Appointment, contact, person or document that it happened on. */
    elementId: integer("element_id").notNull(),
    /** The person of the element, 0 for none. */
    personId: integer("person_id").notNull(),
    /** Who did it. */
    associateId: integer("associate_id").notNull(),
  },
  (table) => [
    index("activities_at").on(table.at, table.action, table.contactId),
    index("activities_contact").on(table.contactId, table.at),
  ],
);

/** Applications that may sign users in and act for the tenant. */
export const applications = sqliteTable("applications", {
  /** The application ID, `client_id` of OAuth. */
  clientId: text("client_id").primaryKey(),
  /** The application token, `client_secret` and `SO-AppToken`; empty for a public client, which must use PKCE. */
  clientSecret: text("client_secret").notNull(),
  name: text("name").notNull(),
  redirectUris: text("redirect_uris", { mode: "json" }).$type<string[]>().notNull(),
  /** RSA key in PEM (SPKI) that proves signed system user tokens; empty where there is none. */
  publicKey: text("public_key").notNull(),
  /** What the claim `system_token` says. */
  systemToken: text("system_token").notNull(),
});

/** Tickets, sessions, authorization codes, access and refresh tokens that are valid, by the hash of their text. */
export const tokens = sqliteTable(
  "tokens",
  {
    /** SHA-256 in hexadecimal. */
    hash: text("hash").primaryKey(),
    kind: text("kind", { enum: ["ticket", "session", "code", "access", "refresh"] }).notNull(),
    associateId: integer("associate_id").notNull(),
    /** The application that it was given to; empty for none. */
    clientId: text("client_id").notNull(),
    /** What came from one sign-in has one grant, so that it can be revoked together. */
    grant: text("grant").notNull(),
    expiresAt: text("expires_at").$type<Instant>().notNull(),
    rest,
  },
  (table) => [index("tokens_grant").on(table.grant), index("tokens_expires").on(table.expiresAt)],
);
