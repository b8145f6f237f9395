import { emptyOf } from "../../model/class-sheet.ts";
import { UNSET } from "../../model/instant.ts";
import type { JsonObject } from "../../model/json.ts";
import type { ListItem } from "../../tenant/directory.ts";
import { definitionId } from "./known-lists.ts";

// The forms in which operations show an item of a list. Names stay as stored: several languages in one text.

/** A `ListItemEntity` (rest/List_Category/v1CategoryList_GetAll.md:56). */
export function listItemEntity(item: ListItem): JsonObject {
  return {
    ...emptyOf("ListItemEntity"),
    Id: item.itemId,
    Name: item.name,
    Tooltip: item.tooltip,
    Deleted: item.deleted,
    UdListDefinitionId: definitionId(item.list),
    Rank: item.rank,
  };
}

/** An `MDOListItem`; what no page explains (`Type`, hints) is empty (rest/List_MDO/v1MDOList_GetList.md:60). */
export function mdoListItem(item: ListItem): JsonObject {
  return { ...emptyOf("MDOListItem"), ...mdoProperties(item) };
}

/** A `SelectableMDOListItem`; nothing is selected, for the sandbox keeps no choices of users. */
export function selectableListItem(item: ListItem): JsonObject {
  return { ...emptyOf("SelectableMDOListItem"), ...mdoProperties(item), LastChanged: UNSET };
}

function mdoProperties({ itemId, name, tooltip, deleted, rank }: ListItem): JsonObject {
  return { Id: itemId, Name: name, ToolTip: tooltip, Deleted: deleted, Rank: rank, FullName: name };
}

/** A class of id, value and tooltip: `Category`, `Business` and so on. */
export function simpleItem(className: string): ItemForm {
  return ({ itemId, name, tooltip }) => ({
    ...emptyOf(className),
    Id: itemId,
    Value: name,
    Tooltip: tooltip,
  });
}

/**
 * A class of its own, whose further properties stand in the item's `rest`. `members` are the enum members of what `rest`
 * leaves out: those with the number 0.
 */
export function ownClass(className: string, key: string, name: string, members: JsonObject = {}): ItemForm {
  return (item) => {
    const body = { ...emptyOf(className), ...members, ...item.rest, [key]: item.itemId, [name]: item.name };
    for (const [property, value] of [
      ["Tooltip", item.tooltip],
      ["Rank", item.rank],
      ["Deleted", item.deleted],
    ] as const)
      if (property in body) body[property] = value;
    return body;
  };
}

export type ItemForm = (item: ListItem) => JsonObject;
