import { readContract } from "@so-webapi/contract-kit/contract";
import {
  type BodyMutation,
  bodyMutations,
  describe as describeMutation,
} from "@so-webapi/contract-kit/mutation";
import { type Sample, sampleId } from "@so-webapi/contract-kit/samples";
import { operations, shapes } from "@so-webapi/operations/all";
import { beforeAll, describe, expect, it } from "vitest";
import { answerVariants, fewVariants, requestVariants } from "../src/leniency/variants.ts";
import { sideOf, verdicts } from "../src/leniency/verdicts.ts";
import { writeResult } from "./setup/results.ts";
import { samples as seeds } from "./setup/subjects.ts";
import { notRun, reference, wideSamples } from "./setup/wide-samples.ts";

const verdict = verdicts();
const document = readContract("open");
const byId = new Map(operations.map((operation) => [operation.operationId, operation]));

/** What differs between a sample and the other forms of it, one line each, and how many forms were compared. */
interface Compared {
  readonly differences: string[];
  count: number;
}

async function compareSample(sample: Sample, compared: Compared, number?: number): Promise<string> {
  const operation = byId.get(sample.operationId);
  if (operation === undefined) throw new RangeError(`no operation ${sample.operationId}`);
  const before = await verdict(sample);
  const requests =
    number === undefined
      ? requestVariants(sample, operation, shapes)
      : fewVariants(sample, operation, shapes, number);
  for (const variant of requests) {
    note(compared, `${sampleId(sample)}, ${variant.name}`, before, await verdict(variant.sample));
  }
  if (sideOf(before, "answer") !== "ok") return before;
  for (const variant of answerVariants(sample, operation)) {
    note(compared, `${sampleId(sample)}, ${variant.name}`, before, await verdict(variant.sample));
  }
  return before;
}

function note(compared: Compared, name: string, before: string, after: string): void {
  compared.count++;
  if (after !== before) compared.differences.push(`${name}: ${before} became ${after}`);
}

/** Rejected mutants stay rejected in every form; the others are not looked at. */
async function compareMutant(mutant: BodyMutation, of: string, compared: Compared): Promise<void> {
  const sample = mutant.sample();
  const operation = byId.get(sample.operationId);
  const side = mutant.direction === "request" ? "request" : "answer";
  // Of a sample that is rejected itself, nobody can say what a mutant is rejected for.
  if (sideOf(of, side) !== "ok") return;
  if (operation === undefined || !sideOf(await verdict(sample), side)?.startsWith("invalid")) return;
  const touched = mutant.place.tokens.map(String).find((token) => !/^\d+$/.test(token));
  const variants =
    side === "request"
      ? requestVariants(sample, operation, shapes)
      : // Where the body itself is wrong, or a property is missing, a $select would excuse it.
        touched === undefined || mutant.edit.type === "remove"
        ? []
        : answerVariants(sample, operation, touched);
  for (const variant of variants) {
    compared.count++;
    const after = sideOf(await verdict(variant.sample), side);
    // What is refused outright has no verdict.
    if (after === undefined || after.startsWith("invalid")) continue;
    compared.differences.push(`${describeMutation(mutant)}, ${variant.name}: ${after}`);
  }
}

/** Every so many, and the first, of each kind. */
function some(mutants: readonly BodyMutation[], every: number): BodyMutation[] {
  const seen = new Map<string, number>();
  return mutants.filter(({ kind, direction }) => {
    const key = `${direction} ${kind}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return count % every === 0;
  });
}

describe("every form that the platform takes gets the verdict of the sample that it comes from", () => {
  it("for the seeds", async () => {
    const compared: Compared = { differences: [], count: 0 };
    for (const sample of seeds) await compareSample(sample, compared);
    expect(compared.differences).toEqual([]);
    expect(compared.count).toBeGreaterThan(40);
  });

  it("for mutants of the seeds: what is rejected stays rejected", async () => {
    const compared: Compared = { differences: [], count: 0 };
    for (const sample of seeds) {
      const before = await verdict(sample);
      const mutants = (["request", "response"] as const).flatMap((side) =>
        bodyMutations(document, sample, side),
      );
      for (const mutant of some(mutants, 5)) await compareMutant(mutant, before, compared);
    }
    expect(compared.differences).toEqual([]);
    expect(compared.count).toBeGreaterThan(500);
  });

  describe.skipIf(reference === undefined)("for every page", () => {
    let samples: Sample[];
    beforeAll(async () => {
      samples = await wideSamples("leniency-samples");
    }, 600_000);

    it("has the same verdict in all forms, and a mutant of it stays rejected", async () => {
      const compared: Compared = { differences: [], count: 0 };
      const ofMutants: Compared = { differences: [], count: 0 };
      for (const [index, sample] of samples.entries()) {
        const before = await compareSample(sample, compared, index);
        const mutants = bodyMutations(document, sample, index % 2 === 0 ? "request" : "response");
        const mutant = mutants[(index * 7) % Math.max(1, mutants.length)];
        if (mutant !== undefined) await compareMutant(mutant, before, ofMutants);
      }
      writeResult(
        "leniency",
        { checked: true, forms: compared.count, mutants: ofMutants.count },
        `Leniency: ${compared.count} forms of ${samples.length} samples have the verdict of their sample, ${ofMutants.count} forms of mutants stay rejected`,
      );
      expect([...compared.differences, ...ofMutants.differences].slice(0, 20)).toEqual([]);
      expect(compared.count).toBeGreaterThan(10_000);
    });
  });
});

if (reference === undefined) {
  const text = notRun("Forms of every page's sample");
  writeResult("leniency", { checked: false }, text);
  console.warn(text);
}
