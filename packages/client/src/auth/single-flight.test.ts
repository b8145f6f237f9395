import { expect, it } from "vitest";
import { singleFlight } from "./single-flight.ts";

const deferred = () => {
  let resolve: (value: number) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<number>((one, other) => {
    resolve = one;
    reject = other;
  });
  return { promise, resolve, reject };
};

it("who comes while work is under way gets its outcome, who comes later starts anew", async () => {
  const fly = singleFlight();
  const first = deferred();
  let runs = 0;
  const work = () => {
    runs++;
    return runs === 1 ? first.promise : Promise.resolve(2);
  };
  const waiting = [fly("a", work), fly("a", work), fly("a", work)];
  first.resolve(1);
  expect(await Promise.all(waiting)).toEqual([1, 1, 1]);
  expect(runs).toBe(1);
  expect(await fly("a", work)).toBe(2);
  expect(runs).toBe(2);
});

it("a failure is everybody's, and is not kept", async () => {
  const fly = singleFlight();
  const first = deferred();
  const waiting = [fly("a", () => first.promise), fly("a", () => Promise.resolve(9))];
  first.reject(new Error("no"));
  expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await fly("a", () => Promise.resolve(3))).toBe(3);
});

it("work that throws at once is a rejection", async () => {
  const fly = singleFlight();
  const broken = () => {
    throw new Error("at once");
  };
  await expect(fly("a", broken)).rejects.toThrow("at once");
  expect(await fly("a", () => Promise.resolve(4))).toBe(4);
});

it("keys do not wait for each other, nor do two of them", async () => {
  const [fly, other] = [singleFlight(), singleFlight()];
  const never = new Promise<number>(() => {});
  fly("a", () => never);
  expect(await fly("b", () => Promise.resolve(1))).toBe(1);
  expect(await other("a", () => Promise.resolve(2))).toBe(2);
});
