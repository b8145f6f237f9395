import type { ContractDocument } from "../contract/document.ts";
import { isDictionary, type PlaceSchema, stepInto } from "../contract/schema-at.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { type Token, toPointer } from "../json/pointer.ts";
import type { Problem } from "./check.ts";

/**
 * Where an answer has another shape than a sample: other names of properties, or another kind of value where neither is
 * null. What may vary is declared by the contract: values, how many elements an array has, and the keys of dictionaries.
 * `{}` in a sample stands for a class that is deeper than the sample shows, and null for any value.
 */
export function shapeProblems(
  document: ContractDocument,
  place: PlaceSchema | undefined,
  sample: Json,
  answer: Json,
  at: readonly Token[] = [],
): Problem[] {
  if (sample === null || answer === null) return [];
  const problem = (message: string): Problem[] => [
    { message: `${toPointer(at) || "(root)"} ${message}`, pointer: toPointer(at), in: "response" },
  ];
  const into = (token: Token, one: Json, other: Json): Problem[] =>
    shapeProblems(document, place && stepInto(document, place, token), one, other, [...at, token]);
  if (isArray(sample)) {
    if (!isArray(answer)) return problem("is no array, as the sample's is");
    const [first = null] = sample;
    return answer.flatMap((element, index) => into(index, first, element));
  }
  if (isObject(sample)) {
    if (!isObject(answer)) return problem("is no object, as the sample's is");
    if (Object.keys(sample).length === 0 || (place && isDictionary(place.schema))) return [];
    const missing = Object.keys(sample).filter((name) => !Object.hasOwn(answer, name));
    const more = Object.keys(answer).filter((name) => !Object.hasOwn(sample, name));
    return [
      ...missing.flatMap((name) => problem(`lacks ${name}, which the sample has`)),
      ...more.flatMap((name) => problem(`has ${name}, which the sample lacks`)),
      ...Object.entries(sample).flatMap(([name, one]) => into(name, one, answer[name] ?? null)),
    ];
  }
  return typeof sample === typeof answer
    ? []
    : problem(`is a ${typeof answer}, and the sample's a ${typeof sample}`);
}
