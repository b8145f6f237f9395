import { expect, test } from "vitest";
import { inChunks } from "../../src/entities/parts/chunks.ts";

test("rows are split so that no statement binds more than D1 takes", () => {
  const rows = Array.from({ length: 101 }, (_, index) => index);
  const chunks = inChunks(rows, 7);
  expect(chunks.flat()).toEqual(rows);
  expect(Math.max(...chunks.map((chunk) => chunk.length * 7))).toBeLessThanOrEqual(100);
  expect(chunks).toHaveLength(8);
  expect(inChunks([], 7)).toEqual([]);
});
