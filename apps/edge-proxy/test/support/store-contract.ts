import { describe, expect, it } from "vitest";
import type { CachedAnswer } from "../../src/lib/cache/cache-store.ts";
import type { SharedStore } from "../../src/lib/stores/shared-store.ts";

const answer = (text: string): CachedAnswer => ({
  bornAt: 1,
  freshUntil: 2,
  staleIfError: 3,
  mayBeStale: true,
  statusText: "OK",
  headers: [
    ["content-type", "application/json"],
    ["x-twice", "a"],
    ["x-twice", "bø"],
  ],
  bytes: new TextEncoder().encode(text),
  baseUrl: "https://online.example/Cust1",
});

/** What every store keeps to, whoever keeps it. Keys are new for each test, so that one server does for all. */
export function storeContract(name: string, storeOf: () => SharedStore): void {
  describe(`the store in ${name}`, () => {
    const key = (): string => crypto.randomUUID();
    const rate = { requests: 3, seconds: 600 };
    const now = Date.now();

    it("counts a rate: all at once, then one by one, and no key for another", async () => {
      const { rates } = storeOf();
      const one = key();
      const take = async (at: number) => {
        const { allowed, remaining, resetMs, retryMs } = await rates.take(one, rate, now + at);
        return [allowed, remaining, resetMs, retryMs];
      };
      expect(await take(0)).toEqual([true, 2, 200_000, 0]);
      expect(await take(0)).toEqual([true, 1, 400_000, 0]);
      expect(await take(0)).toEqual([true, 0, 600_000, 0]);
      expect(await take(0)).toEqual([false, 0, 600_000, 200_000]);
      expect(await take(50_000)).toEqual([false, 0, 550_000, 150_000]);
      expect(await take(200_000)).toEqual([true, 0, 600_000, 0]);
      expect(await take(6_000_000)).toEqual([true, 2, 200_000, 0]);
      expect((await rates.take(key(), rate, now)).remaining).toBe(2);
    });

    it("lets through as many of those that come at once as there are left", async () => {
      const { rates } = storeOf();
      const one = key();
      const taken = await Promise.all(
        Array.from({ length: 20 }, async () => rates.take(one, { requests: 7, seconds: 60 }, now)),
      );
      expect(taken.filter(({ allowed }) => allowed)).toHaveLength(7);
    });

    it("counts fractions as whole requests", async () => {
      const { rates } = storeOf();
      const one = key();
      const allowed: boolean[] = [];
      for (const _ of Array.from({ length: 8 }))
        allowed.push((await rates.take(one, { requests: 7, seconds: 100 }, now)).allowed);
      expect(allowed).toEqual([...Array(7).fill(true), false]);
    });

    it("keeps an answer as it was, until it is removed", async () => {
      const { answers } = storeOf();
      const one = key();
      const tags = [key(), key()];
      const before = await answers.read(one, tags);
      expect(before.answer).toBeUndefined();
      const kept = answer('{"Navn":"Bø"}\n\u0000');
      await answers.keep(one, kept, before.marks, 60_000);
      expect((await answers.read(one, tags)).answer).toEqual(kept);
      expect((await answers.read(key(), tags)).answer).toBeUndefined();
      await answers.keep(one, answer(""), before.marks, 60_000);
      expect((await answers.read(one, tags)).answer).toEqual(answer(""));
      await answers.remove(one);
      expect((await answers.read(one, tags)).answer).toBeUndefined();
    });

    it("gives no answer any more of which a tag was touched, whenever it was kept", async () => {
      const { answers } = storeOf();
      const [touched, other] = [key(), key()];
      const [one, two, late] = [key(), key(), key()];
      const { marks } = await answers.read(one, [touched, other]);
      await answers.keep(one, answer("1"), marks, 60_000);
      await answers.keep(two, answer("2"), (await answers.read(two, [other])).marks, 60_000);
      await answers.touch([touched, key()]);
      expect((await answers.read(one, [touched, other])).answer).toBeUndefined();
      expect((await answers.read(two, [other])).answer).toEqual(answer("2"));
      // Asked before the touch, kept after it.
      await answers.keep(late, answer("3"), marks, 60_000);
      expect((await answers.read(late, [touched, other])).answer).toBeUndefined();
      await answers.keep(late, answer("4"), (await answers.read(late, [touched, other])).marks, 60_000);
      expect((await answers.read(late, [touched, other])).answer).toEqual(answer("4"));
    });

    it("keeps a text until its time is over or it is deleted", async () => {
      const { texts } = storeOf();
      const [one, two] = [key(), key()];
      expect(await texts.get(one)).toBeUndefined();
      await texts.set(one, "Bø", Date.now() + 120_000);
      await texts.set(two, "over", Date.now() - 1);
      expect([await texts.get(one), await texts.get(two)]).toEqual(["Bø", undefined]);
      await texts.set(one, "another", Date.now() + 120_000);
      expect(await texts.get(one)).toBe("another");
      await texts.delete(one);
      expect(await texts.get(one)).toBeUndefined();
    });

    it("gives a lock to one, and again when that one frees it", async () => {
      const { lock } = storeOf();
      const one = key();
      const tokens = Array.from({ length: 10 }, key);
      const got = await Promise.all(tokens.map(async (token) => lock.take(one, token, 60_000)));
      expect(got.filter(Boolean)).toHaveLength(1);
      const holder = tokens[got.indexOf(true)] ?? "";
      await lock.free(one, "another");
      expect(await lock.take(one, "next", 60_000)).toBe(false);
      expect(await lock.take(key(), "next", 60_000)).toBe(true);
      await lock.free(one, holder);
      expect(await lock.take(one, "next", 60_000)).toBe(true);
    });

    it("frees a lock by itself when its time is over", async () => {
      const { lock } = storeOf();
      const one = key();
      expect(await lock.take(one, "gone", 20)).toBe(true);
      await expect.poll(() => lock.take(one, "next", 60_000)).toBe(true);
    });
  });
}
