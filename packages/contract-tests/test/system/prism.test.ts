import { packedContract } from "@so-webapi/contract-kit";
import { readContract } from "@so-webapi/contract-kit/contract";
import { bodyMutations } from "@so-webapi/contract-kit/mutation";
import { packedSamples, type Sample } from "@so-webapi/contract-kit/samples";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PrismWitness, startPrism } from "../../src/witnesses/prism.ts";

const samples = packedSamples();
const document = readContract(
  "closed",
  samples.map(({ operationId }) => operationId),
);
let prism: PrismWitness;
beforeAll(async () => {
  prism = await startPrism(document);
});
afterAll(() => prism.stop());

const isFaulty = ({ faults }: Sample): boolean => faults.length > 0;

it("Prism accepts every sample of the seeds that has no recorded fault, and no other", async () => {
  const refused: string[] = [];
  for (const sample of samples)
    if ((await prism.violations(sample)).length > 0) refused.push(sample.operationId);
  expect(refused).toEqual(samples.filter(isFaulty).map(({ operationId }) => operationId));
  expect(refused.length).toBeLessThan(samples.length);
});

it("Prism and the kit judge every mutant of the answers alike", async () => {
  const contract = await packedContract();
  const differ = new Map<string, number>();
  let killed = 0;
  for (const sample of samples.filter((one) => !isFaulty(one))) {
    const check = (await contract.closed.loadValidators(sample.operationId))?.responses["200"];
    for (const mutation of bodyMutations(document, sample, "response")) {
      const ours = (check?.(mutation.body()) ?? []).length > 0;
      const theirs = (await prism.violations(mutation.sample())).length > 0;
      if (ours && theirs) killed++;
      if (ours === theirs) continue;
      const who = `${mutation.kind}: only ${ours ? "the kit" : "Prism"} refuses`;
      differ.set(who, (differ.get(who) ?? 0) + 1);
    }
  }
  expect(Object.fromEntries(differ)).toEqual({});
  expect(killed).toBe(778);
});
