import { PlatformError } from "../platform-error.ts";
import { type Success, success } from "../result.ts";
import { entriesOf } from "./columns.ts";
import { isColumn } from "./literals.ts";
import { failAt, type QueryFailure } from "./query-failure.ts";

/** A column to sort by. */
export interface OrderBy {
  /** As written, the letter case too; a slash reaches into what is related. */
  readonly column: string;
  readonly direction: "asc" | "desc";
  /** Where it begins, in UTF-16 code units from 0. */
  readonly place: number;
}

/** `column`: no name of a column. `direction`: something else than `asc` or `desc` behind it. */
export type OrderByErrorCode = "order-by-column" | "order-by-direction";

/**
 * Reads the value of an `$orderBy`: columns between commas, `asc` or `desc` behind a column, in any case; ascending
 * where nothing stands. Empty entries are ignored.
 *
 * Source: rest/Contact/v1ContactEntity_GetAll.md:19 and 57. That nothing means ascending is OData's rule.
 *
 * @example
 * const result = parseOrderBy("name, category desc");
 * result.ok && result.value.map(({ direction }) => direction); // ["asc", "desc"]
 */
export function parseOrderBy(text: string): Success<readonly OrderBy[]> | QueryFailure<OrderByErrorCode> {
  const columns: OrderBy[] = [];
  for (const entry of entriesOf(text)) {
    const { place } = entry;
    const [column = "", spelling = "asc", ...rest] = entry.text.split(/\s+/);
    if (!isColumn(column)) return failAt("order-by-column", "No name of a column.", place);
    const direction = spelling.toLowerCase();
    if (rest.length > 0 || (direction !== "asc" && direction !== "desc")) {
      return failAt("order-by-direction", "Behind a column stands asc, desc or nothing.", place);
    }
    columns.push({ column, direction, place });
  }
  return success(columns);
}

/**
 * Writes an `$orderBy`. No columns give an empty text: leave the parameter out then. The text is not yet encoded
 * for a URL.
 *
 * @throws {PlatformError} `order-by-invalid` for a column or direction that {@link parseOrderBy} would not read.
 *
 * @example
 * formatOrderBy([{ column: "name", direction: "asc" }, { column: "category", direction: "desc" }]);
 * // "name asc,category desc"
 */
export function formatOrderBy(columns: readonly Omit<OrderBy, "place">[]): string {
  return columns
    .map(({ column, direction }) => {
      if (!isColumn(column) || !["asc", "desc"].includes(direction)) {
        throw new PlatformError("order-by-invalid", "A column for $orderBy cannot be written.");
      }
      return `${column} ${direction}`;
    })
    .join(",");
}
