import type { Answer, Call, Handlers } from "../http/call.ts";
import { badRequest } from "../http/failure.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { ListColumn } from "./column.ts";
import type { ListSource } from "./list-source.ts";
import {
  appointmentList,
  chatList,
  contactList,
  documentList,
  personList,
  saleList,
  ticketList,
} from "./sources.ts";
import { userList } from "./user-source.ts";

/** The archives that the pages of the lists name, line 27 of each: rest/Contact/v1ContactEntity_GetAll.md for example. */
const providers: ReadonlyMap<string, ListSource> = new Map([
  ["SimpleContact", contactList],
  ["Person", personList],
  ["FindAppointment", appointmentList],
  ["FindSale", saleList],
  ["FindDocument", documentList],
  ["Ticket", ticketList],
  ["ChatSession", chatList],
  ["AllUsers", userList],
]);

/**
 * `Agents/Archive/GetAvailableColumns`: the columns of the archive that a list is read from, with what can be sorted and
 * filtered by. Source: agent/Archive_Agent/v1ArchiveAgent_GetAvailableColumns.md:12; what it leaves open stands in
 * behaviours/lists.md.
 */
function getAvailableColumns(call: Call): Promise<Answer> {
  const { ProviderName: asked } = isJsonObject(call.body) ? call.body : {};
  const name = String(asked ?? "").toLowerCase();
  const found = [...providers].find(([provider]) => provider.toLowerCase() === name)?.[1];
  if (found === undefined)
    throw badRequest(`ProviderName: the sandbox has the archives ${[...providers.keys()].join(", ")}.`);
  const body = found.columns.map((column) => columnInfo(column, found.shown.includes(column.name)));
  return Promise.resolve({ status: 200, body });
}

function columnInfo({ name, list, canSort, canFilter }: ListColumn, isShown: boolean): JsonObject {
  return {
    DisplayName: null,
    DisplayTooltip: null,
    DisplayType: null,
    CanOrderBy: canSort,
    Name: name,
    CanRestrictBy: canFilter,
    RestrictionType: null,
    RestrictionListName: list || null,
    IsVisible: isShown,
    ExtraInfo: null,
    Width: null,
    IconHint: null,
    HeadingIconHint: null,
  };
}

/** Calls of `Agents/Archive`. */
export const archiveHandlers: Handlers = { v1ArchiveAgent_GetAvailableColumns: getAvailableColumns };
