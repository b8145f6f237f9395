import { expect, test } from "vitest";
import { createSandbox, type Storage } from "../../src/index.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { snapshotOf } from "../../src/storage/snapshot.ts";
import { TEST_NOW } from "../harness/tenant.ts";

// Isolates share a D1. Here it is one connection that two sandboxes call turn by turn, so that the race is always the same.
const options = { clock: () => TEST_NOW, random: () => 0.5, seedSize: 2_500 } as const;

test("Sandboxes that begin on an empty shared storage at once make one schema and one seed", async () => {
  const shared = { ...nodeSqlite(), exclusive: false };
  await Promise.all([1, 2, 3].map(() => createSandbox({ ...options, storage: shared })));
  await expectSameAsAlone(shared);
});

test("Sandboxes that go on with one load at once make it once", async () => {
  const shared = { ...nodeSqlite(), exclusive: false };
  const onSeedProgress = (): void => {
    throw new Error("pulled the plug");
  };
  await expect(createSandbox({ ...options, storage: shared, onSeedProgress })).rejects.toThrow("plug");
  await Promise.all([1, 2, 3].map(() => createSandbox({ ...options, storage: shared })));
  await expectSameAsAlone(shared);
});

async function expectSameAsAlone(shared: Storage): Promise<void> {
  const alone = nodeSqlite();
  await createSandbox({ ...options, storage: alone });
  const { tables } = await snapshotOf(shared);
  const wanted = await snapshotOf(alone);
  for (const table of ["contacts", "persons", "elements", "activities", "counters"])
    expect(tables[table], table).toEqual(wanted.tables[table]);
}
