import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EnumShape } from "../enums/index.ts";
import { flagsFromNumber, flagsToNumber, formatFlags, hasFlag, parseFlags, sameFlags } from "./index.ts";

const SEED = 7_001;

const mask: EnumShape = {
  members: ["None", "Select", "Update", "Insert", "Delete", "FULL", "Far", "Unnumbered"],
  numbers: { 0: "None", 1: "Select", 2: "Update", 4: "Insert", 8: "Delete", 15: "FULL", 4294967296: "Far" },
  flags: true,
};
const withoutZero: EnumShape = { members: ["A", "B"], numbers: { 1: "A", 2: "B" }, flags: true };

describe("parseFlags", () => {
  test.each([
    ["Update, UIHintMandatory", ["Update", "UIHintMandatory"]],
    ["Update,UIHintMandatory", ["Update", "UIHintMandatory"]],
    ["  Update ,, Insert, ", ["Update", "Insert"]],
    ["Update, Update, update", ["Update"]],
    ["Update, FromTheFuture", ["Update", "FromTheFuture"]],
    ["", []],
    [" , ", []],
  ])("reads %j", (text, names) => {
    expect(parseFlags(text)).toEqual(names);
  });

  test("reads what formatFlags writes", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/), {
      selector: (name) => name.toLowerCase(),
    });
    fc.assert(
      fc.property(names, (list) => {
        expect(parseFlags(formatFlags(list))).toEqual(list);
      }),
      { seed: SEED },
    );
  });
});

describe("hasFlag", () => {
  test.each([
    ["Update, Insert", "Insert", true],
    ["Update, Insert", "INSERT", true],
    ["Update, Insert", " Insert ", true],
    ["UpdateAll", "Update", false],
    ["FULL", "Update", false],
    ["", "", false],
  ])("of %j and %j is as expected", (text, name, expected) => {
    expect(hasFlag(text, name)).toBe(expected);
  });
});

describe("sameFlags", () => {
  test.each([
    ["Update, Insert", "Insert,Update", true],
    ["Update, Insert", "insert, UPDATE", true],
    ["Update, Update", "Update", true],
    ["", " , ", true],
    ["Update", "Update, Insert", false],
    ["Update, Unknown", "Update, Other", false],
  ])("of %j and %j is as expected", (left, right, expected) => {
    expect(sameFlags(left, right)).toBe(expected);
    expect(sameFlags(right, left)).toBe(expected);
  });
});

describe("flagsToNumber", () => {
  test.each([
    ["", 0],
    ["None", 0],
    ["Update", 2],
    ["delete, SELECT", 9],
    ["FULL, Select", 15],
    ["Far, Select", 4_294_967_297],
    ["Update, 4", 6],
  ])("of %j is %i", (text, number) => {
    expect(flagsToNumber(text, mask)).toBe(number);
  });

  test.each(["Nonsense", "Update, Nonsense", "Unnumbered"])("of %j is unknown", (text) => {
    expect(flagsToNumber(text, mask)).toBeUndefined();
  });
});

describe("flagsFromNumber", () => {
  test.each([
    [0, "None"],
    [1, "Select"],
    [9, "Select, Delete"],
    [7, "Select, Update, Insert"],
    [15, "FULL"],
    [4_294_967_296 + 15, "FULL, Far"],
  ])("of %i is %s", (number, text) => {
    expect(flagsFromNumber(number, mask)).toBe(text);
  });

  test("of 0 is the empty list where no member is 0", () => {
    expect(flagsFromNumber(0, withoutZero)).toBe("");
  });

  test.each([16, 17, -1, 1.5, NaN, Infinity, 2 ** 53])("of %d is unknown", (number) => {
    expect(flagsFromNumber(number, mask)).toBeUndefined();
  });

  test("gives a list with the same number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), (number) => {
        expect(flagsToNumber(flagsFromNumber(number, mask) ?? "?", mask)).toBe(number);
      }),
      { seed: SEED },
    );
  });
});
