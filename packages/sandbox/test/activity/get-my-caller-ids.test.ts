import { describe, expect, test } from "vitest";
import { callerNumbersQuery } from "../../src/agents/pocket/caller-numbers-query.ts";
import { UNSET } from "../../src/model/instant.ts";
import { planOf } from "./plan.ts";
import { hoursAgo, openWorld, type World } from "./world.ts";

interface CallerId {
  readonly PhoneNumber: number;
  readonly DialInPrefix: number;
  readonly PersonId: number;
  readonly PersonName: string;
}

async function callers(
  world: World,
  body: Record<string, unknown> = { MinDate: hoursAgo(10), MaxDate: hoursAgo(0) },
): Promise<{ CallerIDHash: string; CallerIDs: CallerId[] | null }> {
  const answer = await world.ask("POST", "Agents/Pocket/GetMyCallerIDs", { body });
  expect(answer.status).toBe(200);
  return answer.body;
}

async function numbers(world: World, body?: Record<string, unknown>): Promise<number[] | undefined> {
  return (await callers(world, body)).CallerIDs?.map(({ PhoneNumber }) => PhoneNumber);
}

/** Person `id` with the telephone number `id`. */
async function somebody(world: World, personId: number, value = String(personId)): Promise<void> {
  await world.person({ personId, firstname: `First${personId}`, lastname: `Last${personId}` });
  await world.element({ ownerId: personId, value });
}

/** Stamps of something that a user made and another changed, so many hours ago. */
const made = (createdBy: number, created: number, updatedBy = createdBy, updated = created) => ({
  createdBy,
  createdAt: hoursAgo(created),
  updatedBy,
  updatedAt: hoursAgo(updated),
});

describe("GetMyCallerIDs: whose numbers", () => {
  test("what the caller or a colleague in the primary group created, touched or owns counts, of sales and appointments", async () => {
    const world = await openWorld();
    for (const id of [101, 102, 103, 104, 105, 106, 107, 108]) await somebody(world, id);
    const stranger = { associateId: 3, groupId: 2 };
    await world.appointment({ appointmentId: 1, personId: 101, ...stranger, ...made(1, 5) });
    await world.appointment({ appointmentId: 2, personId: 102, ...stranger, ...made(3, 50, 2, 5) });
    await world.appointment({ appointmentId: 3, personId: 103, associateId: 2, ...made(3, 5) });
    await world.appointment({ appointmentId: 4, personId: 104, ...stranger, ...made(3, 5) });
    await world.sale({ saleId: 1, personId: 105, ...stranger, ...made(2, 5, 3, 1) });
    await world.sale({ saleId: 2, personId: 106, ...stranger, ...made(3, 5) });
    await world.sale({ saleId: 3, personId: 107, associateId: 1, ...made(3, 50, 3, 5) });
    // Registered in the period, and changed after it.
    await world.sale({ saleId: 4, personId: 108, associateId: 1, ...made(3, 5, 3, -1) });
    expect(await numbers(world)).toEqual([101, 102, 103, 105, 107, 108]);
  });

  test("an item counts by when it was registered or last changed, both ends of the period included", async () => {
    const world = await openWorld();
    for (const id of [101, 102, 103, 104]) await somebody(world, id);
    await world.sale({ saleId: 1, personId: 101, ...made(1, 10) });
    await world.sale({ saleId: 2, personId: 102, ...made(1, 10.001) });
    await world.sale({ saleId: 3, personId: 103, ...made(1, 2) });
    await world.sale({ saleId: 4, personId: 104, ...made(1, 1.999) });
    const body = { MinDate: hoursAgo(10), MaxDate: hoursAgo(2) };
    expect(await numbers(world, body)).toEqual([101, 103]);
  });

  test("somebody's change in the period does not make what I created long ago mine in the period", async () => {
    const world = await openWorld();
    await somebody(world, 101);
    await world.sale({ saleId: 1, personId: 101, associateId: 3, ...made(1, 50, 3, 5) });
    expect(await numbers(world)).toEqual([]);
  });

  test("dates that are not set leave the period open", async () => {
    const world = await openWorld();
    for (const id of [101, 102]) await somebody(world, id);
    await world.sale({ saleId: 1, personId: 101, ...made(1, 90_000) });
    await world.sale({ saleId: 2, personId: 102, ...made(1, 1) });
    expect(await numbers(world, {})).toEqual([101, 102]);
    const unset = "0001-01-01T00:00:00";
    expect(await numbers(world, { MinDate: unset, MaxDate: unset })).toEqual([101, 102]);
    expect(await numbers(world, { MinDate: hoursAgo(2) })).toEqual([102]);
    expect(await numbers(world, { MaxDate: hoursAgo(2) })).toEqual([101]);
  });

  test("a period that ends before it begins is 200 and holds nothing", async () => {
    const world = await openWorld();
    await somebody(world, 101);
    await world.sale({ saleId: 1, personId: 101, ...made(1, 5) });
    const body = { LastHash: "alias", MinDate: hoursAgo(1), MaxDate: hoursAgo(9) };
    expect(await callers(world, body)).toMatchObject({ CallerIDs: [] });
  });

  test("deleted appointments and deleted persons have no numbers", async () => {
    const world = await openWorld();
    for (const id of [101, 102]) await somebody(world, id);
    await world.person({ personId: 103, deleted: true });
    await world.element({ ownerId: 103, value: "103" });
    await world.appointment({ appointmentId: 1, personId: 101, deleted: true, ...made(1, 5) });
    await world.appointment({ appointmentId: 2, personId: 102, ...made(1, 5) });
    await world.appointment({ appointmentId: 3, personId: 103, ...made(1, 5) });
    expect(await numbers(world)).toEqual([102]);
  });
});

describe("GetMyCallerIDs: the numbers", () => {
  test("numbers are sorted as numbers, each once, with the first person that has it", async () => {
    const world = await openWorld();
    await somebody(world, 101, "900 00 000");
    await somebody(world, 102, "1000");
    await somebody(world, 103, "90 00 00 00");
    await world.element({ ownerId: 103, value: "11-5", kind: "OfficePhones" });
    for (const id of [103, 102, 101]) await world.sale({ saleId: id, personId: id, ...made(1, 5) });
    await world.appointment({ appointmentId: 1, personId: 101, ...made(1, 5) });
    const { CallerIDs } = await callers(world);
    expect(CallerIDs?.map(({ PhoneNumber, PersonId }) => [PhoneNumber, PersonId])).toEqual([
      [115, 103],
      [1000, 102],
      [90_000_000, 101],
    ]);
  });

  test("telephones of every kind count, faxes, addresses and contacts' numbers do not", async () => {
    const world = await openWorld();
    await world.contact({ contactId: 5 });
    await world.person({ personId: 101, contactId: 5 });
    await world.element({ owner: "contact", ownerId: 5, kind: "Phones", value: "1" });
    await world.element({ owner: "contact", ownerId: 101, kind: "MobilePhones", value: "2" });
    const kinds = ["MobilePhones", "OfficePhones", "OtherPhones", "PrivatePhones", "Faxes", "Emails", "Urls"];
    for (const [index, kind] of kinds.entries())
      await world.element({ ownerId: 101, kind, value: String(index + 10) });
    await world.sale({ saleId: 1, personId: 101, ...made(1, 5) });
    expect(await numbers(world)).toEqual([10, 11, 12, 13]);
  });

  test("what is no telephone number is left out", async () => {
    const world = await openWorld();
    const values = ["ask at the desk", "", "9007199254740993", "99999999999999999999", "+47 (22) 51-80.00"];
    for (const [index, value] of values.entries()) {
      await somebody(world, 101 + index, value);
      await world.sale({ saleId: index + 1, personId: 101 + index, ...made(1, 5) });
    }
    expect(await numbers(world)).toEqual([4_722_518_000]);
  });

  test("a caller id tells the person, the contact and the prefix of the person's country, or else of the contact's", async () => {
    const world = await openWorld();
    await world.item("country", 578, "Norway", { DialInPrefix: "47" });
    await world.item("country", 208, "Denmark", { DialInPrefix: "+45" });
    await world.item("country", 999, "Nowhere", { DialInPrefix: "999999" });
    await world.contact({ contactId: 5, name: "Five", countryId: 208 });
    const person = { contactId: 5, firstname: "Ann", middleName: "B.", lastname: "Cee", mrmrs: "Ms" };
    await world.person({ ...person, personId: 101, countryId: 578 });
    await world.person({ ...person, personId: 102 });
    await world.person({ personId: 103, countryId: 999 });
    for (const id of [101, 102, 103]) {
      await world.element({ ownerId: id, value: String(id) });
      await world.sale({ saleId: id, personId: id, ...made(1, 5) });
    }
    const common = { PersonName: "Ann B. Cee", Mrmrs: "Ms", ContactId: 5, ContactName: "Five" };
    expect((await callers(world)).CallerIDs).toEqual([
      { PhoneNumber: 101, DialInPrefix: 47, PersonId: 101, ...common },
      { PhoneNumber: 102, DialInPrefix: 45, PersonId: 102, ...common },
      {
        PhoneNumber: 103,
        DialInPrefix: 0,
        PersonId: 103,
        PersonName: "",
        Mrmrs: "",
        ContactId: 0,
        ContactName: "",
      },
    ]);
  });
});

describe("GetMyCallerIDs: the hash", () => {
  test("the same set has the same hash whatever the order it came to be in, and another set another", async () => {
    const hashes: string[] = [];
    for (const order of [
      [101, 102],
      [102, 101],
      [101, 102, 103],
    ]) {
      const world = await openWorld();
      for (const id of order) {
        await somebody(world, id);
        await world.sale({ saleId: 1000 - id * 2 + order.indexOf(id), personId: id, ...made(1, 5) });
      }
      hashes.push((await callers(world)).CallerIDHash);
    }
    const [first, second, third] = hashes;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  test("where LastHash still holds the hash comes without the list", async () => {
    const world = await openWorld();
    await somebody(world, 101);
    await world.sale({ saleId: 1, personId: 101, ...made(1, 5) });
    const period = { MinDate: hoursAgo(10), MaxDate: hoursAgo(0) };
    const { CallerIDHash } = await callers(world, period);
    expect(await callers(world, { ...period, LastHash: CallerIDHash })).toEqual({
      CallerIDHash,
      CallerIDs: null,
    });
    expect(await callers(world, { ...period, LastHash: "tenetur" })).toMatchObject({
      CallerIDHash,
      CallerIDs: [{ PhoneNumber: 101 }],
    });
  });
});

test("GetMyCallerIDs reads no table from end to end", async () => {
  const { database } = await openWorld();
  const query = callerNumbersQuery(database, { from: UNSET, to: hoursAgo(0), associateIds: [1, 2] });
  const plan = await planOf(database, query);
  for (const table of ["appointments", "sales"])
    for (const column of ["created", "updated"])
      expect(plan).toContain(
        `SEARCH ${table} USING INDEX ${table}_${column} (${column}_at>? AND ${column}_at<?)`,
      );
  expect(plan.filter((line) => /^SCAN (?!json_each)/.test(line))).toEqual([]);
});
