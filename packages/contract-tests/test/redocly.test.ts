// Redocly as a witness: another reader of OpenAPI and of JSON Schema than the kit's, made by others.
import { packedContract } from "@so-webapi/contract-kit";
import { readContract } from "@so-webapi/contract-kit/contract";
import type { Json } from "@so-webapi/contract-kit/json";
import { bodyMutations } from "@so-webapi/contract-kit/mutation";
import { packedSamples, type Sample } from "@so-webapi/contract-kit/samples";
import { expect, it } from "vitest";
import { redoclyVerdicts, type WitnessedBody } from "../src/witnesses/redocly.ts";

const samples = packedSamples();
const document = readContract(
  "closed",
  samples.map(({ operationId }) => operationId),
);
const directions = ["request", "response"] as const;
type Direction = (typeof directions)[number];

const witnessed = (sample: Sample, direction: Direction, body: Json): WitnessedBody => ({
  operationId: sample.operationId,
  of: direction === "request" ? "request" : String(sample.response.status),
  body,
});
const isFaulty = ({ faults }: Sample, direction: Direction): boolean =>
  faults.some((fault) => fault.in === direction);
/** Bodies that are there, of both halves. */
const halves = samples.flatMap((sample) =>
  directions.filter((one) => sample[one].body !== "").map((direction) => ({ sample, direction })),
);

it("Redocly accepts every sample of the seeds that has no recorded fault, and no other", async () => {
  const bodies = halves.map(({ sample, direction }) =>
    witnessed(sample, direction, JSON.parse(sample[direction].body)),
  );
  const verdicts = await redoclyVerdicts(document, bodies);
  const refused = halves.filter((_, index) => (verdicts[index]?.length ?? 0) > 0);
  expect(refused).toEqual(halves.filter(({ sample, direction }) => isFaulty(sample, direction)));
  expect([halves.length, refused.length]).toEqual([8, 2]);
});

it("Redocly and the kit judge every mutant of a body alike", async () => {
  const { closed } = await packedContract();
  const mutants: { readonly kind: string; readonly ours: boolean; readonly body: WitnessedBody }[] = [];
  for (const { sample, direction } of halves.filter((half) => !isFaulty(half.sample, half.direction))) {
    const validators = await closed.loadValidators(sample.operationId);
    const check = direction === "request" ? validators?.request : validators?.responses["200"];
    for (const mutation of bodyMutations(document, sample, direction)) {
      const body = mutation.body();
      const ours = (check?.(body) ?? []).length > 0;
      mutants.push({ kind: mutation.kind, ours, body: witnessed(sample, direction, body) });
    }
  }
  const verdicts = await redoclyVerdicts(
    document,
    mutants.map(({ body }) => body),
  );
  const differ = new Map<string, number>();
  let killed = 0;
  for (const [index, { kind, ours }] of mutants.entries()) {
    const theirs = (verdicts[index]?.length ?? 0) > 0;
    if (ours && theirs) killed++;
    if (ours === theirs) continue;
    const who = `${kind}: only ${ours ? "the kit" : "Redocly"} refuses`;
    differ.set(who, (differ.get(who) ?? 0) + 1);
  }
  expect(Object.fromEntries(differ)).toEqual({});
  expect(killed).toBe(1778);
});
