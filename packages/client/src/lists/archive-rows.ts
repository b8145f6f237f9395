import type { ArchiveAgentGetArchiveListByColumns2Request, ArchiveListItem } from "@so-webapi/types";
import type { CallOptions } from "../api/call-types.ts";
import type { Filter } from "../filter/combine.ts";
import { type AnyAnswer, settle } from "../result/settle.ts";
import { SoNextLinkError } from "./next-link.ts";
import { type OrderBy, orderByText } from "./order-by.ts";
import { type FetchedPage, iterateRows, type Rows } from "./row-iterable.ts";

/** The options that a call gets for one page of an archive. */
export type ArchivePage = CallOptions & {
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
};

/** The call of an archive: `so.agents.archive.getArchiveListByColumns2`. */
export type ArchiveCall = (
  body: ArchiveAgentGetArchiveListByColumns2Request,
  page: ArchivePage,
) => AnyAnswer<ArchiveListItem[] | null>;

/** What rows of an archive to fetch, and in which order. The options of calls count for each page. */
export interface ArchiveOptions extends ArchivePage {
  /** The archive provider: `"FindContact"`. `so.agents.archive.getProviderNames` lists them. */
  readonly provider: string;
  /** Columns to show. */
  readonly columns: readonly string[];
  /** Which rows. A text goes as it is. Default: all. */
  readonly filter?: Filter | string | undefined;
  /** Columns to sort by, ascending unless one says otherwise. Default: the provider's. */
  readonly orderBy?: readonly OrderBy[] | undefined;
  /** Kinds of rows. Default: the provider's. */
  readonly entities?: readonly string[] | undefined;
  /** Rows per page. Default 1,000. */
  readonly pageSize?: number | undefined;
}

/** Source: docs.superoffice.com, `IArchiveProvider`, SetPagingInfo (page zero, of a thousand rows). */
const FIRST_PAGE = 0;
const PAGE_SIZE = 1000;

/**
 * Fetches the rows of an archive through its agent while you read them, page after page, until one is empty. Where the
 * operation `GET Archive/{provider}` does, {@link rows} is the shorter way: it is told by a link where the end is.
 *
 * A page that repeats the one before it ends the reading with an `SoNextLinkError`, its `reason` is `loop`.
 *
 * @throws {PlatformError} at once, for a filter or an order that cannot be written.
 *
 * @example
 * import { archiveAgent } from "@so-webapi/client/agents/archive";
 * import { field } from "@so-webapi/client/filter";
 * import { archiveRows } from "@so-webapi/client/lists";
 *
 * const so = createClient({ baseUrl: "http://127.0.0.1:8787", apis: [archiveAgent] });
 * const found = archiveRows(so.agents.archive.getArchiveListByColumns2, {
 *   provider: "FindContact",
 *   columns: ["contactId", "name"],
 *   filter: field("name").begins("S"),
 * });
 * for await (const { PrimaryKey, ColumnData } of found) console.log(PrimaryKey, ColumnData?.name?.DisplayValue);
 */
export function archiveRows(call: ArchiveCall, options: ArchiveOptions): Rows<ArchiveListItem> {
  const { provider, columns, filter, orderBy = [], entities = [], pageSize = PAGE_SIZE, ...page } = options;
  const body = {
    ProviderName: provider,
    Columns: columns.join(),
    ...(filter && { Restrictions: String(filter) }),
    ...(orderBy.length > 0 && { SortOrder: orderByText(orderBy) }),
    ...(entities.length > 0 && { Entities: entities.join() }),
    PageSize: pageSize,
  };

  async function* fetchPages(): AsyncGenerator<FetchedPage<ArchiveListItem>> {
    let before = "";
    for (let number = FIRST_PAGE; ; number++) {
      const answer = call({ ...body, Page: number }, page);
      const result = await settle<ArchiveListItem[] | null>(answer);
      if (!result.ok) throw result.error;
      const items = result.data ?? [];
      if (items.length === 0) return;
      const keys = items.map(({ EntityName, PrimaryKey }) => `${EntityName} ${PrimaryKey}`).join();
      if (keys === before) throw new SoNextLinkError("loop", answer.call);
      before = keys;
      yield { rows: items, call: answer.call };
    }
  }
  return iterateRows(fetchPages, options.signal);
}
