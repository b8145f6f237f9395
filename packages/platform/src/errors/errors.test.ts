import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createProblem } from "../problem/index.ts";
import { agentError, entityError, parseErrorBody } from "./index.ts";

describe("parseErrorBody", () => {
  test.each<[what: string, body: unknown, expected: unknown]>([
    [
      "the body of an entity operation",
      {
        Error: true,
        ErrorType: "SoNotFoundException",
        ErrorMessage: "No such contact",
        ErrorSource: "Contacts",
      },
      {
        form: "entity",
        errorType: "SoNotFoundException",
        errorMessage: "No such contact",
        errorSource: "Contacts",
      },
    ],
    [
      "its names in another case",
      { error: true, errorType: "SoException", errormessage: "m", ERRORSOURCE: "s" },
      { form: "entity", errorType: "SoException", errorMessage: "m", errorSource: "s" },
    ],
    [
      "its message alone",
      { ErrorMessage: "m" },
      { form: "entity", errorType: null, errorMessage: "m", errorSource: null },
    ],
    [
      "its type alone, the rest null",
      { Error: true, ErrorType: "SoException", ErrorMessage: null, ErrorSource: null },
      { form: "entity", errorType: "SoException", errorMessage: null, errorSource: null },
    ],
    [
      "the body of an agent",
      { Message: "The request is invalid.", MessageDetail: "No such action." },
      { form: "agent", message: "The request is invalid.", messageDetail: "No such action." },
    ],
    ["an agent's message alone", { message: "m" }, { form: "agent", message: "m", messageDetail: null }],
    [
      "both spellings of a name: the exact one counts",
      { message: "other", Message: "exact" },
      { form: "agent", message: "exact", messageDetail: null },
    ],
  ])("recognizes %s", (_, body, expected) => {
    expect(parseErrorBody(body)).toEqual(expected);
  });

  test("recognizes problem details", () => {
    const problem = createProblem({ status: 504, code: "upstream-timeout", title: "No answer in time" });
    expect(parseErrorBody(JSON.parse(JSON.stringify(problem)))).toEqual({ form: "problem", problem });
  });

  test.each([
    null,
    undefined,
    "",
    "Service Unavailable",
    503,
    [],
    [{ Message: "m" }],
    {},
    { Error: true },
    { Message: 1 },
    { ErrorMessage: { text: "m" } },
    { title: "Not Found", status: 404 },
    JSON.parse('{"__proto__": {"Message": "m"}}'),
  ])("does not recognize %j", (body) => {
    expect(parseErrorBody(body)).toEqual({ form: "unknown" });
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(["entity", "agent", "problem", "unknown"]).toContain(parseErrorBody(body).form);
      }),
      { seed: 404 },
    );
  });
});

describe("the builders", () => {
  test("write an entity error with exactly the platform's four members", () => {
    expect(entityError({ type: "SoNotFoundException", message: "m", source: "s" })).toEqual({
      Error: true,
      ErrorType: "SoNotFoundException",
      ErrorMessage: "m",
      ErrorSource: "s",
    });
    expect(entityError({ message: "m" })).toEqual({
      Error: true,
      ErrorType: "SoException",
      ErrorMessage: "m",
      ErrorSource: "",
    });
  });

  test("write an agent error with exactly the platform's two members", () => {
    expect(agentError({ message: "m", detail: "d" })).toEqual({ Message: "m", MessageDetail: "d" });
    expect(agentError({ message: "m" })).toEqual({ Message: "m", MessageDetail: "" });
  });

  test("write what parseErrorBody reads", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (message, more) => {
        expect(parseErrorBody(entityError({ type: more, message, source: more }))).toEqual({
          form: "entity",
          errorType: more,
          errorMessage: message,
          errorSource: more,
        });
        expect(parseErrorBody(agentError({ message, detail: more }))).toEqual({
          form: "agent",
          message,
          messageDetail: more,
        });
      }),
      { seed: 400 },
    );
  });
});
