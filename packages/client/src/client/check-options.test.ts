import { describe, expect, it } from "vitest";
import { contactAgent } from "../generated/agents/contact.ts";
import { contact } from "../generated/entities/contact.ts";
import { createClient, SoOptionsError } from "../index.ts";

const baseUrl = "https://crm.example.com/SuperOffice";
const apis = [contact];

/** Codes by option, for options that the types would not take. */
function issues(options: object): Record<string, string> {
  try {
    createClient(options as never);
  } catch (error) {
    if (!(error instanceof SoOptionsError)) throw error;
    expect(error).toBeInstanceOf(TypeError);
    expect(error.code).toBe("options-invalid");
    return Object.fromEntries(error.issues.map(({ option, code }) => [option, code]));
  }
  return {};
}

describe("createClient", () => {
  it.each([
    ["nothing", {}, { baseUrl: "base-url-invalid", apis: "apis-invalid" }],
    ["a relative baseUrl", { baseUrl: "/api", apis }, { baseUrl: "base-url-invalid" }],
    ["another scheme", { baseUrl: "ftp://example.com", apis }, { baseUrl: "base-url-invalid" }],
    ["a user in baseUrl", { baseUrl: "https://tje0@example.com", apis }, { baseUrl: "base-url-invalid" }],
    ["a password in baseUrl", { baseUrl: "https://:x@example.com", apis }, { baseUrl: "base-url-invalid" }],
    ["a query in baseUrl", { baseUrl: "https://example.com/?a=b", apis }, { baseUrl: "base-url-invalid" }],
    ["a fragment in baseUrl", { baseUrl: "https://example.com/#a", apis }, { baseUrl: "base-url-invalid" }],
    ["what paths begin with", { baseUrl: `${baseUrl}/api/v1/`, apis }, { baseUrl: "base-url-invalid" }],
    ["an api of a host of its own", { baseUrl: "https://api.example.com/api", apis }, {}],
    ["no apis", { baseUrl, apis: [] }, { apis: "apis-invalid" }],
    ["apis that are none", { baseUrl, apis: [{}] }, { apis: "apis-invalid" }],
    ["null for an api", { baseUrl, apis: [null] }, { apis: "apis-invalid" }],
    ["one api twice", { baseUrl, apis: [contactAgent, contact, contact] }, { apis: "apis-invalid" }],
    ["a bare token for auth", { baseUrl, apis, auth: "8A:x" }, { auth: "auth-invalid" }],
    ["null for auth", { baseUrl, apis, auth: null }, { auth: "auth-invalid" }],
    ["a line break in language", { baseUrl, apis, language: "en\r\nX: y" }, { language: "header-invalid" }],
    ["a number for language", { baseUrl, apis, language: 1 }, { language: "header-invalid" }],
    [
      "a header's name with a space",
      { baseUrl, apis, headers: { "a b": "c" } },
      { headers: "header-invalid" },
    ],
    ["a line break in a header", { baseUrl, apis, headers: { a: "b\nc" } }, { headers: "header-invalid" }],
    ["a time-out of 0", { baseUrl, apis, timeoutMs: 0 }, { timeoutMs: "timeout-invalid" }],
    ["one of an attempt", { baseUrl, apis, attemptTimeoutMs: 0 }, { attemptTimeoutMs: "timeout-invalid" }],
    ["a time-out of NaN", { baseUrl, apis, timeoutMs: Number.NaN }, { timeoutMs: "timeout-invalid" }],
    ["a time-out that timers cut", { baseUrl, apis, timeoutMs: 2 ** 31 }, { timeoutMs: "timeout-invalid" }],
    ["a fetch that is none", { baseUrl, apis, fetch: {} }, { fetch: "fetch-invalid" }],
    [
      "many mistakes at once",
      { baseUrl: "", apis: [], auth: 1, timeoutMs: -1 },
      {
        baseUrl: "base-url-invalid",
        apis: "apis-invalid",
        auth: "auth-invalid",
        timeoutMs: "timeout-invalid",
      },
    ],
    ["no endless wait", { baseUrl, apis, timeoutMs: Number.POSITIVE_INFINITY }, {}],
  ])("with %s", (_title, options, expected) => {
    expect(issues(options)).toEqual(expected);
  });

  it("repeats no secret in its message", () => {
    const options = { baseUrl: "https://tje0:geheim@example.com", apis, auth: "8A:geheim" };
    expect(() => createClient(options as never)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("geheim") }),
    );
  });
});
