import { expect, it } from "vitest";
import { randomHex, uuidOf } from "./random-hex.ts";

it("gives 32 hexadecimal digits, never the same twice, beyond the end of a block", () => {
  const next = randomHex();
  const made = Array.from({ length: 1_000 }, next);
  expect(new Set(made).size).toBe(1_000);
  expect(made.filter((id) => !/^[0-9a-f]{32}$/.test(id))).toEqual([]);
});

it("shares nothing with another source", () => {
  expect(randomHex()()).not.toBe(randomHex()());
});

it("makes UUIDs of version 4 of them", () => {
  const next = randomHex();
  const made = Array.from({ length: 1_000 }, () => uuidOf(next()));
  expect(new Set(made).size).toBe(1_000);
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(made.filter((id) => !form.test(id))).toEqual([]);
});
