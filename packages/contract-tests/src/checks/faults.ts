import { isDeepStrictEqual } from "node:util";
import type { SampleFault } from "@so-webapi/openapi";
import type { Violation } from "@so-webapi/validators";
import type { Json } from "../json/json.ts";
import { isWithin, tokensOf, valueAt } from "../json/pointer.ts";

/** What a kind of fault looks like, and which violations it accounts for. */
interface FaultKind {
  readonly looksLike: (value: Json | undefined) => boolean;
  readonly excuses: (violation: Violation) => boolean;
}

const kinds: Readonly<Record<SampleFault["fault"], FaultKind>> = {
  "elided-object": {
    looksLike: (value) => isDeepStrictEqual(value, {}),
    excuses: ({ keyword }) => keyword === "required",
  },
  "decimal-in-integer": {
    looksLike: (value) => typeof value === "number" && !Number.isInteger(value),
    // A decimal is refused by the type; a format that looks again says the same of the same place.
    excuses: ({ keyword }) => keyword === "type" || keyword === "format",
  },
};

/**
 * Holds violations against a sample's recorded faults. A violation is excused where a fault of its place accounts
 * for its keyword. A record that no longer describes its place, or that no violation needs, is stale and a problem
 * itself: the record is as much under test as the sample.
 */
export function unexcused(
  body: Json,
  violations: readonly Violation[],
  faults: readonly SampleFault[],
): string[] {
  const excusedBy = ({ pointer, ...rest }: Violation): SampleFault | undefined =>
    faults.find(
      (fault) => isWithin(pointer, fault.pointer) && kinds[fault.fault].excuses({ pointer, ...rest }),
    );
  const used = new Set(violations.map(excusedBy));
  const stale = faults.flatMap((fault) => {
    const value = valueAt(body, tokensOf(body, fault.pointer));
    if (!kinds[fault.fault].looksLike(value))
      return [`recorded fault ${fault.fault} does not stand at ${fault.pointer}`];
    return used.has(fault) ? [] : [`recorded fault ${fault.fault} at ${fault.pointer} breaks nothing`];
  });
  const rest = violations.filter((violation) => excusedBy(violation) === undefined);
  return [...rest.map(({ pointer, message }) => `${pointer || "(root)"} ${message}`), ...stale];
}
