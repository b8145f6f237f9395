import { describe, expect, it } from "vitest";
import { argumentNames, isIdentifier, isName } from "./names.ts";

describe("argumentNames", () => {
  it.each([
    [["CRMScriptId"], ["cRMScriptId"]],
    [
      ["cRMScriptId", "sr_id"],
      ["cRMScriptId", "sr_id"],
    ],
    [
      ["Id", "id"],
      ["id", "idValue"],
    ],
    [
      ["default", "arguments"],
      ["defaultValue", "argumentsValue"],
    ],
    [
      ["body", "options"],
      ["bodyValue", "optionsValue"],
    ],
    [
      ["a.b-c", "3d"],
      ["aBC", "value3d"],
    ],
  ])("%j are %j", (parameters, names) => {
    expect(argumentNames(parameters)).toEqual(names);
  });
});

it.each([
  ["import", true, false],
  ["getArchive_GET", true, true],
  ["string", true, true],
  ["get-it", false, false],
  ["_x", false, false],
  // It would make a promise of the client's place.
  ["then", false, false],
])("%s: a name %s, an identifier %s", (text, name, identifier) => {
  expect(isName(text)).toBe(name);
  expect(isIdentifier(text)).toBe(identifier);
});
