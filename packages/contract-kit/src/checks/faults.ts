import { isDeepStrictEqual } from "node:util";
import type { Violation } from "@so-webapi/validators";
import type { Json, JsonObject } from "../json/json.ts";
import { isWithin, tokensOf, valueAt } from "../json/pointer.ts";
import type { Fault, FaultId } from "../samples/sample.ts";
import { type Outcome, outcome, type Problem } from "./check.ts";

/** What a kind of fault looks like, and which violations it accounts for. */
interface FaultKind {
  readonly looksLike: (value: Json | undefined) => boolean;
  readonly excuses: (violation: Violation) => boolean;
  /** What the contract must say of the place for a value to be this fault. Default: anything. */
  readonly of?: (schema: JsonObject) => boolean;
  /** Validators do not look for it, so it need not break anything: `contentEncoding` is an annotation. */
  readonly isSilent?: true;
}

const keywords =
  (...all: readonly string[]): FaultKind["excuses"] =>
  ({ keyword }) =>
    all.includes(keyword);

/** Filler words are in small letters; no member of an enum is. */
const isFiller = (value: Json | undefined): boolean => typeof value === "string" && /^[a-z]+$/.test(value);

const hasMembers = (schema: JsonObject): boolean => schema["x-extensible-enum"] !== undefined;

const kinds: Readonly<Record<FaultId, FaultKind>> = {
  "elided-object": {
    looksLike: (value) => isDeepStrictEqual(value, {}),
    // Whatever is deeper than the page prints becomes an object, a list and a text too.
    excuses: keywords("required", "type"),
  },
  "decimal-in-integer": {
    looksLike: (value) => typeof value === "number" && !Number.isInteger(value),
    // A decimal is refused by the type; a format that looks again says the same of the same place.
    excuses: keywords("type", "format"),
    of: ({ format }) => format === "int64",
  },
  "constant-for-bytes": {
    looksLike: (value) => typeof value === "string" && value.startsWith("GIF89"),
    excuses: () => false,
    isSilent: true,
  },
  "filler-in-base64": { looksLike: isFiller, excuses: () => false, isSilent: true },
  "filler-in-date": {
    looksLike: isFiller,
    excuses: keywords("format", "pattern"),
    of: ({ format }) => format === "so-date-time",
  },
  "filler-in-enum": { looksLike: isFiller, excuses: keywords("enum", "pattern"), of: hasMembers },
  "member-of-rest-only": {
    looksLike: (value) => typeof value === "string" && /^[A-Z]\w*$/.test(value),
    excuses: keywords("enum", "pattern"),
    of: hasMembers,
  },
};

/**
 * Holds violations against a sample's recorded faults. A violation is excused where a fault of its place accounts
 * for its keyword. A record that no longer describes its place, or that no violation needs, is stale and a problem
 * itself: the record is as much under test as the sample.
 */
export function unexcused(body: Json, violations: readonly Violation[], faults: readonly Fault[]): Outcome {
  const excusedBy = ({ pointer, ...rest }: Violation): Fault | undefined =>
    faults.find(
      (fault) => isWithin(pointer, fault.pointer) && kinds[fault.fault].excuses({ pointer, ...rest }),
    );
  const used = new Set(violations.map(excusedBy));
  const stale = faults.flatMap((fault) => {
    const value = valueAt(body, tokensOf(body, fault.pointer));
    if (!kinds[fault.fault].looksLike(value))
      return [`recorded fault ${fault.fault} does not stand at ${fault.pointer}`];
    return used.has(fault) || kinds[fault.fault].isSilent === true
      ? []
      : [`recorded fault ${fault.fault} at ${fault.pointer} breaks nothing`];
  });
  const rest = violations.filter((violation) => excusedBy(violation) === undefined);
  const problems = rest.map(
    ({ pointer, keyword, message }): Problem => ({
      message: `${pointer || "(root)"} ${message}`,
      pointer,
      keyword,
    }),
  );
  return outcome(
    [...problems, ...stale],
    [...used].flatMap((fault) => (fault === undefined ? [] : [fault.fault])),
  );
}

/**
 * The known fault that a value shows where a violation stands; undefined where none accounts for it. By the rules by
 * which the reference pages are read: other samples have records, and nothing is guessed of them.
 */
export function faultOf(
  value: Json | undefined,
  violation: Violation,
  schema: JsonObject,
): FaultId | undefined {
  const ids = Object.keys(kinds) as FaultId[];
  return ids.find((id) => {
    const { looksLike, excuses, of } = kinds[id];
    return looksLike(value) && excuses(violation) && (of === undefined || of(schema));
  });
}
