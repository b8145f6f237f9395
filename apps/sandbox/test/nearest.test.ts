import { expect, it } from "vitest";
import { nearest } from "../src/nearest.ts";

const names = ["port", "host", "seed", "seed-size", "file"];

it.each([
  ["prot", "port"],
  ["pot", "port"],
  ["poort", "port"],
  ["Port", "port"],
  ["hots", "host"],
  ["seedsize", "seed-size"],
  ["fast", undefined],
  ["", undefined],
  ["x".repeat(1_000), undefined],
])("%s is meant as %s", (typed, name) => {
  expect(nearest(typed, names)).toBe(name);
});
