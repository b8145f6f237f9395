import { createConfig, lintFromString } from "@redocly/openapi-core";
import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import { isObject, type Json, type JsonObject } from "@so-webapi/contract-kit/json";

/** Where a body stands in a contract, and the body: one example for Redocly to judge. */
export interface WitnessedBody {
  readonly operationId: string;
  /** `request`, or the answer's status. */
  readonly of: string;
  readonly body: Json;
}

/**
 * Puts bodies into a copy of the contract, as named examples of their media type, and has Redocly's rule for examples judge
 * them all in one run. The contract itself must pass the rules for its structure.
 *
 * @returns for each body what Redocly says of it, nothing where it is taken
 * @throws RangeError where Redocly complains of anything else than an example
 */
export async function redoclyVerdicts(
  document: ContractDocument,
  bodies: readonly WitnessedBody[],
): Promise<string[][]> {
  const copy = structuredClone(document) as unknown as JsonObject;
  const operations = new Map(
    Object.values(objectAt(copy, "paths"))
      .flatMap((item) => Object.values(isObject(item) ? item : {}))
      .filter(isObject)
      .map((operation) => [operation["operationId"], operation]),
  );
  for (const [index, { operationId, of, body }] of bodies.entries()) {
    const operation = operations.get(operationId) ?? {};
    const holder =
      of === "request" ? objectAt(operation, "requestBody") : objectAt(operation, "responses", of);
    const media = objectAt(holder, "content", "application/json") as Record<string, Json>;
    media["examples"] = { ...objectAt(media, "examples"), [`body-${index}`]: { value: body } };
  }
  const config = await createConfig({
    rules: {
      struct: "error",
      "no-unresolved-refs": "error",
      "no-invalid-media-type-examples": { severity: "error", allowAdditionalProperties: true },
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(copy), config });
  const verdicts = bodies.map((): string[] => []);
  for (const { message, ruleId, location } of problems) {
    const pointer = location[0]?.pointer ?? "";
    const index = /\/examples\/body-(\d+)(?:\/|$)/.exec(pointer)?.[1];
    if (index === undefined) throw new RangeError(`${ruleId} ${pointer}: ${message}`);
    verdicts[Number(index)]?.push(message);
  }
  return verdicts;
}

/** An object inside objects; an empty one where it is not there. */
function objectAt(start: JsonObject, ...names: readonly string[]): JsonObject {
  let at: JsonObject = start;
  for (const name of names) {
    const next = at[name];
    at = isObject(next) ? next : {};
  }
  return at;
}
