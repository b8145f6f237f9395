import { coverageOf, renderCoverage } from "@so-webapi/contract-kit/coverage";
import { describe, expect, it } from "vitest";
import { writeResult } from "./setup/results.ts";
import { closedDocument, samples } from "./setup/subjects.ts";

const coverage = coverageOf(closedDocument, samples);
writeResult("coverage", coverage, renderCoverage(coverage));

describe("the samples", () => {
  it("are there for every operation of the contract, and no sample is without an operation", () => {
    expect(coverage.operationsWithoutSample).toEqual([]);
    expect(coverage.samplesWithoutOperation).toEqual([]);
  });

  it("show each property of the classes that they reach, with a value or as null", () => {
    const shown = new Set(
      [...coverage.shownWithValue, ...coverage.shownAsNullOnly].map((one) => one.split(".")[0]),
    );
    expect(coverage.neverShown.filter((one) => shown.has(one.split(".")[0])).sort()).toEqual(
      // Requests leave these out everywhere: the pages' tables do so too.
      [...shown]
        .filter((name) => name?.endsWith("Input"))
        .flatMap((name) => [`${name}.FieldProperties`, `${name}.TableRight`])
        .sort(),
    );
  });
});

describe("the contract", () => {
  it("says something of every place", () => {
    expect(coverage.unconstrained).toEqual([]);
  });
});
