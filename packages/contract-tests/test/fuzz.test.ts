import { packedContract } from "@so-webapi/contract-kit";
import { operationsOf } from "@so-webapi/contract-kit/contract";
import { runFuzz } from "@so-webapi/contract-kit/fuzz";
import { packedSamples } from "@so-webapi/contract-kit/samples";
import * as table from "@so-webapi/operations/all";
import { afterAll, expect, it } from "vitest";
import { type Program, startNodeProxy, startWorkerProxy } from "../src/servers/programs.ts";

const programs: Program[] = [];
afterAll(async () => {
  await Promise.all(programs.map(({ stop }) => stop()));
});

const contract = await packedContract();
const operations = operationsOf(contract.open.document).filter(({ operationId }) =>
  /^v1(?:ContactEntity|ContactAgent)_/.test(operationId),
);

const basic: [string, string] = ["Authorization", `Basic ${btoa("tje0:Tje0")}`];

/** Findings of a bounded run, and how many requests it took. */
async function fuzzed(program: Program, called = operations) {
  programs.push(program);
  const { matrix, sent } = await runFuzz({
    contract,
    table,
    target: { baseUrl: program.address, headers: [basic], timeoutMs: 60_000 },
    operations: called,
    samples: packedSamples(),
    seed: 8,
    runs: 6,
    deadlineMs: 280_000,
  });
  const findings = matrix.cells.flatMap(({ sample, check, problems }) =>
    problems.map(({ message }) => `${check} ${sample}: ${message}`),
  );
  return { findings, sent };
}

it("finds nothing in the proxy over the sandbox, on Node", async () => {
  const { findings, sent } = await fuzzed(await startNodeProxy({ UPSTREAM: "sandbox", LOG: "off" }));
  expect(findings).toEqual([]);
  expect(sent).toBeGreaterThan(1000);
});

// A documented answer may itself be wrong; then a fault is recorded beside it.
const faulty = new Set(
  packedSamples()
    .filter(({ faults }) => faults.some((fault) => fault.in === "response"))
    .map(({ operationId }) => operationId),
);

it("finds nothing in the proxy over the documented samples, on Workers", async () => {
  const { findings, sent } = await fuzzed(
    await startWorkerProxy({ UPSTREAM: "samples", LOG: "off" }),
    operations.filter(({ operationId }) => !faulty.has(operationId)),
  );
  expect(findings).toEqual([]);
  expect(sent).toBeGreaterThan(1000);
});
