import { describe, expect, it } from "vitest";
import type { HeaderField } from "../headers/fields.ts";
import type { CachedAnswer } from "./cache-store.ts";
import { directivesOf } from "./directives.ts";
import { freshnessOf } from "./freshness.ts";
import { isUnchanged, satisfies, wishesOf } from "./wishes.ts";

const now = Date.UTC(2026, 10, 22, 12);
const second = 1000;
const at = { askedAt: now, answeredAt: now };
const own = { fresh: 60 * second, staleIfError: 30 * second };
const date = (offset: number) => new Date(now + offset * second).toUTCString();
const fieldsOf = (fields: Readonly<Record<string, string>>): HeaderField[] => Object.entries(fields);

describe("RFC 9111: how long an answer is fresh, in seconds", () => {
  it.each<
    [section: string, fields: Readonly<Record<string, string>>, fresh: number | "not kept", status?: number]
  >([
    ["4.2.2, the proxy's own rule", {}, 60],
    ["3, a status that is not 200", {}, "not kept", 404],
    ["3, a part", {}, "not kept", 206],
    ["3.5, kept by identity", { "cache-control": "public" }, 60],
    ["5.2.2.1 max-age", { "cache-control": "max-age=100" }, 100],
    ["5.2.2.1 max-age of nothing", { "cache-control": "max-age=0" }, "not kept"],
    ["5.2.2.1 max-age in quotes", { "cache-control": 'max-age="100"' }, 100],
    ["1.2.2 max-age beyond 2^31", { "cache-control": "max-age=99999999999" }, 2 ** 31],
    ["4.2.1 max-age that cannot be read", { "cache-control": "max-age=1.5" }, "not kept"],
    ["4.2.1 max-age that is negative", { "cache-control": "max-age=-1" }, "not kept"],
    ["4.2.1 the first of two", { "cache-control": "max-age=10, max-age=20" }, 10],
    ["5.2.2.10 s-maxage wins", { "cache-control": "max-age=10, s-maxage=20" }, 20],
    ["5.2.2.4 no-cache", { "cache-control": "no-cache, max-age=100" }, "not kept"],
    [
      "5.2.2.4 no-cache, but it can be asked for",
      { "cache-control": "no-cache", "last-modified": date(-9) },
      0,
    ],
    ["5.2.2.4 no-cache of a field", { "cache-control": 'no-cache="set-cookie, x"' }, "not kept"],
    ["5.2.2.5 no-store", { "cache-control": "no-store, max-age=9" }, "not kept"],
    ["5.2.2.7 private", { "cache-control": "private, max-age=9" }, "not kept"],
    ["5.2 letter case", { "cache-control": "Private" }, "not kept"],
    ["5.2 in a second field", { "cache-control": "x=1,, No-Store" }, "not kept"],
    ["5.2 what stands in quotes is no directive", { "cache-control": 'x="no-store, private"' }, 60],
    ["5.2.3 directives that nobody knows", { "cache-control": "immutable, max-age=7" }, 7],
    ["5.3 Expires", { date: date(0), expires: date(50) }, 50],
    ["5.3 Expires by the upstream's own clock", { date: date(-500), expires: date(-450) }, 50],
    ["5.3 Expires without Date", { expires: date(50) }, 50],
    ["5.3 Expires that is no date", { expires: "0" }, "not kept"],
    ["5.3 max-age before Expires", { "cache-control": "max-age=5", expires: date(50) }, 5],
    ["5.1 Age", { "cache-control": "max-age=100", age: "40" }, 60],
    ["5.1 Age that is over", { "cache-control": "max-age=100", age: "100" }, "not kept"],
    ["5.1 Age that cannot be read", { "cache-control": "max-age=100", age: "old" }, 100],
    ["4.1 Vary by everything", { vary: "*" }, "not kept"],
    ["4.1 Vary by what is in the key", { vary: "Accept, SO-Language, X-Other" }, 60],
    ["4.1 Vary by what is not", { vary: "Accept, User-Agent" }, "not kept"],
    ["7.3 cookies", { "set-cookie": "a=1", "cache-control": "max-age=9" }, "not kept"],
  ])("%s: %j", (_section, fields, fresh, status = 200) => {
    const found = freshnessOf({ status, headers: fieldsOf(fields) }, at, { ...own, staleIfError: 0 });
    expect(found === undefined ? "not kept" : (found.freshUntil - now) / second).toBe(fresh);
  });

  it("4.2.3 counts the time on the way", () => {
    const headers = fieldsOf({ "cache-control": "max-age=100", age: "10" });
    expect(
      freshnessOf({ status: 200, headers }, { askedAt: now - 3 * second, answeredAt: now }, own),
    ).toMatchObject({
      bornAt: now - 13 * second,
      freshUntil: now + 87 * second,
    });
  });
});

describe("RFC 5861 and 9111: how long an answer is used where the upstream fails, in seconds", () => {
  it.each<[string, Readonly<Record<string, string>>, number]>([
    ["the proxy's own rule", {}, 30],
    ["its own word", { "cache-control": "max-age=5, stale-if-error=7" }, 7],
    ["5.2.2.2 must-revalidate", { "cache-control": "max-age=5, must-revalidate" }, 0],
    ["5.2.2.8 proxy-revalidate", { "cache-control": "max-age=5, proxy-revalidate" }, 0],
    ["5.2.2.10 s-maxage", { "cache-control": "s-maxage=5" }, 0],
  ])("%s: %j", (_section, fields, expected) => {
    const found = freshnessOf({ status: 200, headers: fieldsOf(fields) }, at, own);
    expect(found?.staleIfError).toBe(expected * second);
  });
});

const kept = (over: Partial<CachedAnswer> = {}): CachedAnswer => ({
  bornAt: now - 40 * second,
  freshUntil: now + 20 * second,
  staleIfError: 0,
  mayBeStale: true,
  statusText: "OK",
  headers: [],
  bytes: new Uint8Array(),
  ...over,
});
const stale = kept({ freshUntil: now - 20 * second });

describe("RFC 9111, 5.2.1: whether a kept answer will do for a caller", () => {
  it.each<[wish: string, answer: "fresh" | "stale" | "stale and bound", will: boolean]>([
    ["", "fresh", true],
    ["", "stale", false],
    ["no-cache", "fresh", false],
    ["max-age=40", "fresh", true],
    ["max-age=39", "fresh", false],
    ["max-age=0", "fresh", false],
    ["max-age=soon", "fresh", true],
    ["min-fresh=20", "fresh", true],
    ["min-fresh=21", "fresh", false],
    ["max-stale", "stale", true],
    ["max-stale=21", "stale", true],
    ["max-stale=20", "stale", false],
    ["max-stale, max-age=40", "stale", true],
    ["max-stale, max-age=39", "stale", false],
    ["max-stale", "stale and bound", false],
    ["no-transform", "fresh", true],
  ])("%j and one that is %s: %s", (wish, answer, will) => {
    const kinds = { fresh: kept(), stale, "stale and bound": { ...stale, mayBeStale: false } };
    expect(satisfies(kinds[answer], wishesOf(wish === "" ? [] : [["cache-control", wish]]), now)).toBe(will);
  });

  it("5.4 takes Pragma where there is no Cache-Control", () => {
    const pragma = ["pragma", "no-cache"] as const;
    expect(wishesOf([pragma]).isForced).toBe(true);
    expect(wishesOf([pragma, ["cache-control", "max-age=5"]]).isForced).toBe(false);
  });
});

describe("RFC 9111, 4.3.2: whether a caller has what is kept", () => {
  const answer = kept({
    headers: [
      ["last-modified", date(-100)],
      ["etag", '"a"'],
    ],
  });
  it.each<[Readonly<Record<string, string>>, boolean]>([
    [{ "if-modified-since": date(-100) }, true],
    [{ "if-modified-since": date(-99) }, true],
    [{ "if-modified-since": date(-101) }, false],
    [{ "if-modified-since": "yesterday" }, false],
    [{ "if-none-match": '"b", W/"a"' }, true],
    [{ "if-none-match": '"b"' }, false],
    [{ "if-none-match": "*" }, true],
    // RFC 9110, 13.1.3: the tag counts, where there is one.
    [{ "if-none-match": '"b"', "if-modified-since": date(0) }, false],
  ])("%j: %s", (fields, unchanged) => {
    expect(isUnchanged(answer, fieldsOf(fields))).toBe(unchanged);
  });
});

it("directives are read with quotes, empty elements and spaces, from every field of the name", () => {
  const fields: HeaderField[] = [
    ["cache-control", ' , max-age = "5" ,, no-cache="a, b=\\"c", X'],
    ["vary", "no-store"],
    ["cache-control", "s-maxage=7"],
  ];
  expect([...directivesOf(fields, "cache-control")]).toEqual([
    ["max-age", "5"],
    ["no-cache", 'a, b=\\"c'],
    ["x", ""],
    ["s-maxage", "7"],
  ]);
});
