import { describe, expect, test } from "vitest";
import { findTimeZone, offsetMinutesAt, parseTimeZoneHeader, TIME_ZONES } from "./index.ts";

describe("the documented time zones", () => {
  // docs.superoffice.com, "SOTimezone", "Timezones API endpoint": id, timeZone, offset, daylight in minutes.
  const printed = [
    [1, "UTC", 0, 0],
    [36, "AU-ACT", 600, 660],
    [50, "BD", 360, 360],
    [114, "CA-QC", -300, -240],
    [140, "DK", 60, 120],
    [156, "FR", 60, 120],
    [261, "NO", 60, 120],
    [425, "US-CA", -480, -420],
    [433, "US-HI", -600, -600],
    [460, "US-NY", -300, -240],
  ] as const;

  test.each(printed)(
    "%i is %s with the two offsets that the documentation prints",
    (id, code, standard, summer) => {
      const found = findTimeZone(id)!;
      const january = offsetMinutesAt(Date.parse("2018-01-15T00:00:00Z"), found);
      const july = offsetMinutesAt(Date.parse("2018-07-15T00:00:00Z"), found);
      expect(found.code).toBe(code);
      expect([january, july].toSorted((a, b) => a - b)).toEqual([standard, summer]);
    },
  );

  test("are ten", () => {
    expect(TIME_ZONES.map(({ id }) => id)).toEqual(printed.map(([id]) => id));
  });

  test.each(["no", "NO", "No", 261, "261"])("are found by code in any case and by number: %j", (wanted) => {
    expect(findTimeZone(wanted)?.iana).toBe("Europe/Oslo");
  });

  test.each(["", "XX", 0, 2, "1.0", "Europe/Oslo"])("do not have %j", (wanted) => {
    expect(findTimeZone(wanted)).toBeUndefined();
  });
});

describe("parseTimeZoneHeader", () => {
  test.each([
    ["NO", 261, false],
    ["261", 261, false],
    ["us-ny", 460, false],
    ["NO, includeTZOffset", 261, true],
    ["261,includeTZoffset", 261, true],
    [" NO\t,\tINCLUDETZOFFSET ", 261, true],
    ["UTC", 1, false],
  ])("reads %j", (header, id, includeOffset) => {
    expect(parseTimeZoneHeader(header)).toMatchObject({ ok: true, value: { zone: { id }, includeOffset } });
  });

  test.each([
    "",
    " ",
    ",",
    "includeTZOffset, NO",
    ", includeTZOffset",
    "NO,",
    "NO, ",
    "NO, other",
    "NO, includeTZOffset, includeTZOffset",
    "NO includeTZOffset",
    "NO; includeTZOffset",
    "Europe/Oslo",
    "N\u00d8",
  ])("refuses the form of %j", (header) => {
    expect(parseTimeZoneHeader(header)).toMatchObject({ ok: false, code: "time-zone-form" });
  });

  test.each(["XX", "0", "2", "includeTZOffset", "999999999999999999999, includeTZOffset"])(
    "knows no zone %j",
    (header) => {
      expect(parseTimeZoneHeader(header)).toMatchObject({ ok: false, code: "time-zone-unknown" });
    },
  );

  test("takes another list of zones in place of its own", () => {
    const zones = [{ id: 7, code: "JP", iana: "Asia/Tokyo" }];
    expect(parseTimeZoneHeader("jp", zones)).toMatchObject({ ok: true, value: { zone: { id: 7 } } });
    expect(parseTimeZoneHeader("NO", zones)).toMatchObject({ ok: false });
  });

  test("does not repeat what it refused", () => {
    expect(JSON.stringify([parseTimeZoneHeader("se cret"), parseTimeZoneHeader("secret")])).not.toContain(
      "cret",
    );
  });
});
