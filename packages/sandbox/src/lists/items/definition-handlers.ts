import type { Call, Handler, Handlers } from "../../http/call.ts";
import { notFound } from "../../http/failure.ts";
import { emptyOf } from "../../model/class-sheet.ts";
import type { JsonObject } from "../../model/json.ts";
import { listItemEntity, mdoListItem, selectableListItem } from "./item-forms.ts";
import { definitionId, type KnownList, knownLists, listNamed, listOfDefinition } from "./known-lists.ts";
import { mdoAnswer, mustFind, objectBody } from "./read-items.ts";

/**
 * A `ListEntity`: what is known of a list itself. That its type is its MDO name is our reading.
 * Source of the form: rest/List/v1ListEntity_GetListDefinitions.md.
 */
function definition(list: KnownList): JsonObject {
  const id = definitionId(list.mdo);
  return {
    ...emptyOf("ListEntity"),
    Id: id,
    Name: list.title,
    Rank: id,
    IsMDOList: true,
    ListType: list.mdo,
  };
}

/** With the links of a REST entity. */
function linked(call: Call, list: KnownList): JsonObject {
  const archive = call.url.href.replace(/^(.*?\/api\/v1\/list)(?:[/?].*)?$/is, "$1");
  return { ...definition(list), _Links: { Self: `${archive}/${definitionId(list.mdo)}`, Archive: archive } };
}

function found<List>(list: List | undefined): List {
  if (list === undefined) throw notFound("The list");
  return list;
}

const definitionOf =
  (list: KnownList): Handler =>
  async (call) => ({ status: 200, body: linked(call, list) });

/** Items of a list given by the path, by its id or name. */
const itemsOf =
  (listOf: (call: Call) => KnownList | undefined): Handler =>
  async (call) => {
    const { mdo } = found(listOf(call));
    const withDeleted = call.parameters.boolean("includeDeleted") ?? false;
    const items = (await call.tenant.directory()).items(mdo);
    return { status: 200, body: items.filter(({ deleted }) => withDeleted || !deleted).map(listItemEntity) };
  };

const itemOf =
  (listOf: (call: Call) => KnownList | undefined): Handler =>
  async (call) => {
    const { mdo } = found(listOf(call));
    return { status: 200, body: listItemEntity(await mustFind(call, mdo, call.parameters.integer("id"))) };
  };

const byId = (call: Call) => listOfDefinition(call.parameters.integer("udListDefinitionId"));
const byName = (call: Call) => listNamed(call.parameters.text("udListDefinitionName") ?? "");

/** MDO names: lists that have operations of their own, and whatever else the tenant has items of. */
async function mdoNames(call: Call): Promise<readonly string[]> {
  const ofTenant = (await call.tenant.directory()).lists();
  return [...new Set([...knownLists.map(({ mdo }) => mdo), ...ofTenant])].sort();
}

/** The MDO name of a list that there is, in any letter case, or undefined. */
async function mdoName(call: Call, name: unknown): Promise<string | undefined> {
  const wanted = String(name ?? "").toLowerCase();
  return (await mdoNames(call)).includes(wanted) ? wanted : undefined;
}

/** A list by the MDO name in the path; 404 where the tenant has none such. */
const mdoOfPath =
  (form: typeof mdoListItem): Handler =>
  async (call) =>
    mdoAnswer(call, found(await mdoName(call, call.parameters.text("listname"))), form);

/** A list by the MDO name in the body; null where the tenant has none such (platform.md, "Answers"). */
const mdoOfBody =
  (form: typeof mdoListItem): Handler =>
  async (call) => {
    const { Name: name, OnlyHistory: onlyHistory } = objectBody(call);
    const mdo = await mdoName(call, name);
    if (mdo === undefined) return { status: 200, body: null };
    // What a user chose before is nothing that the sandbox keeps.
    return onlyHistory === true ? { status: 200, body: [] } : mdoAnswer(call, mdo, form);
  };

const names: Handler = async (call) => ({ status: 200, body: await mdoNames(call) });

/** Lists themselves, and lists by name. */
export const definitionHandlers: Handlers = {
  ...Object.fromEntries(
    knownLists.map((list): [string, Handler] => [`${list.operations}_GetListDefinition`, definitionOf(list)]),
  ),
  v1ListEntity_GetListDefinitions: async () => ({ status: 200, body: knownLists.map(definition) }),
  v1ListEntity_GetListEntity: async (call) => ({
    status: 200,
    body: linked(call, found(listOfDefinition(call.parameters.integer("id")))),
  }),
  v1ListEntity_GetListEntityByName: async (call) => ({
    status: 200,
    body: definition(found(listNamed(call.parameters.text("name") ?? ""))),
  }),
  v1ListItemEntity_GetAllFromListDefinition: itemsOf(byId),
  v1ListItemEntity_GetAllFromListName: itemsOf(byName),
  v1ListItemEntity_GetFromListDefinition: itemOf(byId),
  v1ListItemEntity_GetFromListName: itemOf(byName),
  v1MDOList_GetListOfLists: names,
  v1MDOList_GetList: mdoOfPath(mdoListItem),
  v1MDOList_GetSelectableList: mdoOfPath(selectableListItem),
  v1MDOAgent_GetListNames: names,
  v1MDOAgent_GetList: mdoOfBody(mdoListItem),
  v1MDOAgent_GetSimpleList: mdoOfBody(mdoListItem),
  v1MDOAgent_GetSelectableList: mdoOfBody(selectableListItem),
  v1MDOAgent_GetSelectableSimpleList: mdoOfBody(selectableListItem),
  v1MDOAgent_GetListItem: async (call) => {
    const { ListName: name, Id: id } = objectBody(call);
    const item = (await call.tenant.directory()).item(String(name).toLowerCase(), Number(id));
    return { status: 200, body: item === undefined ? null : mdoListItem(item) };
  },
  v1MDOAgent_GetListIdByListName: async (call) => ({
    status: 200,
    body: definitionId(String(objectBody(call).Name ?? "").toLowerCase()),
  }),
};
