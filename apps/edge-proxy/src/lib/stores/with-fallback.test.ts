import { singleFlight } from "@so-webapi/client";
import { describe, expect, it } from "vitest";
import { memoryCache } from "../cache/memory-cache.ts";
import { memoryLock } from "../single-flight/memory-lock.ts";
import { memoryRateStore } from "./memory-rate-store.ts";
import type { SharedStore, StoreState } from "./shared-store.ts";
import { memoryTextStore } from "./text-store.ts";
import { withFallback } from "./with-fallback.ts";

/** A store that can be taken away: then it fails, or never answers. */
function brittleStore() {
  const inner: SharedStore = {
    kind: "brittle",
    rates: memoryRateStore(),
    answers: memoryCache(1e6),
    texts: memoryTextStore(),
    lock: memoryLock(),
  };
  let how: "up" | "failing" | "hanging" = "up";
  let calls = 0;
  const broken = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        return async (...values: unknown[]) => {
          calls += 1;
          if (how === "failing") throw Object.assign(new Error("canary"), { code: "ECONNREFUSED" });
          if (how === "hanging") await new Promise(() => {});
          return typeof method === "function" ? method.apply(target, values) : undefined;
        };
      },
    });
  const store: SharedStore = {
    kind: "brittle",
    rates: broken(inner.rates),
    answers: broken(inner.answers),
    texts: broken(inner.texts),
    lock: broken(inner.lock),
  };
  return {
    store,
    calls: () => calls,
    be(next: typeof how) {
      how = next;
    },
  };
}

const rate = { requests: 2, seconds: 60 };
const kept = {
  bornAt: 0,
  freshUntil: 1,
  staleIfError: 0,
  mayBeStale: true,
  statusText: "",
  headers: [],
  bytes: new Uint8Array([1]),
};

function setUp() {
  let now = 1_000_000;
  const changes: (StoreState & { cause?: string })[] = [];
  const brittle = brittleStore();
  const used = withFallback(brittle.store, {
    clock: () => now,
    cacheBytes: 1e6,
    singleFlight: singleFlight(),
    onChange: (change) => changes.push(change),
    patienceMs: 20,
    restMs: 1_000,
  });
  const take = async () => (await used.rateStore.take("a", rate, now)).allowed;
  return { brittle, changes, used, take, pass: (ms: number) => (now += ms) };
}

describe.each(["failing", "hanging"] as const)("a store that is %s", (how) => {
  it("is done without, is not asked for a while, and is told once", async () => {
    const { brittle, changes, used, take, pass } = setUp();
    expect([await take(), await take(), await take()]).toEqual([true, true, false]);
    brittle.be(how);
    expect([await take(), await take(), await take()]).toEqual([true, true, false]);
    const calls = brittle.calls();
    expect(calls).toBe(4);
    pass(1_001);
    await take();
    expect(brittle.calls()).toBe(5);
    const cause = how === "failing" ? "ECONNREFUSED" : "ETIMEDOUT";
    expect(changes).toEqual([{ kind: "brittle", reachable: false, failures: 1, cause }]);
    expect(used.storeState()).toEqual({ kind: "brittle", reachable: false, failures: 2 });
    brittle.be("up");
    pass(1_001);
    expect(await take()).toBe(false);
    expect(changes.at(-1)).toEqual({ kind: "brittle", reachable: true, failures: 2 });
  });

  it("keeps no answer that a write has changed meanwhile, on either side", async () => {
    const { brittle, used, pass } = setUp();
    const { answerStore } = used;
    const read = async () => (await answerStore.read("k", ["all", "t"])).answer !== undefined;
    const keep = async () =>
      answerStore.keep("k", kept, (await answerStore.read("k", ["all", "t"])).marks, 60_000);
    await keep();
    expect(await read()).toBe(true);
    brittle.be(how);
    expect(await read()).toBe(false);
    await keep();
    expect(await read()).toBe(true);
    await answerStore.touch(["t"]);
    expect(await read()).toBe(false);
    await keep();
    brittle.be("up");
    pass(1_001);
    expect(await read()).toBe(false);
    await keep();
    // A write while the store is there: what memory has from before is old when it is needed again.
    await answerStore.touch(["t"]);
    brittle.be(how);
    expect(await read()).toBe(false);
  });

  it("forgets what it kept without the store, when the store comes and goes again", async () => {
    const { brittle, used, pass } = setUp();
    const { answerStore } = used;
    const read = async () => answerStore.read("k", ["all", "t"]);
    brittle.be(how);
    await answerStore.keep("k", kept, (await read()).marks, 60_000);
    expect((await read()).answer).toBeDefined();
    brittle.be("up");
    pass(1_001);
    expect((await read()).answer).toBeUndefined();
    // Another instance writes now, which this one never learns of.
    brittle.be(how);
    expect((await read()).answer).toBeUndefined();
  });

  it("keeps nobody from working", async () => {
    const { brittle, used } = setUp();
    brittle.be(how);
    await used.tenantStore.set("k", "text", 2_000_000);
    expect(await used.tenantStore.get("k")).toBe("text");
    expect(await used.singleFlight("k", async () => 5)).toBe(5);
  });
});

it("one instance works at a time, and the others look first for what it brought", async () => {
  const { store } = brittleStore();
  const shared: { value?: number } = {};
  let runs = 0;
  const instances = Array.from({ length: 5 }, () =>
    withFallback(store, {
      clock: Date.now,
      cacheBytes: 0,
      singleFlight: singleFlight(),
      onChange: () => {},
    }),
  );
  const work = async () => {
    if (shared.value !== undefined) return shared.value;
    runs += 1;
    await new Promise((resolve) => setTimeout(resolve, 60));
    shared.value = 7;
    return shared.value;
  };
  const got = await Promise.all(
    instances.flatMap((one) => [one.singleFlight("k", work), one.singleFlight("k", work)]),
  );
  expect({ runs, got }).toEqual({ runs: 1, got: Array(10).fill(7) });
});
