import type { ListQuery, ODataSlimResponse } from "@so-webapi/types";
import type { CallOptions } from "../api/call-types.ts";
import { type FailedCall, SoContractError } from "../errors/so-error.ts";
import type { Filter } from "../filter/combine.ts";
import { type AnyAnswer, settle } from "../result/settle.ts";
import { type PageQuery, queryOfNextLink, SoNextLinkError } from "./next-link.ts";
import { type OrderBy, orderByText } from "./order-by.ts";
import { type FetchedPage, iterateRows, type Rows } from "./row-iterable.ts";

/** What every row has. Source: platform, "Queries". */
export interface RowKey {
  readonly PrimaryKey: number;
  /** The kind of row; a list can hold several. */
  readonly EntityName: string;
}

/** A row whose columns are not known at compile time. */
export type ListRow = RowKey & Readonly<Record<string, unknown>>;

/** The options that a call gets for one page. */
export interface ListPage extends CallOptions {
  readonly select?: readonly string[] | undefined;
  readonly query: ListQuery;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The call of a list: `so.contact.list`, or a function that gives it what it takes before its options. */
export type ListCall = (page: ListPage) => AnyAnswer<ODataSlimResponse>;

/** What rows to fetch, and in which order. The options of calls count for each page. */
export interface ListOptions<Row extends object = Record<string, unknown>> extends CallOptions {
  /** Which rows. A text goes as it is. Default: all. */
  readonly filter?: Filter | string | undefined;
  /** Columns, in any case; functions as documented: `"Count(category):Footer"`. Default: what the platform shows. */
  readonly select?: readonly (keyof Row & string)[] | undefined;
  /** Columns to sort by, ascending unless one says otherwise: `["category desc", "name"]`. Default: the platform's. */
  readonly orderBy?: readonly OrderBy<keyof Row & string>[] | undefined;
  /** Rows per page, sent as `$top`. Default: the platform's, 1,000. */
  readonly pageSize?: number | undefined;
  /** Rows to leave out at the beginning. Default 0. */
  readonly skip?: number | undefined;
  /** Further query parameters of the list: `{ $entities: "contact" }`. Those above win. Default: none. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  /** Headers for each page. Default: none. */
  readonly headers?: ListPage["headers"] | undefined;
}

/**
 * Fetches the rows of a list while you read them, page after page by `odata.nextLink`. Leave the loop, and no further
 * page is asked for. A link is followed within the call's own origin and path only; what it asks for is taken from it,
 * never where.
 *
 * The type of a row is what you say it is: the contract has no columns. Without one, columns are `unknown`.
 *
 * Reading throws the `SoError`s of the pages' calls, in both modes of the client, an {@link SoNextLinkError}, and an
 * `SoContractError` for an answer that is no list.
 *
 * @throws {PlatformError} at once, for a filter or an order that cannot be written.
 *
 * @example
 * import { and, field } from "@so-webapi/client/filter";
 * import { rows } from "@so-webapi/client/lists";
 *
 * interface ContactRow {
 *   readonly contactId: number;
 *   readonly name: string;
 * }
 * const found = rows<ContactRow>(so.contact.list, {
 *   filter: and(field("name").begins("S"), field("category").oneOf(1, 2)),
 *   select: ["contactId", "name"],
 *   orderBy: ["name desc"],
 * });
 * for await (const row of found) console.log(row.PrimaryKey, row.name);
 *
 * // A list below something else: give the call what stands before its options.
 * for await (const page of rows((page) => so.contact.persons(7, page)).pages()) console.log(page.length);
 */
export function rows<Row extends object = Record<string, unknown>>(
  call: ListCall,
  options: ListOptions<Row> = {},
): Rows<RowKey & Readonly<Row>> {
  const { filter, select = [], orderBy = [], pageSize, skip, query, headers, ...callOptions } = options;
  const first = {
    ...query,
    ...(filter && { $filter: String(filter) }),
    ...(orderBy.length > 0 && { $orderBy: orderByText(orderBy) }),
    ...(pageSize !== undefined && { $top: pageSize }),
    ...(skip !== undefined && { $skip: skip }),
  };
  const fetchPage = (page: Partial<ListPage>, given: object) =>
    // What a link asks for is the platform's own word, whatever its types.
    call({ ...callOptions, headers, ...page, query: given });

  async function* fetchPages(): AsyncGenerator<FetchedPage<RowKey & Readonly<Row>>> {
    let next: PageQuery | undefined;
    do {
      const answer = next ? fetchPage({}, next) : fetchPage({ select }, first);
      const result = await settle<ODataSlimResponse>(answer);
      if (!result.ok) throw result.error;
      const { value, "odata.nextLink": link } = pageOf(result.data, answer.call);
      // The caller's word for what the columns are.
      yield { rows: (value ?? []) as (RowKey & Readonly<Row>)[], call: answer.call };
      const last: PageQuery | undefined = next;
      next = link ? queryOfNextLink(link, result.response.url, answer.call) : undefined;
      if (next && JSON.stringify(next) === JSON.stringify(last))
        throw new SoNextLinkError("loop", answer.call);
    } while (next);
  }
  return iterateRows(fetchPages, options.signal);
}

/**
 * Holds an answer to what reading it needs, since whoever answers may be no platform at all.
 *
 * @throws {SoContractError}
 */
function pageOf(data: ODataSlimResponse, call: FailedCall): ODataSlimResponse {
  const { value, "odata.nextLink": link }: Partial<ODataSlimResponse> = data ?? {};
  const wrong = !Array.isArray(value ?? [])
    ? "value"
    : typeof (link ?? "") !== "string"
      ? "odata.nextLink"
      : "";
  if (data && !wrong) return data;
  throw new SoContractError(
    [{ pointer: wrong && `/${wrong}`, keyword: "type", message: "must be a list's" }],
    { call },
  );
}
