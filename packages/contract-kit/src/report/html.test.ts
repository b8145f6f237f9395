import { expect, it } from "vitest";
import type { Cell, Matrix } from "../matrix/matrix.ts";
import { matrixOf } from "../matrix/matrix.ts";
import { htmlReport } from "./html.ts";

const request = { method: "GET", target: "/x", headers: [], body: "" };
const response = { status: 200, reason: "OK", headers: [], body: "" };
const samples = ["one", "two"].map((id) => ({
  id,
  operationId: id,
  page: "",
  request,
  response,
  faults: [],
}));
const checks = ["spec.response", "server.answers"].map((id) => ({ id, title: id }));
const target = "the server at http://127.0.0.1:8080";

/** A matrix in which these cells failed; one of `lost` never ran. */
function matrix(failed: readonly string[], more: { target?: string; lost?: string } = {}): Matrix {
  const { lost, ...parts } = more;
  const all = samples.flatMap(({ id: sample }) =>
    checks.map(({ id: check }): Cell => {
      const result = failed.includes(`${sample} ${check}`) ? "failed" : "passed";
      return { sample, check, result, problems: [] };
    }),
  );
  const ran = all.filter(({ sample, check }) => `${sample} ${check}` !== lost);
  return matrixOf({ contract: "API 1", samples, checks, ...parts }, ran);
}

const heading = (html: string): string | undefined => /<h1>(.*?)<\/h1>/.exec(html)?.[1];

it.each<[what: string, matrix: Matrix, heading: string]>([
  ["samples alone", matrix([]), "The contract and the samples agree"],
  ["a server that agrees", matrix([], { target }), `The contract and ${target} agree`],
  [
    "a server that does not",
    matrix(["one server.answers"], { target }),
    `The contract and ${target} disagree`,
  ],
  [
    "samples that do not, and so a server that cannot",
    matrix(["one spec.response", "one server.answers"], { target }),
    "The contract and the samples disagree",
  ],
  ["a check that did not run", matrix([], { lost: "one spec.response" }), "Not everything ran that had to"],
])("the heading says who disagrees with whom: %s", (_, made, wanted) => {
  expect(heading(htmlReport(made))).toBe(wanted);
});

it("the figure is of samples, for a server that is always wrong would hide behind checks that never ask it", () => {
  const figureOf = (failed: readonly string[]): string | undefined =>
    /class="figure">(\d+) <small>of 2 samples agree in every check/.exec(
      htmlReport(matrix(failed, { target })),
    )?.[1];
  expect(figureOf(["one server.answers", "two server.answers"])).toBe("0");
  expect(figureOf(["one server.answers"])).toBe("1");
});

it("says when it was made where it is told, in UTC", () => {
  const at = new Date(Date.UTC(2026, 10, 22, 12, 16, 59));
  expect(htmlReport(matrix([]), { at })).toContain("on 2026-11-22 12:16 UTC");
  expect(htmlReport(matrix([]))).not.toContain("UTC");
});
