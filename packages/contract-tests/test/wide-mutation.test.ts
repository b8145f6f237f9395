import { readContract } from "@so-webapi/contract-kit/contract";
import {
  type BodiesProof,
  bodiesShare,
  proveBodies,
  renderBodiesProof,
} from "@so-webapi/contract-kit/mutation";
import { loadValidators } from "@so-webapi/validators/closed/all";
import { beforeAll, describe, expect, it } from "vitest";
import { writeResult } from "./setup/results.ts";
import { notRun, reference, wideSamples } from "./setup/wide-samples.ts";

/** The share of mutants without an excuse that must be killed: all of them. */
const threshold = 1;

if (reference === undefined) {
  const text = notRun("Mutations of every page's sample");
  writeResult("wide-mutation", { checked: false }, text);
  console.warn(text);
}

describe.skipIf(reference === undefined)("mutations of every page's sample", () => {
  let proof: BodiesProof;

  beforeAll(async () => {
    const samples = await wideSamples("wide-mutation-samples");
    proof = await proveBodies({ document: readContract("closed"), samples, loadValidators });
    const { kinds, rules, ...rest } = proof;
    writeResult(
      "wide-mutation",
      { checked: true, ...rest, kinds: Object.fromEntries(kinds), rules: Object.fromEntries(rules) },
      renderBodiesProof(proof),
    );
  }, 900_000);

  it("are killed, all that no rule excuses", () => {
    expect(proof.survivors).toEqual([]);
    expect(bodiesShare(proof.total)).toBeGreaterThanOrEqual(threshold);
  });

  it("are many, and of every kind", () => {
    expect(proof.bodies).toBeGreaterThan(4000);
    expect(proof.total.killed).toBeGreaterThan(500_000);
    const unused = [...proof.kinds].filter(([, { killed, excused }]) => killed + excused === 0);
    expect(unused).toEqual([]);
  });

  it("are refused by no validator where a rule calls them legal", () => {
    expect(proof.contested).toEqual([]);
  });

  it("are left uncounted as open for at most one in a hundred", () => {
    expect(proof.total.open / proof.total.killed).toBeLessThan(0.01);
  });
});
