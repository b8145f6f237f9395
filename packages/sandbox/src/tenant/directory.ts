import { eq } from "drizzle-orm";
import type { JsonObject } from "../model/json.ts";
import { groups, listItems, persons, users } from "../storage/schema.ts";
import type { Database } from "../storage/storage.ts";

export type User = typeof users.$inferSelect & {
  /** Of the user's person: first, middle and last name. */
  readonly fullName: string;
};
export type Group = typeof groups.$inferSelect;
export interface ListItem {
  readonly list: string;
  readonly itemId: number;
  readonly name: string;
  readonly tooltip: string;
  readonly rank: number;
  readonly deleted: boolean;
  readonly rest: JsonObject;
}

/** Users, groups and lists of a tenant: small tables that nearly every answer needs. */
export interface Directory {
  user(associateId: number): User | undefined;
  /** In any letter case. */
  userByName(userName: string): User | undefined;
  users(): readonly User[];
  group(groupId: number): Group | undefined;
  groups(): readonly Group[];
  /** An item by the list's MDO name, `category` for example. */
  item(list: string, itemId: number): ListItem | undefined;
  /** Items in the order of their rank, deleted ones included. */
  items(list: string): readonly ListItem[];
  /** MDO names of the lists that have items, in the order of the alphabet. */
  lists(): readonly string[];
}

/** Reads the directory from the database. */
export async function readDirectory(database: Database): Promise<Directory> {
  const [userRows, groupRows, itemRows] = await Promise.all([
    database
      .select({ user: users, person: persons })
      .from(users)
      .leftJoin(persons, eq(users.personId, persons.personId))
      .orderBy(users.associateId),
    database.select().from(groups).orderBy(groups.rank, groups.groupId),
    database.select().from(listItems).orderBy(listItems.list, listItems.rank, listItems.itemId),
  ]);
  const all = userRows.map(({ user, person }): User => ({ ...user, fullName: fullNameOf(person) }));
  const byId = new Map(all.map((user) => [user.associateId, user]));
  const byName = new Map(all.map((user) => [user.userName.toLowerCase(), user]));
  const groupById = new Map(groupRows.map((group) => [group.groupId, group]));
  const lists = new Map<string, ListItem[]>();
  for (const item of itemRows) lists.set(item.list, [...(lists.get(item.list) ?? []), item]);
  const itemById = new Map(itemRows.map((item) => [`${item.list}:${item.itemId}`, item]));
  return {
    user: (associateId) => byId.get(associateId),
    userByName: (userName) => byName.get(userName.toLowerCase()),
    users: () => all,
    group: (groupId) => groupById.get(groupId),
    groups: () => groupRows,
    item: (list, itemId) => itemById.get(`${list}:${itemId}`),
    items: (list) => lists.get(list) ?? [],
    lists: () => [...lists.keys()],
  };
}

function fullNameOf(person: typeof persons.$inferSelect | null): string {
  if (person === null) return "";
  return [person.firstname, person.middleName, person.lastname].filter((name) => name !== "").join(" ");
}
