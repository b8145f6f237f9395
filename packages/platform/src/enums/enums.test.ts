import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalEnum, type EnumShape } from "./index.ts";

const status: EnumShape = {
  members: ["Unknown", "NotStarted", "Started", "Completed", "unknown"],
  numbers: { 0: "Unknown", 1: "NotStarted", 2: "Started", 8: "Completed", "-1": "unknown" },
  flags: false,
};
const mask: EnumShape = {
  members: ["None", "Select", "Update", "Insert"],
  numbers: { 0: "None", 1: "Select", 2: "Update", 4: "Insert" },
  flags: true,
};

describe("canonicalEnum of a plain enum", () => {
  test.each([
    ["Completed", "Completed"],
    ["completed", "Completed"],
    ["NOTSTARTED", "NotStarted"],
    [" Started ", "Started"],
    [8, "Completed"],
    ["8", "Completed"],
    ["08", "Completed"],
    [0, "Unknown"],
    [-0, "Unknown"],
    [-1, "unknown"],
    ["-1", "unknown"],
  ])("takes %j for %s", (value, name) => {
    expect(canonicalEnum(value, status)).toBe(name);
  });

  test("prefers the exact spelling where two members differ in case only", () => {
    expect(canonicalEnum("unknown", status)).toBe("unknown");
    expect(canonicalEnum("Unknown", status)).toBe("Unknown");
    expect(canonicalEnum("UNKNOWN", status)).toBe("Unknown");
  });

  test.each(["", "Complete", "Started, Completed", "8.0", "0x8", "1e0", "constructor", 3, 8.5, NaN])(
    "knows no member for %j",
    (value) => {
      expect(canonicalEnum(value, status)).toBeUndefined();
    },
  );
});

describe("canonicalEnum of a flag enum", () => {
  test.each([
    ["Update", "Update"],
    ["update,SELECT", "Update, Select"],
    ["Update, update", "Update"],
    [3, "Select, Update"],
    ["3", "Select, Update"],
    ["3, Insert", "Select, Update, Insert"],
    [0, "None"],
    ["", "None"],
  ])("takes %j for %j", (value, name) => {
    expect(canonicalEnum(value, mask)).toBe(name);
  });

  test.each([8, 9, -1, "9", "Update, Nonsense"])("knows no list for %j", (value) => {
    expect(canonicalEnum(value, mask)).toBeUndefined();
  });

  test("takes its own answer for itself", () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 7 }),
      fc.subarray(["sElect", "UPDATE", "insert"]).map((names) => names.join()),
    );
    fc.assert(
      fc.property(value, (given) => {
        const once = canonicalEnum(given, mask);
        expect(once).toBeDefined();
        expect(canonicalEnum(once ?? "?", mask)).toBe(once);
      }),
      { seed: 1_861 },
    );
  });
});
