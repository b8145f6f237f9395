import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatHttpDate, parseHttpDate, parseRetryAfter } from "./index.ts";

const SEED = 20_151_021;
const NOW = Date.parse("2026-11-05T12:00:00Z");

describe("parseHttpDate", () => {
  // RFC 9110, 5.6.7: three forms of one moment.
  test.each(["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])(
    "takes %s",
    (text) => {
      expect(parseHttpDate(text, NOW)).toEqual({ ok: true, value: Date.parse("1994-11-06T08:49:37Z") });
    },
  );

  test.each([
    ["a leap day", "Thu, 29 Feb 2024 00:00:00 GMT", "2024-02-29T00:00:00Z"],
    ["a leap second as the next minute", "Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"],
    ["a year before 100", "Mon, 01 Jan 0050 00:00:00 GMT", "0050-01-01T00:00:00Z"],
    ["two digits in this century", "Wednesday, 05-Nov-76 00:00:00 GMT", "2076-11-05T00:00:00Z"],
    ["two digits more than 50 years ahead", "Wednesday, 05-Nov-77 00:00:00 GMT", "1977-11-05T00:00:00Z"],
    ["two digits of day in the form of C", "Wed Oct 21 07:28:00 2015", "2015-10-21T07:28:00Z"],
  ])("takes %s", (_, text, expected) => {
    expect(parseHttpDate(text, NOW)).toEqual({ ok: true, value: Date.parse(expected) });
  });

  test.each([
    ["nothing", ""],
    ["the pages' samples, which lack the M of GMT", "Wed, 21 Oct 2015 07:28:00 G1T"],
    ["another zone", "Wed, 21 Oct 2015 07:28:00 CET"],
    ["ISO 8601", "2015-10-21T07:28:00Z"],
    ["lower case", "wed, 21 oct 2015 07:28:00 gmt"],
    ["no such day", "Mon, 30 Feb 2015 07:28:00 GMT"],
    ["29 February of a common year", "Mon, 29 Feb 2023 07:28:00 GMT"],
    ["day 0", "Mon, 00 Feb 2015 07:28:00 GMT"],
    ["hour 24", "Wed, 21 Oct 2015 24:00:00 GMT"],
    ["minute 60", "Wed, 21 Oct 2015 07:60:00 GMT"],
    ["second 61", "Wed, 21 Oct 2015 07:28:61 GMT"],
    ["one digit of day", "Wed, 1 Oct 2015 07:28:00 GMT"],
    ["text behind", "Wed, 21 Oct 2015 07:28:00 GMT; length=3"],
  ])("refuses %s", (_, text) => {
    expect(parseHttpDate(text, NOW)).toMatchObject({ ok: false, code: "http-date-form" });
  });

  test("reads what formatHttpDate writes", () => {
    const seconds = fc.integer({
      min: Date.parse("0001-01-01") / 1000,
      max: Date.parse("9999-12-31") / 1000,
    });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 0, max: 999 }), (second, milliseconds) => {
        const text = formatHttpDate(second * 1000 + milliseconds);
        expect(parseHttpDate(text, NOW)).toEqual({ ok: true, value: second * 1000 });
      }),
      { seed: SEED },
    );
  });
});

describe("formatHttpDate", () => {
  test("writes the form that is to be sent", () => {
    expect(formatHttpDate(Date.parse("1994-11-06T08:49:37Z"))).toBe("Sun, 06 Nov 1994 08:49:37 GMT");
  });

  test.each([Number.NaN, Date.UTC(10_000, 0, 1), Date.UTC(-1, 0, 1)])("refuses %d", (instant) => {
    expect(() => formatHttpDate(instant)).toThrow(expect.objectContaining({ code: "date-time-invalid" }));
  });
});

describe("parseRetryAfter", () => {
  test.each([
    ["seconds", "120", 120_000],
    ["no wait", "0", 0],
    ["leading zeros and white space", " 007\t", 7_000],
    ["a date ahead", "Thu, 05 Nov 2026 12:00:30 GMT", 30_000],
    ["a date of RFC 850", "Thursday, 05-Nov-26 12:00:30 GMT", 30_000],
    ["a date of C, which is UTC", "Thu Nov  5 12:00:30 2026", 30_000],
    ["a date that has passed", "Thu, 05 Nov 2026 11:00:00 GMT", 0],
    ["more seconds than a number holds", "9".repeat(400), Number.MAX_SAFE_INTEGER],
  ])("takes %s", (_, header, expected) => {
    expect(parseRetryAfter(header, NOW)).toEqual({ ok: true, value: expected });
  });

  test.each(["", "-1", "1.5", "1e3", "0x10", "soon", "1, 2", "\u0661"])("refuses %j", (header) => {
    expect(parseRetryAfter(header, NOW)).toMatchObject({ ok: false, code: "retry-after-form" });
  });
});
