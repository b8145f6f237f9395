import { type SQL, sql } from "drizzle-orm";
import { alias, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import { persons, users } from "../../storage/schema.ts";
import { column, type ListColumn } from "../column.ts";

/** First, middle and last name with one space between; `table` is the persons table or an alias of it. */
export function fullNameOf(
  table: Readonly<Record<"firstname" | "middleName" | "lastname", SQLiteColumn>>,
): SQL {
  const part = (name: SQLiteColumn) => sql`iif(${name} = '', '', ' ' || ${name})`;
  return sql`substr(${part(table.firstname)} || ${part(table.middleName)} || ${part(table.lastname)}, 2)`;
}

/**
 * What is known of a user: `associate/fullName` and so on, read by the id that `associateId` holds.
 *
 * Source: docs.superoffice.com, "Archive providers", SimpleContact (`contactAssociate/...`), ContactActivity
 * (`associate/...`).
 */
export function associateColumns(prefix: string, associateId: SQL): ListColumn[] {
  const user = alias(users, "u");
  const person = alias(persons, "up");
  const ofUser = (value: SQL) =>
    sql`(select ${value} from ${users} as u where ${user.associateId} = ${associateId})`;
  const ofPerson = (value: SQL) =>
    sql`(select ${value} from ${users} as u join ${persons} as up on ${person.personId} = ${user.personId} where ${user.associateId} = ${associateId})`;
  const text = (name: string, value: SQL) => column(`${prefix}/${name}`, "text", sql`coalesce(${value}, '')`);
  return [
    text("firstName", ofPerson(sql`${person.firstname}`)),
    text("middleName", ofPerson(sql`${person.middleName}`)),
    text("lastName", ofPerson(sql`${person.lastname}`)),
    text("fullName", ofPerson(fullNameOf(person))),
    text("userName", ofUser(sql`${user.userName}`)),
    column(`${prefix}/personId`, "integer", sql`coalesce(${ofUser(sql`${user.personId}`)}, 0)`, {
      canSort: false,
    }),
    column(`${prefix}/associateDbId`, "associate", associateId, { associateAs: "id" }),
    column(`${prefix}/usergroup`, "group", sql`coalesce(${ofUser(sql`${user.groupId}`)}, 0)`),
  ];
}
