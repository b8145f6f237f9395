import { and, eq } from "drizzle-orm";
import type { Call, Handler } from "../../http/call.ts";
import type { JsonObject } from "../../model/json.ts";
import { listItems } from "../../storage/schema.ts";
import type { ListItem } from "../../tenant/directory.ts";
import { listItemEntity } from "./item-forms.ts";
import { mustFind, objectBody } from "./read-items.ts";

/** An item with nothing in it (rest/List_Category/v1CategoryList_CreateDefaultCategory.md:12). */
export function defaultItem(mdo: string): Handler {
  return async () => ({ status: 200, body: listItemEntity(empty(mdo)) });
}

/**
 * Adds an item: a new id whatever the body says, and the last place where it gives no rank.
 * Source: rest/List_Category/v1CategoryList_PostCategory.md:12; that the id is new follows the seed page of POST Contact.
 */
export function addItem(mdo: string): Handler {
  return (call) =>
    call.tenant.exclusively(async () => {
      const items = (await call.tenant.directory()).items(mdo);
      const last = Math.max(0, ...items.map(({ rank }) => rank));
      const item = changed({ ...empty(mdo), rank: last + 1 }, objectBody(call));
      const itemId = await call.tenant.nextIds(`list:${mdo}`);
      await call.tenant.database.insert(listItems).values({ ...item, itemId });
      return answerWith(call, mdo, itemId);
    });
}

/** Changes what the body names (rest/List_Category/v1CategoryList_PutCategory.md:12). */
export function changeItem(mdo: string): Handler {
  return (call) => update(call, mdo, (item) => changed(item, objectBody(call)));
}

/** Marks an item as deleted (rest/List_Category/v1CategoryList_DeleteCategory.md:12): what refers to it keeps its name. */
export function deleteItem(mdo: string): Handler {
  return async (call) => {
    await update(call, mdo, (item) => ({ ...item, deleted: true }));
    return { status: 204 };
  };
}

function update(call: Call, mdo: string, next: (item: ListItem) => ListItem) {
  return call.tenant.exclusively(async () => {
    const item = await mustFind(call, mdo, call.parameters.integer("id"));
    const { name, tooltip, rank, deleted } = next(item);
    await call.tenant.database
      .update(listItems)
      .set({ name, tooltip, rank, deleted })
      .where(and(eq(listItems.list, mdo), eq(listItems.itemId, item.itemId)));
    return answerWith(call, mdo, item.itemId);
  });
}

async function answerWith(call: Call, mdo: string, itemId: number) {
  call.tenant.directoryChanged();
  return { status: 200, body: listItemEntity(await mustFind(call, mdo, itemId)) };
}

function empty(mdo: string): ListItem {
  return { list: mdo, itemId: 0, name: "", tooltip: "", rank: 0, deleted: false, rest: {} };
}

function changed(item: ListItem, body: JsonObject): ListItem {
  const { Name: name, Tooltip: tooltip, Rank: rank, Deleted: deleted } = body;
  return {
    ...item,
    name: typeof name === "string" ? name : item.name,
    tooltip: typeof tooltip === "string" ? tooltip : item.tooltip,
    rank: typeof rank === "number" && rank !== 0 ? rank : item.rank,
    deleted: typeof deleted === "boolean" ? deleted : item.deleted,
  };
}
