import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DateTimeParts, formatDateTime, toInstant } from "../dates/index.ts";
import {
  findTimeZone,
  fromZone,
  offsetMinutesAt,
  parseTimeZoneHeader,
  TIME_ZONES,
  type TimeZone,
  toZone,
} from "./index.ts";

const SEED = 20_181_224;

function zone(code: string): TimeZone {
  return findTimeZone(code)!;
}

function value(result: ReturnType<typeof toZone>): string {
  return result.ok ? result.value : result.code;
}

describe("the documentation's examples, with a base zone of Norway", () => {
  const base = zone("NO");

  // docs.superoffice.com, "SOTimezone": header, sent, in the database, answered.
  test.each([
    ["NO", "2018-12-24T12:34:45", "2018-12-24T12:34:45", "2018-12-24T12:34:45"],
    ["US-NY", "2018-12-24T12:34:45", "2018-12-24T18:34:45", "2018-12-24T12:34:45"],
    ["US-NY, includeTZOffset", "2018-12-24T12:34:45Z", "2018-12-24T13:34:45", "2018-12-24T07:34:45-05:00"],
    ["US-NY", "2018-12-24T12:34:45Z", "2018-12-24T13:34:45", "2018-12-24T07:34:45"],
  ])("%s turns %s into %s and answers %s", (header, sent, stored, answered) => {
    const choice = parseTimeZoneHeader(header);
    if (!choice.ok) throw new Error(choice.message);
    const instant = fromZone(sent, choice.value.zone);
    expect(instant.ok && value(toZone(instant.value, base))).toBe(stored);
    expect(
      value(toZone(stored, choice.value.zone, { base, includeOffset: choice.value.includeOffset })),
    ).toBe(answered);
  });
});

describe("fromZone", () => {
  test.each([
    ["winter", "NO", "2024-01-15T12:00:00", "2024-01-15T11:00:00Z"],
    ["summer", "NO", "2024-07-15T12:00:00", "2024-07-15T10:00:00Z"],
    ["an offset of its own", "NO", "2024-07-15T12:00:00-03:30", "2024-07-15T15:30:00Z"],
    ["UTC", "UTC", "2024-07-15T12:00:00", "2024-07-15T12:00:00Z"],
    ["the southern summer", "AU-ACT", "2024-01-15T12:00:00", "2024-01-15T01:00:00Z"],
    ["another day", "US-HI", "2024-12-31T20:00:00", "2025-01-01T06:00:00Z"],
    ["a fraction", "NO", "2024-01-15T12:00:00.1234567", "2024-01-15T11:00:00.1234567Z"],
    ["the last second before a gap", "NO", "2024-03-31T01:59:59.9999999", "2024-03-31T00:59:59.9999999Z"],
    ["the first moment of a gap", "NO", "2024-03-31T02:00:00", "2024-03-31T01:00:00Z"],
    ["the middle of a gap", "NO", "2024-03-31T02:30:00", "2024-03-31T01:30:00Z"],
    ["the end of a gap", "NO", "2024-03-31T03:00:00", "2024-03-31T01:00:00Z"],
    ["the last second before an overlap", "NO", "2024-10-27T01:59:59", "2024-10-26T23:59:59Z"],
    ["the first moment of an overlap", "NO", "2024-10-27T02:00:00", "2024-10-27T00:00:00Z"],
    ["the middle of an overlap", "NO", "2024-10-27T02:30:00", "2024-10-27T00:30:00Z"],
    [
      "the second of both in an overlap, by offset",
      "NO",
      "2024-10-27T02:30:00+01:00",
      "2024-10-27T01:30:00Z",
    ],
    ["the end of an overlap", "NO", "2024-10-27T03:00:00", "2024-10-27T02:00:00Z"],
    ["a gap west of Greenwich", "US-NY", "2024-03-10T02:30:00", "2024-03-10T07:30:00Z"],
    ["an overlap west of Greenwich", "US-NY", "2024-11-03T01:30:00", "2024-11-03T05:30:00Z"],
    ["hours before a gap", "US-NY", "2024-03-09T12:00:00", "2024-03-09T17:00:00Z"],
    ["hours behind a gap", "US-NY", "2024-03-10T12:00:00", "2024-03-10T16:00:00Z"],
    ["an overlap in autumn south of the equator", "AU-ACT", "2024-04-07T02:30:00", "2024-04-06T15:30:00Z"],
    ["not set", "US-NY", "0001-01-01T00:00:00", "0001-01-01T00:00:00"],
    [
      "not set, with a fraction and an offset",
      "US-NY",
      "0001-01-01T00:00:00.000+02:00",
      "0001-01-01T00:00:00",
    ],
    ["a day in year 1", "US-NY", "0001-01-02T00:00:00", "0001-01-02T04:56:00Z"],
    ["a year before 100", "UTC", "0099-12-31T00:00:00", "0099-12-31T00:00:00Z"],
    ["a moment behind the last", "US-NY", "9999-12-31T23:59:59", "date-time-range"],
    ["a moment before the first", "NO", "0001-01-01T00:00:01", "date-time-range"],
    ["no date-time", "NO", "tomorrow", "date-time-form"],
    ["an offset without a colon", "NO", "2018-12-24T12:34:45+0100", "date-time-form"],
    ["a day that does not exist", "NO", "2024-02-30T00:00:00", "date-time-range"],
  ])("takes %s (%s, %s) for %s", (_, code, text, expected) => {
    expect(value(fromZone(text, zone(code)))).toBe(expected);
  });
});

describe("toZone", () => {
  const base = zone("NO");

  test.each([
    ["an instant", "2024-07-15T10:00:00Z", "2024-07-15T12:00:00+02:00"],
    ["an instant with another offset", "2024-01-15T10:00:00-03:30", "2024-01-15T14:30:00+01:00"],
    ["milliseconds", Date.parse("2024-01-15T10:00:00.250Z"), "2024-01-15T11:00:00.25+01:00"],
    ["milliseconds before 1970", -1, "1970-01-01T00:59:59.999+01:00"],
    ["the first of an overlap", "2024-10-27T00:30:00Z", "2024-10-27T02:30:00+02:00"],
    ["the second of an overlap", "2024-10-27T01:30:00Z", "2024-10-27T02:30:00+01:00"],
    ["the moment of a gap", "2024-03-31T01:00:00Z", "2024-03-31T03:00:00+02:00"],
    ["not set", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00"],
    ["a moment behind the last", "9999-12-31T23:30:00Z", "date-time-range"],
    ["no number", Number.NaN, "date-time-range"],
    ["a number beyond all dates", 1e300, "date-time-range"],
    ["no date-time", "tomorrow", "date-time-form"],
    [
      "a text without an offset, when nobody says which zone it is in",
      "2024-07-15T10:00:00",
      "date-time-no-zone",
    ],
  ])("takes %s: %s gives %s", (_, moment, expected) => {
    expect(value(toZone(moment, base, { includeOffset: true }))).toBe(expected);
  });

  test("leaves the offset out unless told otherwise", () => {
    expect(value(toZone("2024-07-15T10:00:00Z", base))).toBe("2024-07-15T12:00:00");
  });

  test("writes Z for UTC when it writes offsets", () => {
    expect(value(toZone("2024-07-15T12:00:00+02:00", zone("UTC"), { includeOffset: true }))).toBe(
      "2024-07-15T10:00:00Z",
    );
  });

  test("throws for a zone that the runtime does not know, each time", () => {
    const wrong = { id: 9, code: "ZZ", iana: "Europe/Nowhere" };
    for (let time = 0; time < 2; time++) {
      expect(() => toZone(0, wrong)).toThrow(expect.objectContaining({ code: "time-zone-invalid" }));
    }
  });
});

describe("offsetMinutesAt", () => {
  test("rounds the seconds of a local mean time to minutes", () => {
    const then = Date.parse("1850-01-01T00:00:00Z");
    // tzdb: -4:56:02 and -7:52:58.
    expect(offsetMinutesAt(then, zone("US-NY"))).toBe(-296);
    expect(offsetMinutesAt(then, zone("US-CA"))).toBe(-473);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1])(
    "throws for %d, which is no instant",
    (instant) => {
      expect(() => offsetMinutesAt(instant, zone("UTC"))).toThrow(
        expect.objectContaining({ code: "date-time-invalid" }),
      );
    },
  );
});

describe("round trips", () => {
  const anyZone = fc.constantFrom(...TIME_ZONES);
  const ticks = fc.integer({ min: 0, max: 9_999_999 });

  function parts(months: readonly number[], from: number, to: number): fc.Arbitrary<DateTimeParts> {
    return fc.record({
      year: fc.integer({ min: from, max: to }),
      month: fc.constantFrom(...months),
      day: fc.integer({ min: 15, max: 28 }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
      second: fc.integer({ min: 0, max: 59 }),
      ticks,
      offsetMinutes: fc.constant(null),
    });
  }

  test("an instant written with its offset comes back, in any year and through overlaps", () => {
    const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    fc.assert(
      fc.property(parts(everyMonth, 2, 9998), anyZone, (moment, there) => {
        const instant = formatDateTime({ ...moment, offsetMinutes: 0 });
        const written = value(toZone(instant, there, { includeOffset: true }));
        expect(value(fromZone(written, there))).toBe(instant);
        expect(toInstant(written, { assumeOffsetMinutes: 0 })).toBe(
          toInstant(instant, { assumeOffsetMinutes: 0 }),
        );
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("a local time away from changes of the clock comes back, and so it does through another zone", () => {
    fc.assert(
      // No zone of the table changed its clock in the second half of January or July in these years.
      fc.property(parts([1, 7], 1980, 2200), anyZone, anyZone, (moment, here, there) => {
        const local = formatDateTime(moment);
        expect(value(toZone(value(fromZone(local, here)), here))).toBe(local);
        const elsewhere = value(toZone(local, there, { base: here, includeOffset: true }));
        expect(value(toZone(elsewhere, here))).toBe(local);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("around each change of the clock a local time comes back, or moves on by the gap", () => {
    for (const here of TIME_ZONES) {
      for (const change of changesOf(here, 2023)) {
        for (let minute = -180; minute <= 180; minute += 10) {
          const local = value(toZone(change + minute * 60_000, here));
          expect(value(toZone(value(fromZone(local, here)), here))).toBe(local);
        }
      }
    }
  });

  /** The first hours of a year at which the clock has another offset than an hour before. */
  function changesOf(there: TimeZone, year: number): number[] {
    const hours = Array.from({ length: 366 * 24 }, (_, hour) => Date.UTC(year, 0, 1, hour));
    return hours.filter((hour) => offsetMinutesAt(hour, there) !== offsetMinutesAt(hour - 3_600_000, there));
  }
});
