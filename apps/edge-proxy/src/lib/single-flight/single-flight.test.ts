import { singleFlight } from "@so-webapi/client";
import { describe, expect, it } from "vitest";
import { isolateFlight } from "./single-flight.ts";

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each([
  { adapter: "shared promises", make: () => singleFlight() },
  { adapter: "shared outcomes", make: () => isolateFlight({ pollMs: 1 }) },
])("a single flight over $adapter", ({ make }) => {
  it("does work once for all who come while it is under way, and anew for who comes later", async () => {
    const once = make();
    let runs = 0;
    const work = async () => {
      await sleep(20);
      return ++runs;
    };
    expect(await Promise.all(Array.from({ length: 20 }, () => once("a", work)))).toEqual(Array(20).fill(1));
    expect(await once("a", work)).toBe(2);
  });

  it("keeps keys apart", async () => {
    const once = make();
    const begun: string[] = [];
    await Promise.all(
      ["a", "b", "c"].map((key) =>
        once(key, async () => {
          begun.push(key);
          await expect.poll(() => begun.length).toBe(3);
        }),
      ),
    );
  });

  it("gives its failure to all who wait, and none to who comes later", async () => {
    const once = make();
    const fail = async (): Promise<never> => {
      await sleep(5);
      throw new Error("refused");
    };
    const outcomes = await Promise.allSettled([once("a", fail), once("a", fail), once("a", async () => 1)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(await once("a", async () => 2)).toBe(2);
  });
});

describe("a single flight over shared outcomes", () => {
  it("is taken over, by one, when whoever does the work gives no sign of life any more", async () => {
    // Timers of a request that was cancelled never fire again: here the clock runs away from them.
    let now = 0;
    const once = isolateFlight({ pollMs: 1, silenceMs: 400_000, clock: () => now });
    void once("a", () => new Promise<string>(() => {}));
    let runs = 0;
    const waiting = Array.from({ length: 5 }, () =>
      once("a", async () => {
        runs += 1;
        await sleep(5);
        return "taken over";
      }),
    );
    await sleep(10);
    expect(runs).toBe(0);
    now = 400_001;
    expect(await Promise.all(waiting)).toEqual(Array(5).fill("taken over"));
    expect(runs).toBe(1);
  });
});
