/** What a URL is made of, beside the base URL. */
export interface UrlParts {
  readonly path?: object;
  readonly query?: object;
}

/** Writes a query: a list is repeated, what is undefined or null is left out. */
export type WriteQuery = (query: object) => string;

/**
 * Writes the path and the query of a request, from a template and its parameters.
 *
 * @param refuse - makes the error for a parameter that is missing, empty or would lead elsewhere.
 */
export function finalPath(
  template: string,
  { path = {}, query = {} }: UrlParts,
  writeQuery: WriteQuery,
  refuse: (what: string) => Error,
): string {
  const values = new Map<string, unknown>(Object.entries(path));
  const filled = template.replace(/\{([^{}]+)\}/g, (_all, name: string) => {
    const value = values.get(name);
    if (!isSegment(value)) throw refuse(`${name} is missing or cannot be a part of a path`);
    return encodeURIComponent(value);
  });
  const search = writeQuery(query).replace(/^\??(?=.)/, "?");
  return filled + search;
}

/** The platform's way: `$select=Name&to=a&to=b`. */
export function writeQuery(query: object): string {
  return Object.entries(query)
    .flatMap(([name, value]: [string, unknown]) =>
      [value].flat().flatMap((item) => {
        if (item === undefined || item === null) return [];
        if (typeof item === "object") throw new TypeError(`${name} cannot be in a query`);
        return `${name}=${encodeURIComponent(`${item}`)}`;
      }),
    )
    .join("&");
}

/** A URL takes a lone `.` or `..` away, even when it is written `%2e` (WHATWG URL, 4.4). */
function isSegment(value: unknown): value is string | number {
  return Number.isFinite(value) || (typeof value === "string" && /^(?!\.{1,2}$)[^/\\]+$/.test(value));
}
