import { expect, it } from "vitest";
import { environmentIssues, isHomeOf, originOf } from "../../src/identity/environment.ts";

it.each([
  ["sod", "https://sod.superoffice.com"],
  ["qaonline", "https://qaonline.superoffice.com"],
  ["online", "https://online.superoffice.com"],
  ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
  ["https://proxy.example.com/", "https://proxy.example.com"],
] as const)("the environment %s is at %s", (environment, origin) => {
  expect(environmentIssues(environment)).toEqual([]);
  expect(originOf(environment)).toBe(origin);
});

it.each([undefined, null, 7, "", "Online", "online3", "stage", "//online.superoffice.com"])(
  "%j is no environment",
  (environment) => {
    expect(environmentIssues(environment)).toMatchObject([
      { option: "environment", code: "environment-invalid" },
    ]);
  },
);

it("credentials go over http to this machine alone, whatever is allowed", () => {
  expect(isHomeOf("online", "http://online3.superoffice.com/x", [])).toBe(false);
  expect(isHomeOf("online", "http://crm.example.com/x", ["crm.example.com"])).toBe(false);
  expect(isHomeOf("online", "http://localhost:4010/x", ["localhost"])).toBe(true);
  expect(isHomeOf("http://localhost:4010", "http://localhost:4010/x", [])).toBe(true);
});
