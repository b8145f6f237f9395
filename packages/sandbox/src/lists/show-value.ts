import type { Manners } from "../http/manners.ts";
import type { Instant } from "../model/instant.ts";
import type { Directory } from "../tenant/directory.ts";
import type { ListColumn } from "./column.ts";

/**
 * A stored value as a list in Slim mode shows it: numbers and truth as they are, the name of a list's item, of a user or of
 * a group instead of its id, dates as ISO text, texts in the caller's language.
 *
 * Source: the samples (`personId` a number); rest/Contact/v1ContactEntity_GetAll.md:61 and 66; docs.superoffice.com, OData
 * search, "Using filters" (a category by its name).
 */
export function showValue(
  column: ListColumn,
  value: unknown,
  directory: Directory,
  manners: Manners,
): unknown {
  switch (column.kind) {
    case "boolean":
      return Number(value) !== 0;
    case "integer":
    case "decimal":
      return Number(value);
    case "item":
      return manners.text(directory.item(column.list, Number(value))?.name ?? "");
    case "group":
      return manners.text(directory.group(Number(value))?.name ?? "");
    case "associate":
      if (column.associateAs === "id") return Number(value);
      return directory.user(Number(value))?.[column.associateAs] ?? "";
    case "date":
    case "date-time":
      return manners.writeDateTime(String(value) as Instant, column.utc);
    default:
      return manners.text(String(value));
  }
}
