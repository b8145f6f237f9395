import { isObject } from "@so-webapi/contract-kit/json";

/**
 * Where an answer has another shape than a sample: other names of properties, or another kind of value where neither is
 * null. Values themselves make no difference, nor does how many elements an array has; keys of dictionaries do not
 * either, which are those that both sides fill with names of their own.
 */
export function skeletonDifferences(sample: unknown, answer: unknown, at = ""): string[] {
  if (sample === null || answer === null) return [];
  if (Array.isArray(sample)) {
    if (!Array.isArray(answer)) return [`${at}: no array`];
    const [first] = sample;
    return answer.flatMap((element, index) => skeletonDifferences(first ?? null, element, `${at}/${index}`));
  }
  if (isObject(sample)) {
    if (!isObject(answer)) return [`${at}: no object`];
    // The samples print `{}` for a class that stands deeper than they show.
    if (Object.keys(sample).length === 0 || isDictionary(at)) return [];
    const missing = Object.keys(sample).filter((name) => !Object.hasOwn(answer, name));
    const more = Object.keys(answer).filter((name) => !Object.hasOwn(sample, name));
    return [
      ...missing.map((name) => `${at}/${name}: missing`),
      ...more.map((name) => `${at}/${name}: not in the sample`),
      ...Object.keys(sample).flatMap((name) =>
        skeletonDifferences(sample[name], answer[name] ?? null, `${at}/${name}`),
      ),
    ];
  }
  return typeof sample === typeof answer
    ? []
    : [`${at}: ${typeof answer} where the sample has ${typeof sample}`];
}

function isDictionary(at: string): boolean {
  return /\/(FieldProperties|UserDefinedFields|ExtraFields|CustomFields|_Links)$/.test(at);
}
