import { formatOrderBy } from "@so-webapi/platform/query";

/** A column to sort by, with its direction where it is not the usual, ascending one: `"name"`, `"name desc"`. */
export type OrderBy<Column extends string = string> = Column | `${Column} ${"asc" | "desc"}`;

/**
 * Writes `$orderBy`.
 *
 * @throws {PlatformError} `order-by-invalid` for what is no column or no direction.
 */
export function orderByText(columns: readonly OrderBy[]): string {
  return formatOrderBy(
    columns.map((text) => {
      const [, column = text, direction = "asc"] = /^(\S+) (asc|desc)$/.exec(text) ?? [];
      return { column, direction: direction as "asc" | "desc" };
    }),
  );
}
