import { isDateTime } from "@so-webapi/platform/dates";
import type { Check, Violation } from "./violation.ts";

// What the compiled code is made of: see scripts/compile.ts.

/** Violations so far; null while there are none. */
export type Found = Violation[] | null;

/** A compiled schema: adds what is wrong with a value at a pointer to what was found before. */
export type Compiled = (value: unknown, pointer: string, found: Found) => Found;

type Wrong = Pick<Violation, "keyword" | "message">;
type Record_ = Readonly<Record<string, unknown>>;

const type = (name: string): Wrong => ({ keyword: "type", message: `must be ${name}` });

/** What is said of a value of the wrong kind. */
export const wrong = {
  int32: type("int32"),
  int64: type("int64"),
  double: type("double"),
  boolean: type("boolean"),
  string: type("string"),
  stringOrNull: type("string or null"),
  object: type("object"),
  array: type("array"),
} as const;

/** Adds a violation. */
export function fail(found: Found, pointer: string, { keyword, message }: Wrong): Violation[] {
  const violation = { pointer, keyword, message };
  if (found === null) return [violation];
  found.push(violation);
  return found;
}

// Scalars. These admit undefined: a property that is not there is the business of `need`.
// The type first: `|` would call methods that a body may have by the names toString and valueOf.
export const isInt32 = (value: unknown): boolean =>
  typeof value === "number" ? (value | 0) === value : value === undefined;
export const isInt64 = (value: unknown): boolean =>
  typeof value === "number" ? Number.isInteger(value) && Math.abs(value) <= 2 ** 63 : value === undefined;
export const isDouble = (value: unknown): boolean => value === undefined || Number.isFinite(value);
export const isBoolean = (value: unknown): boolean => typeof value === "boolean" || value === undefined;
export const isString = (value: unknown): boolean => typeof value === "string" || value === undefined;
export const isStringOrNull = (value: unknown): boolean => typeof value === "string" || value == null;
export const isObject = (value: unknown): value is Record_ =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text, and more of it by a second condition. */
export const text = (
  value: unknown,
  pointer: string,
  found: Found,
  admits: (value: string) => boolean,
  what: Wrong,
): Found => {
  if (typeof value !== "string") return value === undefined ? found : fail(found, pointer, wrong.string);
  return admits(value) ? found : fail(found, pointer, what);
};

const dateTime: Wrong = { keyword: "format", message: "must have the format so-date-time" };
export const date: Compiled = (value, pointer, found) => text(value, pointer, found, isDateTime, dateTime);

/** Flags: members as a comma list. */
const commaList: Wrong = { keyword: "pattern", message: "must be a comma list of the contract's members" };
export const flags = (value: unknown, pointer: string, found: Found, pattern: RegExp): Found =>
  text(value, pointer, found, (list) => pattern.test(list), commaList);

/** One of these texts. A value that is no text breaks both the type and the enum. */
export function oneOf(value: unknown, pointer: string, found: Found, members: readonly string[]): Found {
  if (value === undefined || members.includes(value as string)) return found;
  const before = typeof value === "string" ? found : fail(found, pointer, wrong.string);
  return fail(before, pointer, { keyword: "enum", message: `must be one of ${members.join(", ")}` });
}

export function array(value: unknown, pointer: string, found: Found, check: Compiled): Found {
  if (!Array.isArray(value)) return value === undefined ? found : fail(found, pointer, wrong.array);
  let all = found;
  for (let place = 0; place < value.length; place++) all = check(value[place], `${pointer}/${place}`, all);
  return all;
}

export const arrayOrNull = (value: unknown, pointer: string, found: Found, check: Compiled): Found =>
  value === null ? found : array(value, pointer, found, check);

export function dictionary(value: unknown, pointer: string, found: Found, check: Compiled): Found {
  if (!isObject(value)) return value === undefined ? found : fail(found, pointer, wrong.object);
  let all = found;
  for (const name of Object.keys(value)) all = check(value[name], `${pointer}/${escapeToken(name)}`, all);
  return all;
}

export const dictionaryOrNull = (value: unknown, pointer: string, found: Found, check: Compiled): Found =>
  value === null ? found : dictionary(value, pointer, found, check);

/** At least one of these; where none is, what each of them found, and that. */
export function anyOf(value: unknown, pointer: string, found: Found, checks: readonly Compiled[]): Found {
  if (value === undefined) return found;
  let all = found;
  for (const check of checks) {
    const own = check(value, pointer, null);
    if (own === null) return found;
    all = all === null ? own : [...all, ...own];
  }
  return fail(all, pointer, { keyword: "anyOf", message: "breaks anyOf" });
}

/** All of these are there, whatever their value. */
export function need(object: Record_, pointer: string, found: Found, names: readonly string[]): Found {
  let all = found;
  for (const name of names) {
    if (object[name] === undefined) {
      const at = `${pointer}/${escapeToken(name)}`;
      all = fail(all, at, { keyword: "required", message: "must be present" });
    }
  }
  return all;
}

/** Nothing but these is there. */
export function only(object: Record_, pointer: string, found: Found, names: readonly string[]): Found {
  let all = found;
  for (const name of Object.keys(object)) {
    if (!names.includes(name)) {
      const what = { keyword: "additionalProperties", message: "is not a property of the contract" };
      all = fail(all, `${pointer}/${escapeToken(name)}`, what);
    }
  }
  return all;
}

// Checks of their own, for elements and whole bodies.
export const any: Compiled = (_value, _pointer, found) => found;
export const object: Compiled = (value, pointer, found) =>
  value === undefined || isObject(value) ? found : fail(found, pointer, wrong.object);
export const int32: Compiled = (value, pointer, found) =>
  isInt32(value) ? found : fail(found, pointer, wrong.int32);
export const int64: Compiled = (value, pointer, found) =>
  isInt64(value) ? found : fail(found, pointer, wrong.int64);
export const double: Compiled = (value, pointer, found) =>
  isDouble(value) ? found : fail(found, pointer, wrong.double);
export const boolean: Compiled = (value, pointer, found) =>
  isBoolean(value) ? found : fail(found, pointer, wrong.boolean);
export const string: Compiled = (value, pointer, found) =>
  isString(value) ? found : fail(found, pointer, wrong.string);
export const stringOrNull: Compiled = (value, pointer, found) =>
  isStringOrNull(value) ? found : fail(found, pointer, wrong.stringOrNull);

/** The check of a whole body. Undefined, which no JSON holds, is judged as null. */
export const whole =
  (check: Compiled): Check =>
  (body) =>
    check(body === undefined ? null : body, "", null) ?? [];

const escapeToken = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
