import { isDeepStrictEqual } from "node:util";
import type { Violation } from "@so-webapi/validators";
import type { Json } from "../json/json.ts";
import { isWithin, tokensOf, valueAt } from "../json/pointer.ts";
import type { Fault, FaultId } from "../message.ts";

/** What a kind of fault looks like, and which violations it accounts for. */
interface FaultKind {
  readonly looksLike: (value: Json | undefined) => boolean;
  readonly excuses: (violation: Violation) => boolean;
  /** Validators do not look for it, so it need not break anything: `contentEncoding` is an annotation. */
  readonly isSilent?: true;
}

const keywords =
  (...all: readonly string[]): FaultKind["excuses"] =>
  ({ keyword }) =>
    all.includes(keyword);

/** Filler words are in small letters; no member of an enum is. */
const isFiller = (value: Json | undefined): boolean => typeof value === "string" && /^[a-z]+$/.test(value);

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
  },
  "constant-for-bytes": {
    looksLike: (value) => typeof value === "string" && value.startsWith("GIF89"),
    excuses: () => false,
    isSilent: true,
  },
  "filler-in-base64": { looksLike: isFiller, excuses: () => false, isSilent: true },
  "filler-in-date": { looksLike: isFiller, excuses: keywords("format", "pattern") },
  "filler-in-enum": { looksLike: isFiller, excuses: keywords("enum", "pattern") },
  "member-of-rest-only": {
    looksLike: (value) => typeof value === "string" && /^[A-Z]\w*$/.test(value),
    excuses: keywords("enum", "pattern"),
  },
};

/**
 * Holds violations against a sample's recorded faults. A violation is excused where a fault of its place accounts
 * for its keyword. A record that no longer describes its place, or that no violation needs, is stale and a problem
 * itself: the record is as much under test as the sample.
 */
export function unexcused(body: Json, violations: readonly Violation[], faults: readonly Fault[]): string[] {
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
  return [...rest.map(({ pointer, message }) => `${pointer || "(root)"} ${message}`), ...stale];
}
