import type { Check } from "@so-webapi/validators";
import { faultOf } from "../checks/faults.ts";
import type { SpecTarget } from "../contract/contract.ts";
import { type ContractDocument, resolved } from "../contract/document.ts";
import { locate } from "../contract/locate.ts";
import { isObject, type JsonObject } from "../json/json.ts";
import { tokensOf, toPointer, valueAt } from "../json/pointer.ts";
import { type Direction, directions, type Fault, readBody, type Sample } from "../samples/sample.ts";

/**
 * A page's sample with the faults that the pages' generator is known to make: `{}` where it stopped descending, a decimal
 * in an integer, filler words. Each is recorded at its place, as it would be beside a committed sample; what no kind of
 * fault accounts for stays unrecorded and fails.
 */
export async function classified(closed: SpecTarget, sample: Sample): Promise<Sample> {
  const validators = await closed.loadValidators(sample.operationId);
  if (validators === undefined) return sample;
  const checks: Readonly<Record<Direction, Check | undefined>> = {
    request: validators.request,
    response: validators.responses[String(sample.response.status)],
  };
  const faults = directions.flatMap((direction) => {
    const check = checks[direction];
    return check === undefined ? [] : faultsIn(closed.document, sample, direction, check);
  });
  return faults.length === 0 ? sample : { ...sample, faults: [...sample.faults, ...faults] };
}

function faultsIn(
  document: ContractDocument,
  sample: Sample,
  direction: Direction,
  check: Check,
): readonly Fault[] {
  const reading = readBody(sample, direction);
  if (sample[direction].body === "" || !reading.ok) return [];
  const found = new Map<string, Fault>();
  for (const violation of check(reading.body)) {
    const tokens = tokensOf(reading.body, violation.pointer);
    // A property that is missing is a fault of the object around it.
    const place = violation.keyword === "required" ? tokens.slice(0, -1) : tokens;
    const located = locate(
      document,
      sample.operationId,
      { direction, status: sample.response.status },
      place,
    );
    const schema = located === undefined ? {} : unwrapped(document, located.schema);
    const fault = faultOf(valueAt(reading.body, place), violation, schema);
    const pointer = toPointer(place);
    if (fault !== undefined) found.set(`${pointer} ${fault}`, { in: direction, pointer, fault });
  }
  return [...found.values()];
}

/** The schema behind a reference and beside null. */
function unwrapped(document: ContractDocument, schema: JsonObject): JsonObject {
  const options = schema["anyOf"];
  const option = Array.isArray(options)
    ? options.find((one) => isObject(one) && one["type"] !== "null")
    : undefined;
  return resolved(document, option ?? schema);
}
