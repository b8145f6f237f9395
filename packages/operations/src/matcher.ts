import type { Method, Operation } from "./operation.ts";

/** What the matcher reads of an operation. */
export type Routed = Pick<Operation, "match" | "method" | "path">;

/** What became of a method and a path. */
export type Match<Own extends Routed = Operation> =
  | {
      readonly kind: "found";
      readonly operation: Own;
      readonly params: Readonly<Record<string, string>>;
    }
  | { readonly kind: "wrong-method"; readonly allow: readonly Method[] }
  | { readonly kind: "not-found" };

/** Finds the operation for a method and a path (decoded pathname without query). */
export type Matcher<Own extends Routed = Operation> = (method: string, path: string) => Match<Own>;

interface End<Own extends Routed> {
  readonly operation: Own;
  /** Names of the path's parameters, from left to right. */
  readonly names: readonly string[];
}

interface Node<Own extends Routed> {
  literals: Map<string, Node<Own>> | undefined;
  parameter: Node<Own> | undefined;
  /** Operations whose path ends here. */
  ends: End<Own>[] | undefined;
}

const node = <Own extends Routed>(): Node<Own> => ({
  literals: undefined,
  parameter: undefined,
  ends: undefined,
});
const integer = /^-?\d+$/;

/**
 * Builds a matcher over the given operations. Letter case and one trailing slash make no difference;
 * a literal segment wins over a parameter; of two templates that collide, the `match` mark decides.
 * Empty segments inside a path match nothing.
 */
export function createMatcher<Own extends Routed>(operations: readonly Own[]): Matcher<Own> {
  const root = node<Own>();
  for (const operation of operations) insert(root, operation);
  return (method, path) => {
    if (!path.startsWith("/")) return { kind: "not-found" };
    const segments = path.slice(1, path.endsWith("/") ? -1 : undefined).split("/");
    if (segments.includes("")) return { kind: "not-found" };
    const ends: Candidate<Own>[] = [];
    collect(root, segments, 0, [], ends);
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

function insert<Own extends Routed>(root: Node<Own>, operation: Own): void {
  let at = root;
  const names: string[] = [];
  for (const segment of operation.path.split("/")) {
    if (segment === "") continue;
    if (segment.startsWith("{")) {
      names.push(segment.slice(1, -1));
      at.parameter ??= node();
      at = at.parameter;
      continue;
    }
    const key = segment.toLowerCase();
    at.literals ??= new Map();
    let next = at.literals.get(key);
    if (next === undefined) {
      next = node();
      at.literals.set(key, next);
    }
    at = next;
  }
  at.ends ??= [];
  at.ends.push({ operation, names });
}

interface Candidate<Own extends Routed> extends End<Own> {
  readonly values: readonly string[];
}

/** Adds what the path may mean, literal segments before parameters. */
function collect<Own extends Routed>(
  at: Node<Own>,
  segments: readonly string[],
  index: number,
  values: readonly string[],
  found: Candidate<Own>[],
): void {
  const segment = segments[index];
  if (segment === undefined) {
    for (const { operation, names } of at.ends ?? []) {
      if (admits(operation, names, values)) found.push({ operation, names, values });
    }
    return;
  }
  const literal = at.literals?.get(segment.toLowerCase());
  if (literal !== undefined) collect(literal, segments, index + 1, values, found);
  if (at.parameter !== undefined) collect(at.parameter, segments, index + 1, [...values, segment], found);
}

function admits({ match }: Routed, names: readonly string[], values: readonly string[]): boolean {
  if (match === undefined) return true;
  return (match.form === "integer") === integer.test(values[names.indexOf(match.parameter)] ?? "");
}
