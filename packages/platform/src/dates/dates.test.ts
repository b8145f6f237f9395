import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DATE_TIME_PATTERN,
  type DateTimeParts,
  formatDateTime,
  isDateTime,
  isUnset,
  parseDateTime,
  toInstant,
  UNSET_DATE_TIME,
} from "./index.ts";

const SEED = 20_240_229;
const pattern = new RegExp(DATE_TIME_PATTERN, "u");

const accepted = [
  "2024-01-31T00:00:00",
  "2024-01-31T23:59:59",
  "2024-01-31T10:11:12.1",
  "2024-01-31T10:11:12.12345",
  "2024-01-31T10:11:12.123456",
  "2024-01-31T10:11:12.1234567",
  "2024-01-31T10:11:12.0000000",
  "2024-01-31T10:11:12Z",
  "2024-01-31T10:11:12.1234567Z",
  "2024-01-31T10:11:12.1234567+02:00",
  "2024-01-31T10:11:12+00:00",
  "2024-01-31T10:11:12-00:00",
  "2024-01-31T10:11:12-03:30",
  "2024-01-31T10:11:12+05:45",
  "2024-01-31T10:11:12+14:00",
  "2024-01-31T10:11:12-14:00",
  "2024-02-29T00:00:00",
  "2000-02-29T00:00:00",
  "0004-02-29T00:00:00",
  "0400-02-29T00:00:00",
  "2024-04-30T00:00:00",
  "0001-01-01T00:00:00",
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59.9999999",
];

const refused: readonly (readonly [text: string, code: "date-time-form" | "date-time-range", why: string])[] =
  [
    ["", "date-time-form", "nothing"],
    ["lorem", "date-time-form", "a word"],
    ["2024-01-31", "date-time-form", "no time"],
    ["10:11:12", "date-time-form", "no date"],
    ["2024-01-31 10:11:12", "date-time-form", "a space for the T"],
    ["2024-01-31t10:11:12", "date-time-form", "a lower-case t"],
    ["2024-01-31T10:11:12z", "date-time-form", "a lower-case z"],
    ["2024-01-31T10:11", "date-time-form", "no seconds"],
    ["2024-1-31T10:11:12", "date-time-form", "one digit of month"],
    ["24-01-31T10:11:12", "date-time-form", "two digits of year"],
    ["12024-01-31T10:11:12", "date-time-form", "five digits of year"],
    ["-2024-01-31T10:11:12", "date-time-form", "a year before 1"],
    ["20240131T101112", "date-time-form", "the basic form"],
    ["2024-01-31T10:11:12.", "date-time-form", "a point without digits"],
    ["2024-01-31T10:11:12,5", "date-time-form", "a comma for the point"],
    ["2024-01-31T10:11:12.12345678", "date-time-form", "eight digits of fraction"],
    ["2024-01-31T10:11:12+02", "date-time-form", "an offset without minutes"],
    ["2024-01-31T10:11:12+0200", "date-time-form", "an offset without a colon"],
    ["2024-01-31T10:11:12+02:00Z", "date-time-form", "two offsets"],
    [" 2024-01-31T10:11:12", "date-time-form", "a space before"],
    ["2024-01-31T10:11:12\n", "date-time-form", "a line break behind"],
    ["٢٠٢٤-01-31T10:11:12", "date-time-form", "digits of another script"],
    ["/Date(1706695872000)/", "date-time-form", "the old Microsoft form"],
    ["0000-01-01T00:00:00", "date-time-range", "the year 0"],
    ["2024-00-10T00:00:00", "date-time-range", "month 0"],
    ["2024-13-10T00:00:00", "date-time-range", "month 13"],
    ["2024-01-00T00:00:00", "date-time-range", "day 0"],
    ["2024-01-32T00:00:00", "date-time-range", "day 32"],
    ["2024-04-31T00:00:00", "date-time-range", "31 April"],
    ["2024-02-30T00:00:00", "date-time-range", "30 February"],
    ["2023-02-29T00:00:00", "date-time-range", "29 February of a common year"],
    ["1900-02-29T00:00:00", "date-time-range", "29 February of a century"],
    ["2024-01-31T24:00:00", "date-time-range", "hour 24"],
    ["2024-01-31T10:60:00", "date-time-range", "minute 60"],
    ["2016-12-31T23:59:60Z", "date-time-range", "a leap second"],
    ["2024-01-31T10:11:12+14:01", "date-time-range", "an offset above 14 hours"],
    ["2024-01-31T10:11:12-15:00", "date-time-range", "an offset below 14 hours"],
    ["2024-01-31T10:11:12+02:60", "date-time-range", "an offset with 60 minutes"],
  ];

const dateTimeParts: fc.Arbitrary<DateTimeParts> = fc
  .record({
    year: fc.integer({ min: 1, max: 9999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
    second: fc.integer({ min: 0, max: 59 }),
    ticks: fc.integer({ min: 0, max: 9_999_999 }),
    offsetMinutes: fc.option(fc.integer({ min: -840, max: 840 })),
  })
  .filter(({ year, month, day }) => day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate());

describe("the forms of a date-time", () => {
  test.each(accepted)("%s is accepted", (text) => {
    expect(parseDateTime(text)).toMatchObject({ ok: true });
    expect(isDateTime(text)).toBe(true);
    expect(pattern.test(text)).toBe(true);
  });

  test.each(refused)("%j is refused with %s: %s", (text, code) => {
    expect(parseDateTime(text)).toMatchObject({ ok: false, code });
    expect(isDateTime(text)).toBe(false);
    expect(pattern.test(text)).toBe(false);
  });

  test("the pattern and the parser agree on every day that 400 years have, and on the days beside them", () => {
    const disagreeing: string[] = [];
    for (let year = 1700; year <= 2100; year++) {
      for (const day of [0, 1, 28, 29, 30, 31, 32]) {
        for (let month = 0; month <= 13; month++) {
          const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T00:00:00`;
          if (pattern.test(text) !== isDateTime(text)) disagreeing.push(text);
        }
      }
    }
    expect(disagreeing).toEqual([]);
  });

  test("the pattern and the parser agree on texts that are nearly a date-time", () => {
    const number = (max: number, length = 2) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(length, "0"));
    const fraction = fc.oneof(
      fc.constant(""),
      fc.string({ unit: fc.constantFrom(..."0123456789."), maxLength: 9 }),
    );
    const offset = fc.oneof(
      fc.constantFrom("", "Z", "z"),
      fc
        .tuple(fc.constantFrom("+", "-", ""), number(16), number(61))
        .map(([sign, h, m]) => `${sign}${h}:${m}`),
    );
    const nearly = fc
      .tuple(number(9999, 4), number(13), number(32), number(25), number(60), number(60), fraction, offset)
      .map(
        ([year, month, day, h, m, s, f, o]) => `${year}-${month}-${day}T${h}:${m}:${s}${f && `.${f}`}${o}`,
      );
    fc.assert(
      fc.property(nearly, (text) => {
        expect(pattern.test(text)).toBe(isDateTime(text));
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});

describe("parseDateTime", () => {
  test("gives the parts as written, without converting them", () => {
    expect(parseDateTime("2023-05-06T07:08:09.0123456-03:30")).toEqual({
      ok: true,
      value: {
        year: 2023,
        month: 5,
        day: 6,
        hour: 7,
        minute: 8,
        second: 9,
        ticks: 123_456,
        offsetMinutes: -210,
      },
    });
  });

  test.each([
    ["no offset", "2023-05-06T07:08:09", null],
    ["Z", "2023-05-06T07:08:09Z", 0],
    ["-00:00", "2023-05-06T07:08:09-00:00", 0],
  ])("gives %s its own meaning", (_, text, offsetMinutes) => {
    const result = parseDateTime(text);
    expect(result.ok && result.value.offsetMinutes).toBe(offsetMinutes);
  });

  test("does not repeat the refused text", () => {
    expect(JSON.stringify(parseDateTime("a secret"))).not.toContain("secret");
  });
});

describe("formatDateTime", () => {
  test("gives back what parseDateTime took apart", () => {
    fc.assert(
      fc.property(dateTimeParts, (parts) => {
        const text = formatDateTime(parts);
        expect(parseDateTime(text)).toEqual({ ok: true, value: parts });
      }),
      { seed: SEED },
    );
  });

  test.each([
    "2024-02-29T08:05:00",
    "2024-02-29T08:05:00.5",
    "2024-02-29T08:05:00.0000001Z",
    "0001-01-01T00:00:00",
    "2024-02-29T08:05:00.1234567-03:30",
  ])("leaves the canonical %s unchanged", (text) => {
    const result = parseDateTime(text);
    expect(result.ok && formatDateTime(result.value)).toBe(text);
  });

  test.each([
    ["2024-02-29T08:05:00.5000000+00:00", "2024-02-29T08:05:00.5Z"],
    ["2024-02-29T08:05:00.000-00:00", "2024-02-29T08:05:00Z"],
  ])("makes %s canonical: %s", (text, canonical) => {
    const result = parseDateTime(text);
    expect(result.ok && formatDateTime(result.value)).toBe(canonical);
  });

  test.each([
    { month: 13 },
    { day: 30 },
    { ticks: 10_000_000 },
    { second: 1.5 },
    { offsetMinutes: 841 },
    { year: NaN },
  ])("refuses parts that name no moment: %j", (wrong) => {
    const right = {
      year: 2024,
      month: 2,
      day: 29,
      hour: 0,
      minute: 0,
      second: 0,
      ticks: 0,
      offsetMinutes: null,
    };
    expect(() => formatDateTime({ ...right, ...wrong })).toThrow(
      expect.objectContaining({ code: "date-time-invalid" }),
    );
  });
});

describe("not set", () => {
  test.each([
    UNSET_DATE_TIME,
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00.0000000",
    "0001-01-01T00:00:00+01:00",
    "0001-01-01T00:00:00.000-05:00",
  ])("%s means not set", (text) => {
    expect(isUnset(text)).toBe(true);
    expect(toInstant(text, { assumeOffsetMinutes: 60 })).toBeNull();
  });

  test.each([
    "0001-01-01T00:00:00.0000001",
    "0001-01-01T00:00:01",
    "1970-01-01T00:00:00",
    "0000-00-00T00:00:00",
    "",
  ])("%j does not", (text) => {
    expect(isUnset(text)).toBe(false);
  });
});

describe("toInstant", () => {
  test.each([
    ["1970-01-01T00:00:00Z", 0, 0],
    ["1970-01-01T00:00:00", 60, -3_600_000],
    ["1970-01-01T00:00:00+02:00", 60, -7_200_000],
    ["1970-01-01T00:00:00.0019999Z", 0, 1],
    ["1969-12-31T23:59:59.9990000Z", 0, -1],
    ["0001-01-02T00:00:00", 0, Date.parse("0001-01-02T00:00:00Z")],
    ["0099-06-15T00:00:00Z", 0, Date.parse("0099-06-15T00:00:00Z")],
    ["2024-02-29T23:30:00-03:30", 0, Date.parse("2024-03-01T03:00:00Z")],
  ])("takes %s with %i minutes assumed for %i", (text, assumeOffsetMinutes, instant) => {
    expect(toInstant(text, { assumeOffsetMinutes })).toBe(instant);
  });

  test("agrees with the runtime's own parser where both know the form", () => {
    fc.assert(
      fc.property(dateTimeParts, (parts) => {
        const text = formatDateTime({ ...parts, offsetMinutes: 0, second: 1 });
        expect(toInstant(text, { assumeOffsetMinutes: 0 })).toBe(Date.parse(text));
      }),
      { seed: SEED },
    );
  });

  test("throws a coded error for what is no date-time", () => {
    expect(() => toInstant("lorem", { assumeOffsetMinutes: 0 })).toThrow(
      expect.objectContaining({ name: "PlatformError", code: "date-time-invalid" }),
    );
  });
});
