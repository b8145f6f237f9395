import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/index.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { type StorageSnapshot, snapshotOf } from "../../src/storage/snapshot.ts";
import { openTestTenant, TEST_NOW } from "../harness/tenant.ts";

const SIZE = 4_500;
const options = { seed: "empty", seedSize: SIZE, clock: () => TEST_NOW } as const;

async function loaded(random: () => number): Promise<StorageSnapshot> {
  const storage = nodeSqlite();
  await createSandbox({ ...options, storage, random });
  return snapshotOf(storage);
}

describe("contacts for load", () => {
  test("Each made-up contact has a person, an appointment and ten activities that refer to them, oldest first", async () => {
    const { tables } = await loaded(() => 0.5);
    const contacts = tables["contacts"]!;
    expect(contacts).toHaveLength(SIZE);
    const persons = new Map(tables["persons"]!.map((row) => [row.personId, row.contactId]));
    const appointments = new Map(tables["appointments"]!.map((row) => [row.appointmentId, row.contactId]));
    const perContact = new Map<unknown, number>();
    let last = "";
    for (const { contactId, at, action, elementId } of tables["activities"]!) {
      perContact.set(contactId, (perContact.get(contactId) ?? 0) + 1);
      expect(String(at) >= last).toBe(true);
      last = String(at);
      const owner = [1, 2].includes(Number(action))
        ? elementId
        : [16, 32].includes(Number(action))
          ? persons.get(elementId)
          : appointments.get(elementId);
      expect(owner).toBe(contactId);
    }
    expect(perContact.size).toBe(SIZE);
    expect([...perContact.values()].every((count) => count === 10)).toBe(true);
  });

  test("When a made-up contact was made and changed is what the log says", async () => {
    const { tables } = await loaded(() => 0.5);
    const told = new Map<string, unknown>();
    for (const { contactId, at, action } of tables["activities"]!) told.set(`${contactId}:${action}`, at);
    const wrong = tables["contacts"]!.filter(
      ({ contactId, createdAt, updatedAt }) =>
        told.get(`${contactId}:1`) !== createdAt || told.get(`${contactId}:2`) !== updatedAt,
    );
    expect(wrong).toEqual([]);
  });

  test("The same random numbers make the same load, others make another", async () => {
    const first = await loaded(() => 0.5);
    expect(await loaded(() => 0.5)).toEqual(first);
    const names = ({ tables }: StorageSnapshot): unknown[] => tables["contacts"]!.map(({ name }) => name);
    expect(names(await loaded(() => 0.25))).not.toEqual(names(first));
  });

  test("Progress is told in rising steps up to all", async () => {
    const steps: number[] = [];
    await createSandbox({
      ...options,
      onSeedProgress: (done, total) => {
        expect(total).toBe(SIZE * 11);
        steps.push(done);
      },
    });
    expect(steps.length).toBeGreaterThan(3);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(SIZE * 11);
  });

  test("A load that was interrupted goes on where it stopped", async () => {
    const storage = nodeSqlite();
    const random = () => 0.5;
    const interrupted = createSandbox({
      ...options,
      storage,
      random,
      onSeedProgress: (done) => {
        if (done > SIZE) throw new Error("pulled the plug");
      },
    });
    await expect(interrupted).rejects.toThrow("pulled the plug");
    // Neither the size nor the random numbers of the second start matter.
    await createSandbox({ storage, clock: () => TEST_NOW + 1_000, random: () => 0.1 });
    expect(await snapshotOf(storage)).toEqual(await loaded(random));
  });

  test("Made-up contacts come beside the seed, and ids go on behind them", async () => {
    const { ask } = await openTestTenant({ seedSize: 20 });
    expect((await ask("GET", "Contact/717")).body.Name).toMatch(/ 717$/);
    expect((await ask("POST", "Contact", { body: { Name: "Next" } })).body.ContactId).toBe(737);
  });
});
