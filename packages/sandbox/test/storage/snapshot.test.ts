import { describe, expect, test } from "vitest";
import { insertRows, rawRows } from "../../src/storage/insert-rows.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { meta } from "../../src/storage/schema.ts";
import { restoreSnapshot, type StorageSnapshot, snapshotOf } from "../../src/storage/snapshot.ts";
import { tables } from "../../src/storage/tables.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe("snapshots of a storage", () => {
  test("A snapshot is plain JSON with every table, and restoring it brings every row back", async () => {
    const storage = nodeSqlite();
    const { ask } = await openTestTenant({ storage });
    await ask("POST", "Contact", { body: { Name: "Before", Phones: [{ Value: "020 7946 0111" }] } });
    const before = await snapshotOf(storage);
    expect(Object.keys(before.tables)).toEqual([...tables.keys()]);
    expect(before.tables["contacts"]?.length).toBeGreaterThan(20);

    await ask("POST", "Contact", { body: { Name: "After" } });
    await ask("DELETE", "Contact/59");
    expect(await snapshotOf(storage)).not.toEqual(before);
    await restoreSnapshot(storage, JSON.parse(JSON.stringify(before)));
    expect(await snapshotOf(storage)).toEqual(before);
    // Ids go on from where they stood, and so do those that no counter gives.
    const { body } = await ask("POST", "Contact", { body: { Name: "After" } });
    const after = await snapshotOf(storage);
    await restoreSnapshot(storage, before);
    expect((await ask("POST", "Contact", { body: { Name: "After" } })).body).toEqual(body);
    expect(await snapshotOf(storage)).toEqual(after);
  });

  test("A snapshot of one storage can be restored in another", async () => {
    const from = nodeSqlite();
    await openTestTenant({ storage: from });
    const snapshot = await snapshotOf(from);
    const to = nodeSqlite();
    await migrate(to);
    await restoreSnapshot(to, snapshot);
    expect(await snapshotOf(to)).toEqual(snapshot);
  });

  test("A snapshot that does not fit is refused and changes nothing", async () => {
    const storage = nodeSqlite();
    await openTestTenant({ storage });
    const good = await snapshotOf(storage);
    const without = (name: string) =>
      Object.fromEntries(Object.entries(good.tables).filter(([key]) => key !== name));
    const [contact, ...others] = good.tables["contacts"]!;
    const bad: [unknown, string][] = [
      [null, "no snapshot"],
      [[], "no snapshot"],
      [{ ...good, schema: 99 }, "schema 99"],
      [{ ...good, tables: without("persons") }, "persons is missing"],
      [{ ...good, tables: { ...good.tables, songs: [] } }, "no table songs"],
      [{ ...good, tables: { ...good.tables, contacts: [1] } }, "row 0 of contacts"],
      [
        { ...good, tables: { ...good.tables, contacts: [...others, { ...contact, name: 7 }] } },
        "name in row 25",
      ],
      [{ ...good, tables: { ...good.tables, contacts: [{ ...contact, name: null }] } }, "name in row 0"],
      [{ ...good, tables: { ...good.tables, contacts: [contact, contact] } }, "UNIQUE"],
      [{ ...good, tables: { ...good.tables, meta: [{ key: "migrations", value: "7" }] } }, "tell a schema"],
    ];
    for (const [snapshot, why] of bad) {
      await expect(restoreSnapshot(storage, snapshot as StorageSnapshot), why).rejects.toThrow();
      expect(await snapshotOf(storage)).toEqual(good);
    }
    for (const [snapshot, why] of bad.filter(([, reason]) => reason !== "UNIQUE"))
      await expect(restoreSnapshot(storage, snapshot as StorageSnapshot)).rejects.toMatchObject({
        code: "snapshot-invalid",
        message: expect.stringContaining(why),
      });
  });

  test("Rows in bulk keep every text, however odd, and however many they are", async () => {
    const storage = nodeSqlite();
    await migrate(storage);
    const odd = ["", "'; DROP TABLE meta; --", "\u0000 in the middle \u0000", '\u2028"\\', "😀", "[1]"];
    const values = [
      ...odd,
      "x".repeat(1_500_000),
      ...Array.from({ length: 5_000 }, (_, index) => `row ${index}`),
    ];
    const rows = values.map((value, index) => ({ key: `k${index}`, value }));
    const [first, ...others] = insertRows(storage.database, meta, rawRows(meta, rows));
    expect(others.length).toBeGreaterThan(1);
    await storage.database.batch([first!, ...others]);
    const stored = new Map(
      (await storage.database.select().from(meta)).map(({ key, value }) => [key, value]),
    );
    stored.delete("migrations");
    expect([...stored]).toEqual(rows.map(({ key, value }) => [key, value]));
  });
});
