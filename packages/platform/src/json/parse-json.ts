import { type Failure, failure, type Success, success } from "../result.ts";
import { isIntegerLiteral, type NumberToken, tooDeepAt, unsafeNumbers } from "./scan.ts";
import { syntaxErrorAt } from "./syntax-error.ts";

/** What becomes of large integers, and how deep a text may go. */
export interface ParseJsonOptions {
  /**
   * What to do with an integer that a double cannot hold exactly, such as 9007199254740993. Default `"refuse"`.
   *
   * - `"refuse"`: fail with `json-unsafe-number`, at its place.
   * - `"bigint"`: make a `bigint` of it; all other integers stay numbers.
   * - `"round"`: take the nearest double, as `JSON.parse` does.
   */
  readonly unsafeIntegers?: "refuse" | "bigint" | "round";
  /** How many objects and arrays may stand inside each other. Default 200. */
  readonly maxDepth?: number;
}

/** Why a text was refused: no JSON (RFC 8259), nested too deep, or an integer that a double cannot hold. */
export type JsonErrorCode = "json-syntax" | "json-too-deep" | "json-unsafe-number";

/** Why a text was refused and where; it repeats nothing of the text. */
export interface JsonFailure extends Failure<JsonErrorCode> {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/**
 * Parses JSON without losing digits: phone numbers and ids of 64 bits travel as JSON integers, and `JSON.parse`
 * rounds them beyond 2^53 in silence. A number too large for a double (`1e999`) is refused too, unless rounding is
 * asked for. Decimals become the nearest double.
 *
 * A property `__proto__` becomes an own property, never a prototype; copy such objects with a spread or
 * `Object.fromEntries`, not with `Object.assign`. Of two members with one name the last counts.
 *
 * Source: RFC 8259, 6 and 9; contract-testing, "int64 and money".
 *
 * @example
 * const result = parseJson('{"PhoneNumber": 9007199254740993}');
 * result.ok ? null : [result.code, result.line, result.column]; // ["json-unsafe-number", 1, 17]
 */
export function parseJson(text: string, options: ParseJsonOptions = {}): Success<unknown> | JsonFailure {
  const { unsafeIntegers = "refuse", maxDepth = 200 } = options;

  const deep = tooDeepAt(text, maxDepth);
  if (deep >= 0) return refuse("json-too-deep", `JSON is nested deeper than ${maxDepth} levels`, text, deep);

  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("json-syntax", "No valid JSON", text, Math.max(0, syntaxErrorAt(text)));
  }
  if (unsafeIntegers === "round") return success(value);

  const unsafe = [...unsafeNumbers(text)];
  const refused = unsafe.find(({ literal }) => unsafeIntegers === "refuse" || !isIntegerLiteral(literal));
  if (refused) return refuseNumber(text, refused);
  const [first] = unsafe;
  if (!first) return success(value);
  const mark = unusedCharacter(text);
  return mark === undefined ? refuseNumber(text, first) : success(reviveBigInts(text, unsafe, mark));
}

/**
 * Parses again with each unsafe integer as a marked string. `JSON.parse` tells a reviver the source of a number
 * only in newer runtimes (not in Node 20).
 */
function reviveBigInts(text: string, unsafe: readonly NumberToken[], mark: string): unknown {
  let marked = "";
  let done = 0;
  for (const { at, literal } of unsafe) {
    marked += `${text.slice(done, at)}"${mark}${literal}"`;
    done = at + literal.length;
  }
  return JSON.parse(marked + text.slice(done), (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(1)) : value,
  );
}

/**
 * Finds a character for private use that no string of the text can hold, neither as itself nor escaped. Only a text
 * that was made for it holds all 6,400.
 */
function unusedCharacter(text: string): string | undefined {
  const used = new Set<number>();
  for (const [character, hex] of text.matchAll(/[\ue000-\uf8ff]|\\u([0-9a-fA-F]{4})/g)) {
    used.add(hex === undefined ? character.charCodeAt(0) : Number.parseInt(hex, 16));
  }
  for (let code = 0xe000; code <= 0xf8ff; code++) {
    if (!used.has(code)) return String.fromCharCode(code);
  }
  return undefined;
}

function refuseNumber(text: string, { at }: NumberToken): JsonFailure {
  return refuse("json-unsafe-number", "A number is too large to be exact", text, at);
}

function refuse(code: JsonErrorCode, what: string, text: string, at: number): JsonFailure {
  const lines = text.slice(0, at).split(/\r\n|\n|\r/);
  const line = lines.length;
  const column = (lines.at(-1) ?? "").length + 1;
  return { ...failure(code, `${what} (line ${line}, column ${column}).`), line, column };
}
