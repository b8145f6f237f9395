import { expect, it } from "vitest";
import { packedSamples } from "../samples/seeds.ts";
import { type Cell, isWell, matrixOf } from "./matrix.ts";

const [sample] = packedSamples();
const check = { id: "spec.request", title: "the request keeps the contract" };
const cell = (result: Cell["result"]): Cell => ({
  sample: sample?.id ?? sample?.operationId ?? "",
  check: check.id,
  result,
  problems: [],
});

it.each<[string, boolean, readonly Cell[], number]>([
  ["in which all that had to run did, and passed, is well", true, [cell("passed")], 1],
  ["in which a check failed is not", false, [cell("failed")], 1],
  ["in which a check did not run is not, though nothing failed", false, [], 1],
  ["in which nothing had to run is not: it proves nothing", false, [], 0],
])("a run %s", (_title, expected, cells, samples) => {
  const parts = { contract: "any", samples: packedSamples().slice(0, samples), checks: [check] };
  expect(isWell(matrixOf(parts, cells))).toBe(expected);
});
