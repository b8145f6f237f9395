import { expect, it } from "vitest";
import { packedContract } from "../contract/contract.ts";
import { chooseOperations, isSafe } from "./choose-operations.ts";
import { startPace } from "./pace.ts";

it("begins no more requests in a second than it may, and none past the deadline", async () => {
  let time = 0;
  const begun: number[] = [];
  const pace = startPace({
    perSecond: 4,
    deadlineMs: 1000,
    now: () => time,
    sleep: async (ms) => {
      time += ms;
    },
  });
  while (await pace.turn()) begun.push(time);
  expect(begun).toEqual([0, 250, 500, 750]);
});

it("picks what only reads of a pattern, and leaves every write out", async () => {
  const { document } = (await packedContract()).open;
  const { operations, leftOut, refused, unknown } = chooseOperations(document, ["v1*", "v1Nothing"]);
  expect(operations.every(isSafe)).toBe(true);
  expect([operations.length + leftOut.length, refused, unknown]).toEqual([3116, [], ["v1Nothing"]]);
  expect(leftOut).toContain("v1ContactEntity_DeleteContactEntity");
});
