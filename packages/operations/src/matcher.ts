import type { Method, Operation } from "./operation.ts";

/** What became of a method and a path. */
export type Match =
  | {
      readonly kind: "found";
      readonly operation: Operation;
      readonly params: Readonly<Record<string, string>>;
    }
  | { readonly kind: "wrong-method"; readonly allow: readonly Method[] }
  | { readonly kind: "not-found" };

/** Finds the operation for a method and a path (decoded pathname without query). */
export type Matcher = (method: string, path: string) => Match;

interface Node {
  readonly literals: Map<string, Node>;
  parameter: Node | undefined;
  readonly ends: { readonly operation: Operation; readonly names: readonly string[] }[];
}

const node = (): Node => ({ literals: new Map(), parameter: undefined, ends: [] });
const segmentsOf = (path: string): string[] => path.split("/").filter((segment) => segment !== "");
const integer = /^-?\d+$/;

/**
 * Builds a matcher over the given operations. Letter case and one trailing slash make no difference;
 * a literal segment wins over a parameter; of two templates that collide, the `match` mark decides.
 * Empty segments inside a path match nothing.
 */
export function createMatcher(operations: readonly Operation[]): Matcher {
  const root = node();
  for (const operation of operations) insert(root, operation);
  return (method, path) => {
    const trimmed = path.endsWith("/") ? path.slice(0, -1) : path;
    const segments = trimmed.split("/");
    if (segments.shift() !== "" || segments.some((segment) => segment === "")) return { kind: "not-found" };
    const ends = candidates(root, segments, 0, []);
    const wanted = method.toUpperCase();
    for (const { operation, names, values } of ends) {
      if (operation.method !== wanted) continue;
      return {
        kind: "found",
        operation,
        params: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ""])),
      };
    }
    if (ends.length === 0) return { kind: "not-found" };
    return {
      kind: "wrong-method",
      allow: [...new Set(ends.map(({ operation }) => operation.method))].sort(),
    };
  };
}

function insert(root: Node, operation: Operation): void {
  let at = root;
  const names: string[] = [];
  for (const segment of segmentsOf(operation.path)) {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined) {
      const key = segment.toLowerCase();
      const next = at.literals.get(key) ?? node();
      at.literals.set(key, next);
      at = next;
    } else {
      names.push(name);
      at = at.parameter ??= node();
    }
  }
  at.ends.push({ operation, names });
}

type Candidate = Node["ends"][number] & { readonly values: readonly string[] };

function candidates(
  at: Node,
  segments: readonly string[],
  index: number,
  values: readonly string[],
): Candidate[] {
  const segment = segments[index];
  if (segment === undefined)
    return at.ends
      .filter((end) => admits(end.operation, end.names, values))
      .map((end) => ({ ...end, values }));
  const literal = at.literals.get(segment.toLowerCase());
  const found = literal === undefined ? [] : candidates(literal, segments, index + 1, values);
  if (at.parameter === undefined) return found;
  return [...found, ...candidates(at.parameter, segments, index + 1, [...values, segment])];
}

function admits({ match }: Operation, names: readonly string[], values: readonly string[]): boolean {
  if (match === undefined) return true;
  return (match.form === "integer") === integer.test(values[names.indexOf(match.parameter)] ?? "");
}
