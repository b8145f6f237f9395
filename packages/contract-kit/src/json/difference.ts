import { isArray, isObject, type Json } from "./json.ts";
import { type Token, toPointer } from "./pointer.ts";

/**
 * Lists where two values differ, as sentences with JSON pointers. Property order is no difference here; bytes are
 * compared elsewhere.
 */
export function differences(expected: Json, actual: Json | undefined, at: readonly Token[] = []): string[] {
  // Most values are equal, so a place is written only where one is not.
  const place = (): string => toPointer(at) || "(root)";
  if (actual === undefined) return [`${place()} is missing`];
  if (isArray(expected) && isArray(actual)) {
    const length =
      expected.length === actual.length
        ? []
        : [`${place()} has ${actual.length} elements, not ${expected.length}`];
    return [
      ...length,
      ...expected.flatMap((item, index) =>
        index < actual.length ? differences(item, actual[index], [...at, index]) : [],
      ),
    ];
  }
  if (isObject(expected) && isObject(actual)) {
    const extra = Object.keys(actual).filter((name) => !Object.hasOwn(expected, name));
    return [
      ...extra.map((name) => `${toPointer([...at, name])} is not expected`),
      ...Object.entries(expected).flatMap(([name, value]) =>
        differences(value, Object.hasOwn(actual, name) ? actual[name] : undefined, [...at, name]),
      ),
    ];
  }
  return Object.is(expected, actual)
    ? []
    : [`${place()} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}
