import { describe, expect, test } from "vitest";
import { contactActions } from "../../src/activities/record-activity.ts";
import { activeContactsQuery } from "../../src/agents/contact/active-contacts-query.ts";
import { UNSET } from "../../src/model/instant.ts";
import { planOf } from "./plan.ts";
import { hoursAgo, openWorld, type World } from "./world.ts";

interface Row {
  readonly ContactId: number;
  readonly Action: string;
  readonly ActionId: number;
}

async function active(world: World, body: Record<string, unknown>): Promise<Row[]> {
  const answer = await world.ask("POST", "Agents/Contact/GetMyActiveContacts", { body });
  expect(answer.status).toBe(200);
  return answer.body;
}

const ids = (rows: readonly Row[]): number[] => rows.map(({ ContactId }) => ContactId);
const EVER = "0001-01-01T00:00:00";

/** Contacts 1 to 3 with one activity each: five, three and one hours ago. */
async function threeContacts(options: Parameters<typeof openWorld>[0] = {}): Promise<World> {
  const world = await openWorld(options);
  for (const [contactId, hours] of [
    [1, 5],
    [2, 3],
    [3, 1],
  ] as const) {
    await world.contact({ contactId, name: `Contact ${contactId}`, categoryId: contactId * 10 });
    await world.activity({ contactId, at: hoursAgo(hours) });
  }
  return world;
}

describe("GetMyActiveContacts: the window", () => {
  test("contacts with activity since the start time come, the newest activity first", async () => {
    const world = await threeContacts();
    expect(ids(await active(world, { ActivityStartTime: hoursAgo(4) }))).toEqual([3, 2]);
  });

  test("an activity at the very start time is in the window", async () => {
    const world = await threeContacts();
    expect(ids(await active(world, { ActivityStartTime: hoursAgo(3) }))).toEqual([3, 2]);
  });

  test("a start time ahead of the clock means since the caller last logged out", async () => {
    const world = await threeContacts({ lastLogoutAt: hoursAgo(2) });
    expect(ids(await active(world, { ActivityStartTime: hoursAgo(-0.001) }))).toEqual([3]);
    // The clock itself is not ahead of it.
    expect(ids(await active(world, { ActivityStartTime: hoursAgo(0) }))).toEqual([]);
  });

  test("a caller who never logged out gets all activity for a start time ahead of the clock", async () => {
    const world = await threeContacts();
    expect(ids(await active(world, { ActivityStartTime: "2999-01-01T00:00:00Z" }))).toEqual([3, 2, 1]);
  });

  test("without a start time every activity is in the window", async () => {
    const world = await threeContacts({ lastLogoutAt: hoursAgo(2) });
    expect(ids(await active(world, {}))).toEqual([3, 2, 1]);
    expect(ids(await active(world, { ActivityStartTime: EVER }))).toEqual([3, 2, 1]);
  });

  test("the start time is understood with its offset", async () => {
    const world = await threeContacts();
    // 09:30 in UTC, half an hour after the activity of contact 2.
    expect(ids(await active(world, { ActivityStartTime: "2026-11-20T10:30:00.0000001+01:00" }))).toEqual([3]);
    expect(ids(await active(world, { ActivityStartTime: "2026-11-20T10:00:00+01:00" }))).toEqual([3, 2]);
  });
});

describe("GetMyActiveContacts: the filters", () => {
  test("empty and missing categories mean every category", async () => {
    const world = await threeContacts();
    for (const ContactCategories of [[], null, undefined])
      expect(ids(await active(world, { ActivityStartTime: EVER, ContactCategories }))).toEqual([3, 2, 1]);
  });

  test("only contacts of the wanted categories come", async () => {
    const world = await threeContacts();
    expect(ids(await active(world, { ActivityStartTime: EVER, ContactCategories: [30, 10] }))).toEqual([
      3, 1,
    ]);
    expect(ids(await active(world, { ActivityStartTime: EVER, ContactCategories: [0] }))).toEqual([]);
  });

  test("more categories than a statement takes parameters are understood", async () => {
    const world = await threeContacts();
    const ContactCategories = Array.from({ length: 40_000 }, (_, index) => index + 20);
    expect(ids(await active(world, { ActivityStartTime: EVER, ContactCategories }))).toEqual([3, 2]);
  });

  test("the action filter applies before the latest activity of a contact is picked", async () => {
    const world = await threeContacts();
    const { Updated, NewActivity } = contactActions;
    await world.activity({ contactId: 1, at: hoursAgo(4), action: Updated, elementId: 1 });
    await world.activity({ contactId: 1, at: hoursAgo(0.5), action: NewActivity, elementId: 77 });
    const rows = await active(world, { ActivityStartTime: EVER, ActionType: "Updated" });
    expect(rows).toMatchObject([{ ContactId: 1, Action: "Updated", ActionId: 1 }]);
    // Also where another action was logged at the very same instant.
    await world.activity({ contactId: 1, at: hoursAgo(4), action: NewActivity, elementId: 78 });
    expect(await active(world, { ActivityStartTime: EVER, ActionType: "Updated" })).toEqual(rows);
  });

  test("several actions in one flag list let each of them through", async () => {
    const world = await threeContacts();
    await world.activity({
      contactId: 1,
      at: hoursAgo(0.6),
      action: contactActions.PersonAdded,
      elementId: 50,
    });
    await world.activity({ contactId: 2, at: hoursAgo(0.5), action: contactActions.Updated });
    await world.activity({ contactId: 3, at: hoursAgo(0.4), action: contactActions.DocumentAdded });
    for (const ActionType of ["Updated, PersonAdded", "personadded,UPDATED", 18]) {
      const rows = await active(world, { ActivityStartTime: EVER, ActionType });
      expect(rows.map(({ ContactId, Action }) => [ContactId, Action])).toEqual([
        [2, "Updated"],
        [1, "PersonAdded"],
      ]);
    }
  });

  test("Unknown, All and no action type filter nothing", async () => {
    const world = await threeContacts();
    for (const ActionType of ["Unknown", "All", "All, Updated", undefined])
      expect(ids(await active(world, { ActivityStartTime: EVER, ActionType }))).toEqual([3, 2, 1]);
  });

  test("an action that the contract does not know is refused in the agents' form", async () => {
    const world = await threeContacts();
    const answer = await world.ask("POST", "Agents/Contact/GetMyActiveContacts", {
      body: { ActivityStartTime: EVER, ActionType: "Dreamt" },
    });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body)).toEqual(["Message", "MessageDetail"]);
  });
});

describe("GetMyActiveContacts: the rows", () => {
  test("a contact comes once, with its latest activity, and of several at one instant the last that was logged", async () => {
    const world = await threeContacts();
    const at = hoursAgo(0.1);
    await world.activity({ contactId: 1, at, action: contactActions.PersonAdded, elementId: 41 });
    await world.activity({ contactId: 1, at, action: contactActions.Updated, elementId: 1 });
    const rows = await active(world, { ActivityStartTime: EVER });
    expect(rows.map(({ ContactId, Action }) => [ContactId, Action])).toEqual([
      [1, "Updated"],
      [3, "Created"],
      [2, "Created"],
    ]);
  });

  test("a row tells the contact, its owner and category, the activity and who did it", async () => {
    const world = await openWorld();
    await world.item("category", 32, 'NO:"Kunde";US:"Customer"');
    await world.contact({
      contactId: 7,
      name: "Seven",
      department: "South",
      orgNr: "777",
      categoryId: 32,
      associateId: 3,
    });
    await world.element({
      owner: "contact",
      ownerId: 7,
      kind: "Urls",
      rank: 1,
      value: "http://second.example/",
    });
    await world.element({
      owner: "contact",
      ownerId: 7,
      kind: "Urls",
      rank: 0,
      value: "http://first.example/",
    });
    await world.activity({
      contactId: 7,
      at: hoursAgo(1),
      action: contactActions.ActivityCompleted,
      elementId: 438,
      personId: 50,
      associateId: 2,
    });
    const answer = await world.ask("POST", "Agents/Contact/GetMyActiveContacts", {
      body: { ActivityStartTime: EVER },
    });
    expect(answer.body).toEqual([
      {
        ContactId: 7,
        Department: "South",
        OrgNr: "777",
        Name: "Seven",
        URL: "http://first.example/",
        AssociateFullName: "Out Three",
        Action: "ActivityCompleted",
        ActionTime: expect.stringMatching(/^2026-11-20T11:00:00(\.0+)?$/),
        Category: 'NO:"Kunde";US:"Customer"',
        ActivityPersonName: "Ada Two",
        ActionId: 438,
        PersonId: 50,
        ActivityPersonId: 902,
        AssociateId: 3,
        TableRight: null,
        FieldProperties: {},
      },
    ]);
  });

  test("ActionId is the id of whatever the activity was on", async () => {
    const world = await threeContacts();
    await world.activity({
      contactId: 2,
      at: hoursAgo(0),
      action: contactActions.NewActivity,
      elementId: 900,
    });
    await world.activity({
      contactId: 3,
      at: hoursAgo(0),
      action: contactActions.PersonUpdated,
      elementId: 33,
    });
    const rows = await active(world, { ActivityStartTime: EVER });
    expect(rows.map(({ ActionId }) => ActionId).sort()).toEqual([1, 33, 900]);
  });

  test("deleted contacts are left out", async () => {
    const world = await threeContacts();
    await world.contact({ contactId: 4, deleted: 1 });
    await world.activity({ contactId: 4, at: hoursAgo(1) });
    expect(ids(await active(world, { ActivityStartTime: EVER }))).toEqual([3, 2, 1]);
  });

  test("contacts of colleagues and strangers come like one's own", async () => {
    const world = await openWorld();
    await world.contact({ contactId: 9, associateId: 3 });
    await world.activity({ contactId: 9, at: hoursAgo(1), associateId: 3 });
    expect(ids(await active(world, { ActivityStartTime: EVER }))).toEqual([9]);
  });

  test("$select leaves null where it names nothing", async () => {
    const world = await threeContacts();
    const answer = await world.ask("POST", "Agents/Contact/GetMyActiveContacts?$select=name,ACTION", {
      body: { ActivityStartTime: hoursAgo(2) },
    });
    expect(answer.body).toMatchObject([{ Name: "Contact 3", Action: "Created", ContactId: null, URL: null }]);
  });
});

test("GetMyActiveContacts reads no table from end to end, whatever is filtered", async () => {
  const { database } = await openWorld();
  const filters = [
    { actions: undefined, categories: undefined },
    { actions: [8], categories: undefined },
    { actions: [1, 2, 4], categories: [1, 2, 3] },
    { actions: undefined, categories: [1] },
  ];
  for (const filter of filters) {
    const query = activeContactsQuery(database, { since: UNSET, ...filter });
    const plan = await planOf(database, query);
    expect(plan).toContain("SEARCH activities USING COVERING INDEX activities_at (at>?)");
    expect(plan.filter((line) => /^SCAN /.test(line) && !/^SCAN (latest|json_each)/.test(line))).toEqual([]);
    expect(plan.filter((line) => /contacts_category|AUTOMATIC/.test(line))).toEqual([]);
  }
});
