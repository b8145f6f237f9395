import { emptyOf } from "../model/class-sheet.ts";
import type { JsonObject } from "../model/json.ts";
import type { Directory } from "../tenant/directory.ts";

// What entities refer to, put together from the directory. An id of 0, or of nothing, is null: the samples of the pages
// show null for classes that are not filled.

/** An `Associate`. */
export function associateReference(directory: Directory, associateId: number): JsonObject | null {
  const user = directory.user(associateId);
  if (user === undefined) return null;
  return {
    ...emptyOf("Associate"),
    AssociateId: user.associateId,
    Name: user.userName,
    PersonId: user.personId,
    Rank: user.rank,
    Type: user.userType,
    GroupIdx: user.groupId,
    FullName: user.fullName,
    FormalName: user.fullName,
    Deleted: user.deleted,
    UserName: user.userName,
  };
}

/** One of the classes that are an item of a list: `{ Id, Value, Tooltip }`, as `Category` and `Business` are. */
export function listReference(directory: Directory, list: string, itemId: number): JsonObject | null {
  const item = directory.item(list, itemId);
  if (item === undefined) return null;
  return { Id: item.itemId, Value: item.name, Tooltip: item.tooltip, TableRight: null, FieldProperties: {} };
}

/** A `Country`; codes and prefixes stand in the item's `rest` by their wire names. */
export function countryReference(directory: Directory, countryId: number): JsonObject | null {
  const item = directory.item("country", countryId);
  if (item === undefined) return null;
  return {
    ...emptyOf("Country"),
    ...item.rest,
    CountryId: item.itemId,
    Name: item.name,
    Rank: item.rank,
    Tooltip: item.tooltip,
    Deleted: item.deleted,
  };
}

/** The id in a reference of a request (`{ "Id": 3 }`, `{ "AssociateId": 3 }`); 0 for null and where there is none. */
export function referenceId(value: unknown, key: string): number {
  if (typeof value !== "object" || value === null) return 0;
  const id = (value as JsonObject)[key];
  return typeof id === "number" ? id : 0;
}
