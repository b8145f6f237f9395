import type { Answer, Call, Handler } from "../../http/call.ts";
import { badRequest, notFound } from "../../http/failure.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { ListItem } from "../../tenant/directory.ts";
import { type ItemForm, mdoListItem } from "./item-forms.ts";

/** All items of a list by rank; deleted ones only for `includeDeleted`. */
export function allItems(mdo: string, form: ItemForm): Handler {
  return async (call) => {
    const { IncludeDeleted: inBody = false } = isJsonObject(call.body) ? call.body : {};
    const withDeleted = call.parameters.boolean("includeDeleted") ?? inBody === true;
    const items = await itemsOf(call, mdo);
    return { status: 200, body: items.filter(({ deleted }) => withDeleted || !deleted).map(form) };
  };
}

/** One item by the path's id, deleted ones too; 404 where there is none. */
export function oneItem(mdo: string, form: ItemForm): Handler {
  return async (call) => ({
    status: 200,
    body: form(await mustFind(call, mdo, call.parameters.integer("id"))),
  });
}

/** One item for an agent: null where there is none (platform.md, "Answers"). */
export function oneItemOrNull(mdo: string, form: ItemForm, parameter: string): Handler {
  return async (call) => {
    const item = (await call.tenant.directory()).item(mdo, call.parameters.integer(parameter));
    return { status: 200, body: item === undefined ? null : form(item) };
  };
}

/** The items of the ids in the body, in their order; ids without an item are left out. */
export function itemsById(mdo: string, form: ItemForm): Handler {
  return async (call) => {
    const directory = await call.tenant.directory();
    const ids: readonly unknown[] = Array.isArray(call.body) ? call.body : [];
    const items = ids.map((id) => directory.item(mdo, Number(id))).filter((item) => item !== undefined);
    return { status: 200, body: items.map(form) };
  };
}

/**
 * A list as MDO shows it: by rank, without deleted items. `query` keeps items whose name has the text in it, in any letter
 * case and any of its languages; there are no headings, so flat and not flat are the same.
 */
export async function mdoAnswer(call: Call, mdo: string, form: ItemForm = mdoListItem): Promise<Answer> {
  const query = call.parameters.text("query")?.toLowerCase() ?? "";
  const items = (await itemsOf(call, mdo)).filter(
    ({ deleted, name }) => !deleted && name.toLowerCase().includes(query),
  );
  return { status: 200, body: items.map(form) };
}

/** @throws {PlatformFailure} 404 where the list has no such item. */
export async function mustFind(call: Call, mdo: string, itemId: number): Promise<ListItem> {
  const item = (await call.tenant.directory()).item(mdo, itemId);
  if (item === undefined) throw notFound(`The item ${itemId} of the list ${mdo}`);
  return item;
}

/** The body of a request that must be an object. */
export function objectBody(call: Call): JsonObject {
  if (!isJsonObject(call.body)) throw badRequest("The request has no object in its body.");
  return call.body;
}

async function itemsOf({ tenant }: Call, mdo: string): Promise<readonly ListItem[]> {
  return (await tenant.directory()).items(mdo);
}
