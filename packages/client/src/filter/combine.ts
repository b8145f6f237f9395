import { type FilterInput, formatFilter } from "@so-webapi/platform/query";

/**
 * A condition on rows, as {@link field}, {@link and} and {@link or} make it. It writes itself, so that lists without filters
 * bring nothing of this along.
 */
export interface Filter {
  /** The condition as a tree, in the form of `@so-webapi/platform`. */
  readonly node: FilterInput;
  /**
   * The condition as the platform reads it.
   *
   * @throws {PlatformError} `filter-invalid` for a column or a value that cannot be written.
   */
  toString(): string;
}

/** Makes a filter of a tree. */
export function filterOf(node: FilterInput): Filter {
  return { node, toString: () => formatFilter(node) };
}

/** What stands for no condition, so that one can be left out where it is written. */
export type NoFilter = false | null | undefined;

/**
 * All conditions must hold. What is `false`, `null` or `undefined` is left out: `and(a, wanted && b)`.
 *
 * @throws {TypeError} when none is left: rows that nothing restricts are not what was asked for.
 *
 * @example
 * import { and, field } from "@so-webapi/client/filter";
 *
 * and(field("name").begins("S"), field("category").oneOf(1, 2), field("updatedDate").before("2026-01-01"));
 */
export function and(...filters: readonly (Filter | NoFilter)[]): Filter {
  return combine("and", filters);
}

/**
 * One of the conditions must hold, or several. What is `false`, `null` or `undefined` is left out.
 *
 * @throws {TypeError} when none is left.
 */
export function or(...filters: readonly (Filter | NoFilter)[]): Filter {
  return combine("or", filters);
}

/**
 * Writes a filter as the platform reads it, for `query: { $filter }` and for archives. Texts are quoted, so that no
 * value can end its own and go on as a condition.
 *
 * @throws {PlatformError} `filter-invalid` for a column or a value that cannot be written.
 *
 * @example
 * import { field, filterText } from "@so-webapi/client/filter";
 *
 * const result = await so.contact.list({ query: { $filter: filterText(field("name").begins("O'Hara")) } });
 */
export function filterText(filter: Filter): string {
  return filter.toString();
}

function combine(kind: "and" | "or", filters: readonly (Filter | NoFilter)[]): Filter {
  const [first, ...others] = filters.filter((filter) => !!filter);
  if (!first) throw new TypeError(`${kind} needs a condition`);
  return others.length === 0 ? first : filterOf({ kind, terms: [first, ...others].map(({ node }) => node) });
}
