import type { Problem } from "@so-webapi/contract-kit/checks";
import { operationsOf } from "@so-webapi/contract-kit/contract";
import { type Cell, matrixOf } from "@so-webapi/contract-kit/matrix";
import { textReport } from "@so-webapi/contract-kit/report";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { columnIds, columnsOf } from "../src/matrix/columns.ts";
import { openReference } from "../src/pages/reference.ts";
import { writeResult } from "./setup/results.ts";
import { closedDocument, type RealSubjects, samples, startSubjects } from "./setup/subjects.ts";

let subjects: RealSubjects;
const started = performance.now();
const cells: Cell[] = [];
/** Samples with an envelope beside them: the SOAP columns hold for these, and for each of these. */
const soapSamples = ["v1ContactAgent_GetMyActiveContacts"];
const applies = (id: string, sample: string): boolean =>
  !/(?:^|\.)soap\b/.test(id) || soapSamples.includes(sample);
const expected = samples.flatMap(({ operationId }) =>
  columnIds.filter((id) => applies(id, operationId)),
).length;

beforeAll(async () => {
  subjects = await startSubjects(["enforce", "report", "samples"]);
});

afterAll(async () => {
  const notes =
    openReference() === undefined
      ? ["the reference pages are not here: samples and evidence were not compared"]
      : [];
  const parts = { contract: "The whole chain", samples, checks: columnsOf(subjects), notes };
  const matrix = matrixOf({ ...parts, seconds: (performance.now() - started) / 1000 }, cells);
  writeResult("matrix", matrix, textReport(matrix));
  await subjects?.stop();
});

describe.each(samples.map((sample) => [sample.operationId, sample] as const))("%s", (name, sample) => {
  it.each(columnIds.filter((id) => applies(id, name)))("%s", async (id) => {
    const column = columnsOf(subjects).find((one) => one.id === id);
    if (column === undefined) throw new RangeError(`no column ${id}`);
    expect(column.appliesTo(sample)).toBe(true);
    let problems: readonly Problem[];
    try {
      ({ problems } = await column.run(sample));
    } catch (error) {
      problems = [{ message: `the check did not run: ${String(error)}` }];
    }
    cells.push({ sample: name, check: id, result: problems.length === 0 ? "passed" : "failed", problems });
    expect(problems).toEqual([]);
  });

  it("has nothing for the columns that are left out", () => {
    for (const { id, appliesTo } of columnsOf(subjects)) {
      if (applies(id, name)) continue;
      expect(appliesTo(sample), id).toBe(false);
      cells.push({ sample: name, check: id, result: "none", problems: [] });
    }
  });
});

describe("the matrix", () => {
  it("has a row for every operation that the contract was cut down to and a cell for every column", () => {
    expect(columnsOf(subjects).map(({ id }) => id)).toEqual(columnIds);
    expect(samples.map(({ operationId }) => operationId).sort()).toEqual(
      operationsOf(closedDocument)
        .map(({ operationId }) => operationId)
        .sort(),
    );
    expect(cells).toHaveLength(samples.length * columnIds.length);
    expect(cells.filter(({ result }) => result !== "none")).toHaveLength(expected);
  });
});
