import { isAlias, isMap, isScalar, isSeq, type Node } from "yaml";

// Small readers that are put together to the shape of a file. A reader says what is wrong where, and goes on, so that all
// mistakes of a file are told at once.

/**
 * What can be wrong with a seed file:
 *
 * - `seed-yaml`: it is no YAML, or uses an alias.
 * - `seed-type`: something of another type is wanted there.
 * - `seed-value`: the type is right, and the value is not.
 * - `seed-key-unknown`, `seed-key-missing`: a key that is not known, or one that must be there.
 * - `seed-duplicate`: an id or a name that was given before.
 * - `seed-reference`: what is meant is not in the file.
 */
export type SeedErrorCode =
  | "seed-yaml"
  | "seed-type"
  | "seed-value"
  | "seed-key-unknown"
  | "seed-key-missing"
  | "seed-duplicate"
  | "seed-reference";

/** Collects what a reader finds. */
export interface Findings {
  complain(code: SeedErrorCode, message: string, node: unknown): void;
  /** Remembers that there is a `kind` of this id; a second one is a complaint, which calls it `shown`, the id by default. */
  define(kind: string, id: number | string, node: unknown, shown?: string): void;
  /** Remembers that one is meant, to be checked when all is read. */
  refer(kind: string, id: number | string, node: unknown): void;
}

/** Reads a node of YAML. Gives undefined where it has complained. */
export interface Reader<Value> {
  /** What stands for an absent key; where it is undefined, the key must be there. */
  readonly absent?: Value | undefined;
  read(node: unknown, findings: Findings): Value | undefined;
}

/** What a reader gives. */
export type ReadBy<R> = R extends Reader<infer Value> ? Value : never;

/** Makes a key optional. */
export function optional<Value>(reader: Reader<Value>, absent: Value): Reader<Value> {
  return { ...reader, absent };
}

/** A scalar that `accept` takes; `what` says in errors what was wanted. */
export function scalar<Value>(what: string, accept: (value: unknown) => Value | undefined): Reader<Value> {
  return {
    read(node, findings) {
      const value = isScalar(node) ? accept(node.value) : undefined;
      if (value === undefined) findings.complain(aliasOr(node, "seed-type"), `${what} is wanted here`, node);
      return value;
    },
  };
}

export const text = scalar("a text", (value) => (typeof value === "string" ? value : undefined));
export const bool = scalar("true or false", (value) => (typeof value === "boolean" ? value : undefined));
export const decimal = scalar("a number", (value) =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined,
);
export const integer = scalar("a whole number", (value) =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : undefined,
);
/** An id: whole, from 1 to the largest int32. */
export const id = scalar("an id (1 to 2147483647)", (value) =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 0x7fff_ffff
    ? value
    : undefined,
);

/** A list, read element by element. */
export function list<Value>(element: Reader<Value>): Reader<readonly Value[]> {
  return {
    read(node, findings) {
      if (!isSeq(node)) {
        findings.complain(aliasOr(node, "seed-type"), "a list is wanted here", node);
        return undefined;
      }
      return node.items.flatMap((item) => {
        const value = element.read(item, findings);
        return value === undefined ? [] : [value];
      });
    },
  };
}

/** A map with any keys. `valueAt` gives the reader of a key's value, or undefined where the key is not known. */
export function dictionary<Value>(
  valueAt: (key: string) => Reader<Value> | undefined,
): Reader<Readonly<Record<string, Value>>> {
  return {
    read(node, findings) {
      const values: [string, Value][] = [];
      for (const [key, keyNode, valueNode] of entriesOf(node, findings) ?? []) {
        const reader = valueAt(key);
        if (reader === undefined)
          findings.complain("seed-key-unknown", `nothing is called ${key} here`, keyNode);
        const value = reader?.read(valueNode, findings);
        if (value !== undefined) values.push([key, value]);
      }
      return isMap(node) ? Object.fromEntries(values) : undefined;
    },
  };
}

/** A map with the given keys and no others. */
export function object<Fields extends Readonly<Record<string, Reader<unknown>>>>(
  fields: Fields,
): Reader<{ readonly [Key in keyof Fields]: ReadBy<Fields[Key]> }> {
  type Value = { readonly [Key in keyof Fields]: ReadBy<Fields[Key]> };
  const any = dictionary((key) => (Object.hasOwn(fields, key) ? fields[key] : undefined));
  return {
    read(node, findings) {
      const given = any.read(node, findings);
      if (given === undefined || !isMap(node)) return undefined;
      let isWhole = true;
      const values = Object.entries(fields).map(([key, reader]) => {
        if (Object.hasOwn(given, key)) return [key, given[key]];
        isWhole &&= reader.absent !== undefined;
        if (reader.absent === undefined && !node.has(key))
          findings.complain("seed-key-missing", `${key} is missing`, node);
        return [key, reader.absent];
      });
      // Every field was read by its own reader or stands at its default.
      return isWhole ? (Object.fromEntries(values) as Value) : undefined;
    },
  };
}

/** Reads and then looks at what was read. */
export function checked<Value>(
  reader: Reader<Value>,
  check: (value: Value, findings: Findings, node: unknown) => void,
): Reader<Value> {
  return {
    ...reader,
    read(node, findings) {
      const value = reader.read(node, findings);
      if (value !== undefined) check(value, findings, node);
      return value;
    },
  };
}

function entriesOf(node: unknown, findings: Findings): [string, Node, unknown][] | undefined {
  if (!isMap(node)) {
    findings.complain(aliasOr(node, "seed-type"), "a map of keys and values is wanted here", node);
    return undefined;
  }
  return node.items.flatMap(({ key, value }) => {
    if (isScalar(key) && typeof key.value === "string") return [[key.value, key, value]];
    findings.complain("seed-type", "a key is a text", key);
    return [];
  });
}

/** Anchors are refused: a handful of them can mean gigabytes. */
function aliasOr(node: unknown, code: SeedErrorCode): SeedErrorCode {
  return isAlias(node) ? "seed-yaml" : code;
}
