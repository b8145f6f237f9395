/** A request target that may be looked up: the decoded path for the matcher, the query as it came. */
export interface Target {
  readonly kind: "path";
  /** Percent-decoded path, never empty. */
  readonly path: string;
  /** The query with its question mark, percent-encoded, or empty. */
  readonly query: string;
}

/** Why a target is refused; the words are safe to show. */
export interface RefusedTarget {
  readonly kind: "refused";
  readonly reason: string;
}

const refused = (reason: string): RefusedTarget => ({ kind: "refused", reason });

/**
 * Takes a request target apart and refuses what smells of traversal: forms other than the path (RFC 9112, 3.2.1),
 * `//host`, dot segments, backslashes, control characters, and each of them percent-encoded once or twice.
 * The documented paths need none of these.
 */
export function readTarget(target: string): Target | RefusedTarget {
  const mark = target.indexOf("?");
  const raw = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? "" : target.slice(mark);
  if (!raw.startsWith("/")) return refused("the target must be a path that begins with a slash");
  if (raw.startsWith("//")) return refused("the path must not begin with two slashes");
  if (/[^\x21-\x7e]/.test(target)) {
    return refused("path and query must be printable ASCII, everything else percent-encoded");
  }
  if (/[\\#]/.test(raw)) return refused("the path must not hold a backslash or a fragment");
  // %2f and %5c hide separators, %00 to %1f and %7f control characters, %25 before them a second decoding.
  if (/%(?:25)*(?:2f|5c|[01][0-9a-f]|7f)/i.test(raw)) {
    return refused("the path must not hold an encoded slash, backslash or control character");
  }
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch {
    return refused("the path's percent-encoding is not valid UTF-8");
  }
  // A parameter after the dots (`..;x`) is cut off by some servers and leaves the dots.
  if (/(?:^|\/)(?:\.|%(?:25)*2e){1,2}(?:;[^/]*)?(?:\/|$)/i.test(path)) {
    return refused("the path must not hold dot segments");
  }
  return { kind: "path", path, query };
}

/** Fills a path template with parameter values, each encoded as one segment. */
export function fillTemplate(template: string, params: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}
