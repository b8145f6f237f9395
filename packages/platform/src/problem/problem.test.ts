import { describe, expect, test } from "vitest";
import { createProblem, isProblem, PROBLEM_MEDIA_TYPE, problemType } from "./index.ts";

const required = { status: 504, code: "upstream-timeout", title: "No answer in time" };

describe("createProblem", () => {
  test("makes the type from the code by one rule", () => {
    expect(createProblem(required).type).toBe("urn:so-webapi:problem:upstream-timeout");
    expect(createProblem(required).type).toBe(problemType("upstream-timeout"));
  });

  test("makes a type that is an absolute URI", () => {
    expect(new URL(createProblem(required).type).protocol).toBe("urn:");
  });

  test("leaves out what was not given", () => {
    expect(Object.keys(createProblem({ ...required, detail: undefined }))).toEqual([
      "type",
      "title",
      "status",
      "code",
    ]);
  });

  test("carries detail, instance and extensions", () => {
    const problem = createProblem({
      ...required,
      detail: "Try again later.",
      instance: "urn:uuid:0",
      extensions: { violations: [{ pointer: "/Name" }] },
    });
    expect(problem).toEqual({
      type: "urn:so-webapi:problem:upstream-timeout",
      title: "No answer in time",
      status: 504,
      code: "upstream-timeout",
      detail: "Try again later.",
      instance: "urn:uuid:0",
      violations: [{ pointer: "/Name" }],
    });
  });

  test("lets no extension replace a standard member", () => {
    const extensions = { type: "x", title: "x", status: 200, code: "x" };
    expect(createProblem({ ...required, extensions })).toEqual(createProblem(required));
  });

  test.each(["", "Upstream", "upstream_timeout", "upstream timeout", "-a", "a-", "a--b", "a/b", "a\n"])(
    "refuses the code %j",
    (code) => {
      expect(() => createProblem({ ...required, code })).toThrow(
        expect.objectContaining({ code: "problem-code-invalid" }),
      );
    },
  );

  test.each([0, 200, 304, 399, 600, 404.5, NaN])("refuses the status %d", (status) => {
    expect(() => createProblem({ ...required, status })).toThrow(
      expect.objectContaining({ code: "problem-status-invalid" }),
    );
  });
});

describe("isProblem", () => {
  test("recognizes what createProblem made, through JSON", () => {
    expect(isProblem(JSON.parse(JSON.stringify(createProblem(required))))).toBe(true);
  });

  test.each([
    null,
    undefined,
    "text",
    1,
    [],
    {},
    { ...required },
    { ...createProblem(required), status: "504" },
  ])("does not recognize %j", (body) => {
    expect(isProblem(body)).toBe(false);
  });
});

test("the media type is the one of RFC 9457", () => {
  expect(PROBLEM_MEDIA_TYPE).toBe("application/problem+json");
});
