import { describe, expect, it } from "vitest";
import { MAX_VIOLATIONS, validationHeader, verdictOf, violationMembers } from "./verdict.ts";

const violation = { pointer: "/a", keyword: "type", message: "must be integer" };

describe("validationHeader", () => {
  it("is a dictionary of tokens (RFC 9651, 3.2)", () => {
    expect(validationHeader({ request: { result: "ok" } })).toBe("request=ok");
    expect(validationHeader({ request: { result: "ok" }, answer: verdictOf([violation, violation]) })).toBe(
      "request=ok, answer=invalid;violations=2",
    );
    expect(validationHeader({ answer: { result: "unchecked", reason: "media-type" } })).toBe(
      "answer=unchecked;reason=media-type",
    );
  });

  it("is left out where nothing is validated", () => {
    expect(validationHeader({})).toBeUndefined();
  });
});

describe("violationMembers", () => {
  it("counts all violations and lists the first", () => {
    const many = verdictOf(Array.from({ length: 50 }, () => violation));
    const { violations, violationCount } = violationMembers(many);
    expect(violationCount).toBe(50);
    expect(violations).toHaveLength(MAX_VIOLATIONS);
  });
});
