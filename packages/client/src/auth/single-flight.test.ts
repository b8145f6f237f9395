import { expect, it } from "vitest";
import { createSingleFlight } from "./single-flight.ts";

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
  const flights = createSingleFlight();
  const first = deferred();
  let runs = 0;
  const work = () => {
    runs++;
    return runs === 1 ? first.promise : Promise.resolve(2);
  };
  const waiting = [flights.run("a", work), flights.run("a", work), flights.run("a", work)];
  first.resolve(1);
  expect(await Promise.all(waiting)).toEqual([1, 1, 1]);
  expect(runs).toBe(1);
  expect(await flights.run("a", work)).toBe(2);
  expect(runs).toBe(2);
});

it("a failure is everybody's, and is not kept", async () => {
  const flights = createSingleFlight();
  const first = deferred();
  const waiting = [flights.run("a", () => first.promise), flights.run("a", () => Promise.resolve(9))];
  first.reject(new Error("no"));
  expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await flights.run("a", () => Promise.resolve(3))).toBe(3);
});

it("work that throws at once is a rejection", async () => {
  const flights = createSingleFlight();
  const broken = () => {
    throw new Error("at once");
  };
  await expect(flights.run("a", broken)).rejects.toThrow("at once");
  expect(await flights.run("a", () => Promise.resolve(4))).toBe(4);
});

it("keys do not wait for each other, nor do two of them", async () => {
  const [flights, others] = [createSingleFlight(), createSingleFlight()];
  const never = new Promise<number>(() => {});
  flights.run("a", () => never);
  expect(await flights.run("b", () => Promise.resolve(1))).toBe(1);
  expect(await others.run("a", () => Promise.resolve(2))).toBe(2);
});
