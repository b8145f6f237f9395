import type { KeyIndex } from "./key-index.ts";

/** Says whether a value is an object and no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How many objects and arrays stand inside each other, itself included; counts without recursion. */
export function depthOf(value: unknown): number {
  let depth = 0;
  let level = [value].filter(isContainer);
  while (level.length > 0) {
    depth++;
    level = level.flatMap((container) => Object.values(container)).filter(isContainer);
  }
  return depth;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/**
 * Says whether a value of the document is what a `test` expects (RFC 6902, 4.6): numbers by their value, arrays in
 * order, objects whatever their order and the case of their names. As deep as `expected` is.
 */
export function isEqual(actual: unknown, expected: unknown, keys: KeyIndex): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((value, index) => isEqual(actual[index], value, keys))
    );
  }
  if (!isRecord(expected)) return isSame(actual, expected);
  if (!isRecord(actual)) return false;
  const found = new Set<string>();
  for (const [name, value] of Object.entries(expected)) {
    const key = keys.keyOf(actual, name);
    if (key === undefined || !isEqual(actual[key], value, keys)) return false;
    found.add(key);
  }
  const { length } = Object.keys(actual);
  return found.size === length && Object.keys(expected).length === length;
}

function isSame(actual: unknown, expected: unknown): boolean {
  if (typeof actual === "bigint" && typeof expected === "number") return isSameInteger(actual, expected);
  if (typeof actual === "number" && typeof expected === "bigint") return isSameInteger(expected, actual);
  return actual === expected;
}

function isSameInteger(exact: bigint, value: number): boolean {
  return Number.isInteger(value) && BigInt(value) === exact;
}
