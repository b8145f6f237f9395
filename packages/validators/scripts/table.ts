import { lineOf, reference, typeOf } from "./lines.ts";
import type { Contract, Node, OperationSchemas } from "./schemas.ts";

/** A group's operations in their packed form, with `<NAME>` in place of the numbers of lines. */
export interface GroupRows {
  readonly path: string;
  /** What the operationIds begin with. */
  readonly start: string;
  readonly rows: string;
}

/** The lines of classes by name, and the rows of operations. */
export interface NamedTable {
  readonly lines: ReadonlyMap<string, string>;
  readonly groups: readonly GroupRows[];
}

/** Writes the schemas of the groups, and of all classes that they reach, as lines. */
export function tableOf(
  contract: Contract,
  byGroup: ReadonlyMap<string, readonly OperationSchemas[]>,
): NamedTable {
  const lines = new Map<string, string>();
  const hoistFor = (name: string) => {
    let parts = 0;
    return (line: string): string => {
      const part = `${name}~${++parts}`;
      lines.set(part, line);
      return reference(part);
    };
  };
  const groups = [...byGroup].map(([path, operations]) => groupRows(path, operations, hoistFor));
  const visit = (text: string): void => {
    for (const name of namesIn(text)) {
      if (lines.has(name)) continue;
      lines.set(name, "");
      lines.set(name, lineOf(schemaOf(contract, name), hoistFor(name)));
    }
  };
  for (const { rows } of groups) visit(rows);
  // A map gives what is added while it is walked, too.
  for (const name of lines.keys()) visit(lines.get(name) ?? "");
  return withoutTwins({ lines, groups });
}

/** Classes that a text refers to. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(/<([^>]+)>/g)].map(([, name = ""]) => name);

/** Puts something else in the place of each reference. */
export const withReferences = (text: string, by: (name: string) => string): string =>
  text.replaceAll(/<([^>]+)>/g, (_, name: string) => by(name));

function schemaOf(contract: Contract, name: string): Node {
  const schema = contract.components.schemas[name];
  if (schema === undefined) throw new Error(`no class ${name}`);
  return schema;
}

function groupRows(
  path: string,
  operations: readonly OperationSchemas[],
  hoistFor: (name: string) => (line: string) => string,
): GroupRows {
  const start = startOf(operations.map(({ operationId }) => operationId));
  const rows = operations.map(({ operationId, request, responses }) => {
    const hoist = hoistFor(operationId);
    const answers = Object.entries(responses).map(([status, schema]) => `${status}:${typeOf(schema, hoist)}`);
    const body = request === undefined ? "-" : typeOf(request, hoist);
    return [operationId.slice(start.length), body, ...answers].join(" ");
  });
  return { path, start, rows: rows.join("\n") };
}

/** What all names begin with, up to and with an underscore. */
function startOf([first = "", ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, first.slice(0, length).lastIndexOf("_") + 1);
}

/**
 * A class whose line is no more than a type stands as that type wherever it is named, and classes that say the same, as
 * many inputs and answers do, have one line.
 */
function withoutTwins({ lines, groups }: NamedTable): NamedTable {
  let changed = true;
  let now = { lines: new Map(lines), groups };
  while (changed) {
    const first = new Map<string, string>();
    const stands = new Map<string, string>();
    for (const [name, line] of now.lines) {
      const twin = first.get(line);
      if (/^[A-Z]$/.test(line)) stands.set(name, line);
      else if (twin === undefined) first.set(line, name);
      else stands.set(name, reference(twin));
    }
    const replaced = (text: string): string =>
      withReferences(text, (name) => stands.get(name) ?? reference(name));
    now = {
      lines: new Map(
        [...now.lines].flatMap(([name, line]) => (stands.has(name) ? [] : [[name, replaced(line)] as const])),
      ),
      groups: now.groups.map((group) => ({ ...group, rows: replaced(group.rows) })),
    };
    changed = stands.size > 0;
  }
  return now;
}
