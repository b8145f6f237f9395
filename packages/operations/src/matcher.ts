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
  return createLazyMatcher([{ under: "", operations: () => operations }]);
}

/** Operations that are asked for when a path first begins as theirs do. */
export interface LaterOperations<Own extends Routed = Operation> {
  /** Literal segments that all their paths begin with, in lower case: `/api/v1/contact`; empty where there are none. */
  readonly under: string;
  readonly operations: () => readonly Own[];
}

/** The same over operations that are made when they are needed: a program that starts and asks for few pays for few. */
export function createLazyMatcher<Own extends Routed>(parts: readonly LaterOperations<Own>[]): Matcher<Own> {
  const root = node<Own>();
  const later = new Map<string, LaterOperations<Own>[]>();
  let depth = 0;
  for (const part of parts) {
    const known = later.get(part.under);
    if (known === undefined) later.set(part.under, [part]);
    else known.push(part);
    depth = Math.max(depth, part.under.split("/").length - 1);
  }
  const insertPart = (under: string): void => {
    const found = later.get(under);
    if (found === undefined) return;
    later.delete(under);
    for (const { operations } of found) for (const operation of operations()) insert(root, operation);
  };
  insertPart("");
  // Paths without parameters, written as the contract writes them, are nearly all calls of agents: each is looked up once.
  const asWritten = new Map<string, Map<string, Match<Own>>>();
  const find: Matcher<Own> = (method, path) => {
    if (!path.startsWith("/")) return { kind: "not-found" };
    const segments = path.slice(1, path.endsWith("/") ? -1 : undefined).split("/");
    if (segments.includes("")) return { kind: "not-found" };
    if (later.size > 0) {
      let under = "";
      for (let index = 0; index < depth && index < segments.length; index++) {
        under += `/${segments[index]?.toLowerCase()}`;
        insertPart(under);
      }
    }
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
  return (method, path) => {
    const known = asWritten.get(method)?.get(path);
    if (known !== undefined) return known;
    const found = find(method, path);
    if (found.kind === "found" && found.operation.path === path && found.operation.method === method) {
      let paths = asWritten.get(method);
      if (paths === undefined) {
        paths = new Map();
        asWritten.set(method, paths);
      }
      paths.set(path, found);
    }
    return found;
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
