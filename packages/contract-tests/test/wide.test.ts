import { classProblems, validatorsAgree } from "@so-webapi/contract-kit/checks";
import {
  type ContractDocument,
  compileDocument,
  reachableDocument,
  readContract,
} from "@so-webapi/contract-kit/contract";
import { bodyMutations } from "@so-webapi/contract-kit/mutation";
import { directions } from "@so-webapi/contract-kit/samples";
import * as table from "@so-webapi/operations/all";
import { loadValidators as loadOpen } from "@so-webapi/validators/all";
import { loadValidators as loadClosed } from "@so-webapi/validators/closed/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageSample } from "../src/wide/page-samples.ts";
import { runWideColumn, type WideSubjects, wideColumnIds } from "../src/wide/wide-columns.ts";
import { faultCounts, renderWide, type WideColumn } from "../src/wide/wide-report.ts";
import { wideTypes } from "../src/wide/wide-types.ts";
import { writeResult } from "./setup/results.ts";
import { notRun, reference, wideSamples } from "./setup/wide-samples.ts";

/** Every so many operations are judged by a second compiler as well. */
const agreeEvery = 60;

if (reference === undefined) {
  const text = notRun("Every sample of the pages");
  writeResult("wide", { checked: false }, text);
  console.warn(text);
}

describe.skipIf(reference === undefined)("every sample of the pages", () => {
  let samples: PageSample[];
  let closed: ContractDocument;
  let open: ContractDocument;
  let subjects: WideSubjects;
  const columns: WideColumn[] = [];

  beforeAll(async () => {
    samples = await wideSamples("wide-samples");
    [closed, open] = [readContract("closed"), readContract("open")];
    subjects = {
      closed: { document: closed, loadValidators: loadClosed },
      open: { document: open, loadValidators: loadOpen },
      table,
      classes: new Map(),
    };
  }, 900_000);

  afterAll(() => {
    const faults = faultCounts(closed, samples);
    const report = { checked: true, samples: samples.length, columns, faults: Object.fromEntries(faults) };
    writeResult("wide", report, renderWide(samples.length, columns, faults));
  });

  it("is there: one for each operation of the contract, and no other", () => {
    const operations = table.operations.map(({ operationId }) => operationId);
    expect(samples.map(({ operationId }) => operationId).sort()).toEqual([...operations].sort());
  });

  it.each(wideColumnIds)("%s", async (id) => {
    const failed: string[] = [];
    let passed = 0;
    for (const sample of samples) {
      const { ok, problems } = await runWideColumn(id, subjects, sample);
      if (ok) passed++;
      else failed.push(`${sample.operationId}: ${problems[0]?.message}`);
    }
    columns.push({ id, passed, failed });
    expect(failed).toEqual([]);
  });

  it("has classes and enums in the table as the contract has them", () => {
    const names = Object.keys(closed.components.schemas).filter(
      (name) => table.shapes.classes[name] !== undefined || table.shapes.enums[name] !== undefined,
    );
    expect(names.length).toBeGreaterThan(1000);
    expect(classProblems(closed, table.shapes, names)).toEqual([]);
  });

  it("validators.agree", async () => {
    const chosen = samples.filter((_, index) => index % agreeEvery === 0);
    const ids = new Set(chosen.map(({ operationId }) => operationId));
    const opinions = [
      {
        profile: "closed",
        shipped: loadClosed,
        compiled: compileDocument(reachableDocument(closed, ids)),
      },
      { profile: "open", shipped: loadOpen, compiled: compileDocument(reachableDocument(open, ids)) },
    ];
    const failed: string[] = [];
    let compared = 0;
    for (const sample of chosen) {
      const own = await loadClosed(sample.operationId);
      const { request, response } = sample;
      // What has no schema has no judge.
      const judged = {
        ...sample,
        request: { ...request, body: own?.request === undefined ? "" : request.body },
        response: { ...response, body: own?.responses[response.status] === undefined ? "" : response.body },
      };
      const mutations = directions.flatMap((direction) => bodyMutations(closed, judged, direction));
      const result = await validatorsAgree(opinions, judged, mutations);
      compared += result.compared;
      if (!result.ok) failed.push(`${sample.operationId}: ${result.problems[0]?.message}`);
    }
    columns.push({
      id: "validators.agree",
      passed: chosen.length - failed.length,
      failed,
      note: `${chosen.length} operations, ${compared} bodies compared`,
    });
    expect(failed).toEqual([]);
  });

  it("types", async () => {
    const { compiled, leftOut, refusing, problems } = await wideTypes(
      closed,
      samples,
      ".results/wide-types/",
    );
    columns.push({
      id: "types",
      passed: compiled - problems.length,
      failed: problems,
      note: `${compiled} bodies compiled, ${leftOut} left out, ${refusing} types refuse a symbol`,
    });
    expect(problems).toEqual([]);
    expect(compiled).toBeGreaterThan(4000);
    expect(refusing).toBeGreaterThan(compiled * 0.99);
  });
});
