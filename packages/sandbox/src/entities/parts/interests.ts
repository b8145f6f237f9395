import { sql } from "drizzle-orm";
import { badRequest } from "../../http/failure.ts";
import { type Instant, UNSET } from "../../model/instant.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { prepareRead, type Read } from "../../storage/prepared-read.ts";
import { insertPrepared, statementPrepared } from "../../storage/prepared-write.ts";
import { interests } from "../../storage/schema.ts";
import type { Database, Statement } from "../../storage/storage.ts";
import type { Directory, ListItem } from "../../tenant/directory.ts";
import { inChunks } from "./chunks.ts";
import type { Owner } from "./elements.ts";

export type InterestRow = typeof interests.$inferSelect;

/** The MDO lists that hold the interests (rest/Person/v1PersonEntity_PostPersonEntity.md:75). */
const lists: Readonly<Record<Owner, string>> = { contact: "contint", person: "persint" };

/**
 * All interests there are, as `SelectableMDOListItem`, with the chosen ones marked; a deleted one shows only where it is
 * chosen. Source: seeds/004_7c42c1a8b5cadfa8.txt:62, "available and selected".
 */
export function interestItems(
  directory: Directory,
  owner: Owner,
  chosen: readonly InterestRow[],
): JsonObject[] {
  const changedAt = new Map(chosen.map((row) => [row.itemId, row.changedAt]));
  return directory
    .items(lists[owner])
    .filter((item) => !item.deleted || changedAt.has(item.itemId))
    .map((item) => selectableItem(item, changedAt.get(item.itemId)));
}

function selectableItem(item: ListItem, changedAt: Instant | undefined): JsonObject {
  return {
    Id: item.itemId,
    Name: item.name,
    ToolTip: item.tooltip,
    Deleted: item.deleted,
    Rank: item.rank,
    Type: "",
    ColorBlock: 0,
    IconHint: "",
    Selected: changedAt !== undefined,
    LastChanged: changedAt ?? UNSET,
    ChildItems: [],
    ExtraInfo: "",
    StyleHint: "",
    Hidden: false,
    FullName: item.name,
    TableRight: null,
    FieldProperties: {},
  };
}

/**
 * Ids of the interests that a body chooses: the array tells the whole choice, and of two entries for one interest the
 * later one counts, so that a patch that appends an entry decides.
 *
 * @throws {PlatformFailure} 400 for one that the list does not have.
 */
export function chosenInterests(directory: Directory, owner: Owner, value: unknown): ReadonlySet<number> {
  const chosen = new Set<number>();
  if (!Array.isArray(value)) return chosen;
  for (const entry of value) {
    if (!isJsonObject(entry) || typeof entry.Id !== "number") continue;
    if (entry.Selected !== true) chosen.delete(entry.Id);
    else chosen.add(entry.Id);
  }
  for (const id of chosen)
    if (directory.item(lists[owner], id) === undefined)
      throw badRequest(`Interests: the list ${lists[owner]} has no such item.`);
  return chosen;
}

/** The statements that bring what is chosen from `before` to `after`; what stays chosen keeps its date. */
export function interestChanges(
  database: Database,
  owner: Owner,
  ownerId: number,
  before: ReadonlySet<number>,
  after: ReadonlySet<number>,
  at: Instant,
): Statement[] {
  const gone = [...before].filter((id) => !after.has(id));
  const added = [...after].filter((id) => !before.has(id));
  const rows = added.map((itemId) => ({ owner, ownerId, itemId, changedAt: at }));
  return [
    ...gone.map((itemId) =>
      statementPrepared(
        database,
        "delete interest",
        (value) =>
          database
            .delete(interests)
            .where(
              sql`${interests.owner} = ${value("owner")} and ${interests.ownerId} = ${value("ownerId")} and ${interests.itemId} = ${value("itemId")}`,
            ),
        { owner, ownerId, itemId },
      ),
    ),
    ...inChunks(rows, 4).map((chunk) => insertPrepared(database, interests, "interests", chunk)),
  ];
}

/** Reads what one owner, `id`, has chosen. */
export function prepareInterests(database: Database, owner: Owner): Read<InterestRow> {
  return prepareRead(
    database,
    database
      .select()
      .from(interests)
      .where(sql`${interests.owner} = ${owner} and ${interests.ownerId} = ${sql.placeholder("id")}`),
  );
}
