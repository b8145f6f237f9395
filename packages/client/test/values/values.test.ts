import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  base64Of,
  bytesOf,
  flags,
  flagsOf,
  fromDate,
  fromTemporal,
  multiLanguage,
  textOf,
  textsOf,
  toDate,
  toTemporal,
} from "../../src/values/index.ts";

const SEED = 5_017;

describe("toDate", () => {
  it.each([
    ["2018-12-24T12:34:45", "NO", "2018-12-24T11:34:45.000Z"],
    ["2018-07-24T12:34:45.1239999", 261, "2018-07-24T10:34:45.123Z"],
    ["2018-12-24T12:34:45-05:00", "NO", "2018-12-24T17:34:45.000Z"],
    ["2018-12-24T12:34:45Z", undefined, "2018-12-24T12:34:45.000Z"],
    ["2018-12-24T12:34:45", { id: 7, code: "X", iana: "Asia/Tokyo" }, "2018-12-24T03:34:45.000Z"],
    // Twice on the clock of Oslo, and never.
    ["2024-10-27T02:30:00", "NO", "2024-10-27T00:30:00.000Z"],
    ["2024-03-31T02:30:00", "NO", "2024-03-31T01:30:00.000Z"],
  ])("reads %s in %s", (text, zone, iso) => {
    expect(toDate(text, zone === undefined ? {} : { zone })?.toISOString()).toBe(iso);
  });

  it.each([null, undefined, "0001-01-01T00:00:00", "0001-01-01T00:00:00.0000000Z"])(
    "is null for %s",
    (text) => {
      expect(toDate(text, { zone: "NO" })).toBeNull();
      expect(toDate(text)).toBeNull();
    },
  );

  it.each([
    ["date-time-no-zone", "2018-12-24T12:34:45", {}],
    ["date-time-form", "24.12.2018", { zone: "NO" }],
    ["date-time-range", "2018-02-30T00:00:00", { zone: "NO" }],
    ["time-zone-unknown", "2018-12-24T12:34:45", { zone: "XX" }],
  ])("throws %s rather than guess", (code, text, options) => {
    expect(() => toDate(text, options)).toThrow(expect.objectContaining({ name: "SoValueError", code }));
  });
});

describe("fromDate", () => {
  const date = new Date("2018-12-24T11:34:45.120Z");

  it("writes what the clock of the zone shows, with its offset when asked", () => {
    expect(fromDate(date, { zone: "NO" })).toBe("2018-12-24T12:34:45.12");
    expect(fromDate(date, { zone: "US-NY", includeOffset: true })).toBe("2018-12-24T06:34:45.12-05:00");
  });

  it("writes null as the platform does", () => {
    expect(fromDate(null, { zone: "NO" })).toBe("0001-01-01T00:00:00");
  });

  it("refuses a Date that is none", () => {
    expect(() => fromDate(new Date(Number.NaN), { zone: "NO" })).toThrow(
      expect.objectContaining({ code: "date-time-range" }),
    );
  });

  it("writes what toDate reads, where the offset is there", () => {
    const dates = fc.date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.constantFrom("NO", "US-NY", "AU-ACT", "UTC"), (given, zone) => {
        expect(toDate(fromDate(given, { zone, includeOffset: true }))).toEqual(given);
      }),
      { seed: SEED },
    );
  });
});

describe("Temporal", () => {
  /** Runs with the runtime's own Temporal, which Node 24 has behind a flag. */
  const withTemporal = (expression: string) =>
    JSON.parse(
      execFileSync(
        process.execPath,
        [
          "--harmony-temporal",
          "--no-warnings",
          "--input-type=module",
          "--eval",
          `import { fromTemporal, toTemporal } from ${JSON.stringify(fileURLToPath(new URL("../../src/values/index.ts", import.meta.url)))};
           console.log(JSON.stringify(${expression}));`,
        ],
        { encoding: "utf8" },
      ),
    ) as unknown;

  it("gets all seven digits and the zone, and gives them back", () => {
    expect(
      withTemporal(`(() => {
        const moment = toTemporal(Temporal, "2018-12-24T12:34:45.1234567", { zone: "NO" });
        return [
          moment.toString(),
          fromTemporal(moment, { zone: "NO" }),
          fromTemporal(moment.toInstant(), { zone: "US-NY", includeOffset: true }),
          toTemporal(Temporal, "2018-12-24T12:00:00Z", { zone: "UTC" }).toString(),
          toTemporal(Temporal, "0001-01-01T00:00:00", { zone: "NO" }),
          fromTemporal(Temporal.Instant.from("1959-12-31T23:59:59.9999999Z"), { zone: "UTC" }),
        ];
      })()`),
    ).toEqual([
      "2018-12-24T12:34:45.1234567+01:00[Europe/Oslo]",
      "2018-12-24T12:34:45.1234567",
      "2018-12-24T06:34:45.1234567-05:00",
      "2018-12-24T12:00:00+00:00[UTC]",
      null,
      "1959-12-31T23:59:59.9999999",
    ]);
  });

  it("is given as text to whatever Temporal there is, typed by it", () => {
    const polyfill = { ZonedDateTime: { from: (text: string) => ({ text }) } };
    const moment = toTemporal(polyfill, "2018-07-24T12:34:45-05:00", { zone: "NO" });
    expect(moment?.text).toBe("2018-07-24T19:34:45+02:00[Europe/Oslo]");
    expect(fromTemporal(null, { zone: "NO" })).toBe("0001-01-01T00:00:00");
  });

  it("that is not there is said so", () => {
    // @ts-expect-error
    expect(() => toTemporal(undefined, "2018-12-24T12:34:45", { zone: "NO" })).toThrow(
      expect.objectContaining({ code: "temporal-missing" }),
    );
  });
});

describe("flags", () => {
  it("are a set, unknown members too, and a list again", () => {
    const set = flagsOf("Select, Update,FromTheFuture");
    expect([...set]).toEqual(["Select", "Update", "FromTheFuture"]);
    expect(flags(set)).toBe("Select, Update, FromTheFuture");
    expect([flagsOf(null).size, flagsOf("").size]).toEqual([0, 0]);
  });

  it.each([[[]], [["a,b"]], [[""]]])("that cannot be written are refused: %j", (members) => {
    expect(() => flags(members)).toThrow(RangeError);
  });
});

describe("multi-language texts", () => {
  const raw = 'NO:"Leverandør";US:"Supplier"';

  it("are resolved by languages in their order", () => {
    expect(textOf(raw, "nb, en;q=0.5")).toBe("Leverandør");
    expect(textOf(raw, "de, en;q=0.5")).toBe("Supplier");
    expect(textOf(raw, "de")).toBe(raw);
    expect(textOf("Supplier", "en")).toBe("Supplier");
    expect(textOf(null, "en")).toBeNull();
  });

  it("are taken apart and written", () => {
    expect(textsOf(raw)).toEqual({ NO: "Leverandør", US: "Supplier" });
    expect([textsOf("Supplier"), textsOf(null)]).toEqual([null, null]);
    expect(multiLanguage({ NO: "Leverandør", US: "Supplier" })).toBe(raw);
    expect(() => multiLanguage({ US: 'a "b"' })).toThrow();
  });
});

describe("bytes", () => {
  it("come out of base64 and go back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect([...bytesOf(base64Of(bytes))]).toEqual([...bytes]);
      }),
      { seed: SEED },
    );
    expect(bytesOf(null)).toBeNull();
  });

  it.each(["R0lGOA", "R0lG OA==", "R0lG-A==", "%"])("are refused when they are no base64: %s", (text) => {
    expect(() => bytesOf(text)).toThrow(expect.objectContaining({ code: "base64-form" }));
  });
});
