import { type ListOptions, parseListOptions } from "@so-webapi/platform";
import { sql } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import type { Manners } from "../../src/http/manners.ts";
import { activityList } from "../../src/lists/activity-source.ts";
import type { ListSource } from "../../src/lists/list-source.ts";
import { listQuery } from "../../src/lists/odata-list.ts";
import { appointmentList, belonging, contactList, personList } from "../../src/lists/sources.ts";
import { UNSET } from "../../src/model/instant.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { appointments, persons } from "../../src/storage/schema.ts";
import { openTenant } from "../../src/tenant/open-tenant.ts";

const manners: Manners = { readDateTime: () => UNSET, writeDateTime: String, text: (value) => value };

/** What SQLite says it will do for a list, line by line. */
async function planOf(source: ListSource, options: Readonly<Record<string, string>>): Promise<string> {
  const storage = nodeSqlite();
  await migrate(storage);
  const settings = { identifier: "Cust12345", installation: "any", baseTimeZone: "UTC" } as const;
  const tenant = openTenant({ storage, settings, clock: () => 0, random: () => 0 });
  const caller = { associateId: 1, personId: 1, groupId: 1, userName: "tje0" };
  const query = listQuery({ manners, caller, tenant }, source, optionsOf(options));
  const rows = await storage.database.all<unknown[]>(sql`explain query plan ${query}`);
  await storage.close();
  return rows.map((row) => String(row[3])).join("\n");
}

function optionsOf(options: Readonly<Record<string, string>>): ListOptions {
  const parsed = parseListOptions(Object.entries(options));
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
}

describe("plans of lists", () => {
  test("the default order reads the table by its key and sorts nothing", async () => {
    for (const source of [contactList, personList, appointmentList]) {
      const plan = await planOf(source, {});
      expect(plan).not.toContain("TEMP B-TREE");
      expect(plan.split("\n")).toHaveLength(1);
    }
  });

  test("a filter by category searches an index and sorts nothing", async () => {
    const plan = await planOf(contactList, { $filter: "category eq 3" });
    expect(plan).toContain("SEARCH contacts USING INDEX contacts_category (category_id=?)");
    expect(plan).not.toContain("TEMP B-TREE");
    expect(plan).not.toContain("SCAN");
    const several = await planOf(contactList, { $filter: "category oneOf (3,4)" });
    expect(several).toContain("SEARCH contacts USING INDEX contacts_category (category_id=?)");
  });

  test("the order of names comes from an index, both ways", async () => {
    expect(await planOf(contactList, { $orderBy: "name" })).toBe("SCAN contacts USING INDEX contacts_name");
    const persons = await planOf(personList, { $orderBy: "lastName" });
    expect(persons).toBe("SCAN persons USING INDEX persons_lastname");
    expect(await planOf(contactList, { $filter: "name is 'Nordlys'" })).toContain(
      "SEARCH contacts USING INDEX contacts_name (name=?)",
    );
  });

  test("what belongs to a contact is found by an index", async () => {
    expect(await planOf(belonging(personList, persons.contactId, 5), {})).toContain(
      "SEARCH persons USING INDEX persons_contact (contact_id=?)",
    );
    expect(await planOf(belonging(appointmentList, appointments.contactId, 5), {})).toMatch(
      /SEARCH appointments USING INDEX appointments_\w+ \(contact_id=\?\)/,
    );
    const plan = await planOf(activityList("contactId", 5), {});
    for (const table of ["appointments", "documents", "chat_sessions"])
      expect(plan).toMatch(new RegExp(`SEARCH ${table} USING INDEX \\w+ \\(contact_id=\\?\\)`));
  });

  test("only those tables are joined that the options ask for", async () => {
    expect(await planOf(appointmentList, { $select: "text" })).not.toContain("contacts");
    expect(await planOf(appointmentList, { $select: "contact/name" })).toContain("SEARCH contacts");
    expect(await planOf(appointmentList, { $filter: "person/lastName is 'x'" })).toContain("persons");
    expect(await planOf(appointmentList, { $orderBy: "contact/name" })).toContain("contacts");
  });

  test("everything that a caller writes is a parameter of the query", async () => {
    const storage = nodeSqlite();
    const settings = { identifier: "Cust12345", installation: "any", baseTimeZone: "UTC" } as const;
    const tenant = openTenant({ storage, settings, clock: () => 0, random: () => 0 });
    const caller = { associateId: 1, personId: 1, groupId: 1, userName: "tje0" };
    const options = optionsOf({
      $filter:
        "name begins 'needle1' or department in ('needle2', 'x') or number between ('needle3', 'needle4')",
      $entities: "needle5",
    });
    const { sql: text, params } = new SQLiteAsyncDialect().sqlToQuery(
      listQuery({ manners, caller, tenant }, contactList, options),
    );
    expect(text).not.toContain("needle");
    expect(JSON.stringify(params)).toMatch(/needle1.*needle2.*needle3.*needle4/);
    await storage.close();
  });
});
