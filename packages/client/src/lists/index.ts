export { type ArchiveCall, type ArchiveOptions, archiveRows } from "./archive-rows.ts";
export { SoNextLinkError } from "./next-link.ts";
export { type OrderBy, orderByText } from "./order-by.ts";
export type { Rows } from "./row-iterable.ts";
export { type ListCall, type ListOptions, type ListPage, type ListRow, rows } from "./rows.ts";
