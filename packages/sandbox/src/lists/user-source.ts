import { sql } from "drizzle-orm";
import { persons, users } from "../storage/schema.ts";
import { column } from "./column.ts";
import { fullNameOf } from "./columns/associate-columns.ts";
import { firstElement } from "./columns/shared-columns.ts";
import type { ListSource } from "./list-source.ts";

const person = (name: string, value: ReturnType<typeof sql>) =>
  column(name, "text", sql`coalesce(${value}, '')`, { join: "person" });

/**
 * The tenant's users. Source: rest/User/v1User_GetAll.md:27; docs.superoffice.com, "Archive providers", AllUsers. Its
 * entities are licences and `all`, and which of them a row is called by is not documented: `all`. Who is no longer active
 * is in the list, as the provider filters nobody out.
 */
export const userList: ListSource = {
  from: sql`${users}`,
  joins: { person: sql`left join ${persons} on ${persons.personId} = ${users.personId}` },
  where: undefined,
  key: sql`${users.associateId}`,
  entity: sql`'all'`,
  entities: ["all"],
  columns: [
    column("associateDbId", "associate", sql`${users.associateId}`, { associateAs: "id" }),
    column("assocName", "associate", sql`${users.associateId}`),
    column("userName", "text", sql`${users.userName}`),
    column("personId", "integer", sql`${users.personId}`, { canSort: false }),
    person("firstName", sql`${persons.firstname}`),
    person("middleName", sql`${persons.middleName}`),
    person("lastName", sql`${persons.lastname}`),
    person("fullName", fullNameOf(persons)),
    person("mrMrs", sql`${persons.mrmrs}`),
    person("title", sql`${persons.title}`),
    column("contactId", "integer", sql`coalesce(${persons.contactId}, 0)`, {
      canSort: false,
      join: "person",
    }),
    person("personEmail", firstElement("person", users.personId, "Emails", "value")),
    column("usergroup", "group", sql`${users.groupId}`),
    column("usergroupId", "integer", sql`${users.groupId}`),
    // The vendor filters by the id of a list's item here; the sandbox has the member of UserType alone.
    column("assocType", "text", sql`${users.userType}`, { canFilter: false }),
    column("isActive", "boolean", sql`(${users.deleted} = 0)`),
  ],
  shown: ["associateDbId", "userName", "fullName"],
};
