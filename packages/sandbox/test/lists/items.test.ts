import { operations } from "@so-webapi/operations/all";
import { beforeAll, describe, expect, test } from "vitest";
import { definitionHandlers } from "../../src/lists/items/definition-handlers.ts";
import { itemHandlers } from "../../src/lists/items/item-handlers.ts";
import { knownLists } from "../../src/lists/items/known-lists.ts";
import { userHandlers } from "../../src/lists/items/user-handlers.ts";
import { counters, listItems } from "../../src/storage/schema.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";
import { openListWorld } from "./list-world.ts";

interface Item {
  readonly Id: number;
  readonly Rank: number;
}

const english = { headers: { "accept-language": "en" } };

describe("items of lists", () => {
  test("List/Category/Items are the items by rank, in the caller's language or in all of them", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask("GET", "List/Category/Items", english);
    expect(body[0]).toEqual({
      Id: 32,
      Name: "Customer",
      Tooltip: "",
      Deleted: false,
      UdListDefinitionId: 1,
      Rank: expect.any(Number),
      TableRight: null,
      FieldProperties: {},
    });
    const ranks = body.map(({ Rank }: Item) => Rank);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const raw = await ask("GET", "List/Category/Items/881");
    expect(raw.body.Name).toBe('NO:"Leverandør";US:"Supplier";SW:"Leverantör";GE:"Lieferant"');
    expect((await ask("GET", "List/Category/Items/881", english)).body.Name).toBe("Supplier");
  });

  test("an item that a list does not have is 404", async () => {
    const { ask } = await openTestTenant();
    for (const [method, path] of [
      ["GET", "List/Category/Items/4711"],
      ["PUT", "List/Category/Items/4711"],
      ["DELETE", "List/Category/Items/4711"],
      ["GET", "List/Country/Items/4711"],
      ["GET", "List/UserGroup/Items/4711"],
      ["GET", "MDOList/nolist"],
      ["GET", "List/4711"],
    ] as const) {
      const { status, body } = await ask(method, path, method === "PUT" ? { body: { Name: "x" } } : {});
      expect([status, body.ErrorType], path).toEqual([404, "SoNotFoundException"]);
    }
  });

  test("a new item gets a new id and the last place, and is there for everyone at once", async () => {
    const { ask } = await openTestTenant();
    const before = (await ask("GET", "List/Category/Items")).body;
    const { body } = await ask("POST", "List/Category/Items", {
      body: { Id: 32, Name: "Reseller", Tooltip: "They sell" },
    });
    const highest = Math.max(...before.map(({ Id }: Item) => Id));
    expect(body.Id).toBeGreaterThan(highest);
    expect(body).toMatchObject({ Name: "Reseller", Tooltip: "They sell", Deleted: false });
    const after = (await ask("GET", "List/Category/Items")).body;
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toEqual(body);
    expect((await ask("GET", "MDOList/category")).body.at(-1).Name).toBe("Reseller");
  });

  test("PUT changes what the body names and leaves the rest", async () => {
    const { ask } = await openTestTenant();
    const before = (await ask("GET", "List/Business/Items/3")).body;
    const { body } = await ask("PUT", "List/Business/Items/3", { body: { Tooltip: "Lorries and sheds" } });
    expect(body).toEqual({ ...before, Tooltip: "Lorries and sheds" });
    expect((await ask("GET", "List/Business/Items/3")).body).toEqual(body);
  });

  test("DELETE marks an item as deleted: lists leave it out unless told, and it can still be read", async () => {
    const { ask } = await openTestTenant();
    expect((await ask("DELETE", "List/Category/Items/900")).status).toBe(204);
    const has = async (path: string) => (await ask("GET", path)).body.some(({ Id }: Item) => Id === 900);
    expect(await has("List/Category/Items")).toBe(false);
    expect(await has("List/Category/Items?includeDeleted=true")).toBe(true);
    expect(await has("MDOList/category")).toBe(false);
    expect((await ask("GET", "List/Category/Items/900")).body.Deleted).toBe(true);
    const agent = (await ask("POST", "Agents/List/GetCategories")).body;
    expect(agent.some(({ Id }: Item) => Id === 900)).toBe(false);
  });

  test("a default item is empty and not stored", async () => {
    const { ask } = await openTestTenant();
    const before = (await ask("GET", "List/Priority/Items")).body;
    const { body } = await ask("GET", "List/Priority/Items/Default");
    expect(body).toMatchObject({ Id: 0, Name: "", UdListDefinitionId: 4 });
    expect((await ask("GET", "List/Priority/Items")).body).toEqual(before);
  });

  test("countries, currencies, tasks and ticket statuses have the properties of their own classes", async () => {
    const { ask } = await openTestTenant();
    expect((await ask("GET", "List/Country/Items/578", english)).body).toMatchObject({
      CountryId: 578,
      Name: "Norway",
      TwoLetterISOCountry: "NO",
      DialInPrefix: "47",
    });
    expect((await ask("GET", "List/Task/Items/2", english)).body).toMatchObject({
      TaskListItemId: 2,
      Value: "Phone call out",
      Type: "Phone",
      Direction: "Outgoing",
    });
    expect((await ask("GET", "List/TicketStatus/Items/2", english)).body).toMatchObject({
      TicketStatusId: 2,
      Name: "Closed",
      Status: "Closed",
    });
    const currency = (await ask("GET", "List/Currency/Items")).body[0];
    expect(currency).toMatchObject({ CurrencyId: expect.any(Number), Rate: expect.any(Number) });
    expect((await ask("POST", "Agents/List/GetAllCountries", { body: {} })).body).toEqual(
      (await ask("GET", "List/Country/Items")).body,
    );
  });
});

describe("MDO lists", () => {
  test("MDOList names the lists, and MDOList/{listname} shows one in any letter case", async () => {
    const { ask } = await openTestTenant();
    const names = (await ask("GET", "MDOList")).body;
    expect(names).toEqual(
      expect.arrayContaining(["business", "category", "country", "contint", "ticketstatus"]),
    );
    expect((await ask("POST", "Agents/MDO/GetListNames")).body).toEqual(names);
    const { body } = await ask("GET", "MDOList/CATEGORY", english);
    expect(body[0]).toMatchObject({
      Id: 32,
      Name: "Customer",
      FullName: "Customer",
      ChildItems: [],
      Deleted: false,
    });
    for (const name of names) expect((await ask("GET", `MDOList/${name}`)).status, name).toBe(200);
    expect((await ask("GET", "MDOList/credited")).body).toEqual([]);
  });

  test("query keeps the items that have the text in their name", async () => {
    const { ask } = await openTestTenant();
    const ids = async (path: string) => (await ask("GET", path)).body.map(({ Id }: Item) => Id);
    expect(await ids("MDOList/category?query=SUPPL")).toEqual([881]);
    expect(await ids("List/Category/MDOItems?query=leverand%C3%B8r")).toEqual([881]);
    expect(await ids("MDOList/category?query=nothing")).toEqual([]);
  });

  test("the MDO agent shows the same lists, null for one that the tenant does not have", async () => {
    const { ask } = await openTestTenant();
    const list = (await ask("GET", "MDOList/business")).body;
    for (const operation of ["GetList", "GetSimpleList"])
      expect((await ask("POST", `Agents/MDO/${operation}`, { body: { Name: "Business" } })).body).toEqual(
        list,
      );
    const selectable = await ask("POST", "Agents/MDO/GetSelectableList", { body: { Name: "business" } });
    expect(selectable.body).toEqual((await ask("GET", "MDOList/business/selectable")).body);
    expect(selectable.body[0]).toMatchObject({
      Selected: false,
      Hidden: false,
      LastChanged: "0001-01-01T00:00:00",
    });
    expect((await ask("POST", "Agents/MDO/GetList", { body: { Name: "nolist" } })).body).toBeNull();
    const history = { Name: "business", OnlyHistory: true };
    expect((await ask("POST", "Agents/MDO/GetList", { body: history })).body).toEqual([]);
    const item = await ask("POST", "Agents/MDO/GetListItem", { body: { ListName: "business", Id: 3 } });
    expect(item.body).toEqual(list.find(({ Id }: Item) => Id === 3));
    const none = await ask("POST", "Agents/MDO/GetListItem", { body: { ListName: "business", Id: 4711 } });
    expect(none.body).toBeNull();
  });
});

describe("lists themselves", () => {
  test("a list is found by id, by name and by its own path, and its items by either", async () => {
    const { ask } = await openTestTenant();
    const lists = (await ask("GET", "List")).body;
    expect(lists).toHaveLength(knownLists.length);
    const business = lists.find(({ Name }: { Name: string }) => Name === "Business");
    expect(business).toMatchObject({ Id: 2, IsMDOList: true, ListType: "business" });
    const withLinks = (await ask("GET", "List/2")).body;
    expect(withLinks).toEqual({
      ...business,
      _Links: { Self: "http://sandbox/api/v1/List/2", Archive: "http://sandbox/api/v1/List" },
    });
    expect((await ask("GET", "List/Business")).body).toEqual(withLinks);
    const id = await ask("POST", "Agents/MDO/GetListIdByListName", { body: { Name: "business" } });
    expect(id.body).toBe(2);
    const items = (await ask("GET", "List/Business/Items")).body;
    expect((await ask("GET", "List/2/Items")).body).toEqual(items);
    expect((await ask("GET", "List/2/Items/3")).body).toEqual(items.find(({ Id }: Item) => Id === 3));
  });
});

describe("users and groups", () => {
  test("user groups are read through the list and through the agent", async () => {
    const { ask } = await openTestTenant();
    const groups = (await ask("GET", "List/UserGroup/Items", english)).body;
    expect(groups[0]).toMatchObject({ Id: 1, Value: "Sales", Deleted: false });
    expect((await ask("POST", "Agents/User/GetAllUserGroups", { body: {}, ...english })).body).toEqual(
      groups,
    );
    const one = await ask("POST", "Agents/User/GetUserGroup?userGroupId=2", english);
    expect(one.body).toEqual(groups[1]);
    expect((await ask("POST", "Agents/User/GetUserGroup?userGroupId=99")).body).toBeNull();
    const several = await ask("POST", "Agents/User/GetUserGroupList", { body: [2, 99, 1], ...english });
    expect(several.body).toEqual([groups[1], groups[0]]);
  });

  test("an associate is found by id and by person, null where there is none", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask("POST", "Agents/Associate/GetAssociate?associateId=1");
    expect(body).toMatchObject({
      AssociateId: 1,
      Name: "tje0",
      FullName: "Tjerand Eide",
      Type: "InternalAssociate",
    });
    const byPerson = await ask("POST", "Agents/Associate/GetAssociateByPersonId", {
      body: { PersonId: body.PersonId },
    });
    expect(byPerson.body).toEqual(body);
    expect((await ask("POST", "Agents/Associate/GetAssociate?associateId=4711")).body).toBeNull();
    const several = await ask("POST", "Agents/Associate/GetAssociateList", { body: [2, 4711, 1] });
    expect(several.body.map(({ AssociateId }: { AssociateId: number }) => AssociateId)).toEqual([2, 1]);
  });
});

describe("every operation on lists", () => {
  const handled = new Set([
    ...Object.keys(itemHandlers),
    ...Object.keys(definitionHandlers),
    ...Object.keys(userHandlers),
  ]);
  const values: Readonly<Record<string, string>> = { listname: "category", name: "Category" };
  let tenant: TestTenant;
  beforeAll(async () => {
    const world = await openListWorld({ seed: "default" });
    tenant = world;
    const item = { itemId: 1, name: "One", tooltip: "", rank: 1, deleted: false, rest: {} };
    const { database } = world.storage;
    for (const { mdo } of knownLists)
      await database.batch([
        database
          .insert(listItems)
          .values({ ...item, list: mdo })
          .onConflictDoNothing(),
        database
          .insert(counters)
          .values({ name: `list:${mdo}`, next: 2 })
          .onConflictDoNothing(),
      ]);
  });

  const handledOperations = operations.filter(
    ({ operationId, method }) => handled.has(operationId) && method !== "DELETE",
  );
  test.each(handledOperations)(
    "$operationId answers 200 within the closed contract",
    async ({ method, path, parameters, request }) => {
      const filled = path
        .replace(/^\/api\/v1\//, "")
        .replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "1");
      const needed = parameters.filter((parameter) => parameter.in === "query" && parameter.required);
      const search = needed.map(({ name }) => `${name}=1`).join("&");
      const body = request === null ? {} : { body: request.array ? [1] : { Name: "category", Id: 1 } };
      const answer = await tenant.ask(method, search === "" ? filled : `${filled}?${search}`, body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    },
  );
});
