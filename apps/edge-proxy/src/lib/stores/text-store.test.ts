import { expect, it } from "vitest";
import { memoryTextStore } from "./text-store.ts";

it("keeps a text until its time is over or it is deleted, and no more texts than it may", () => {
  let now = 0;
  const store = memoryTextStore(() => now, 3);
  for (const key of ["a", "b", "c", "d"]) store.set(key, `text of ${key}`, 10);
  expect(["a", "b", "c", "d"].map((key) => store.get(key))).toEqual([
    undefined,
    "text of b",
    "text of c",
    "text of d",
  ]);
  store.set("b", "another", 20);
  store.delete("c");
  now = 10;
  expect(["b", "c", "d"].map((key) => store.get(key))).toEqual(["another", undefined, undefined]);
});
