import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { variables } from "./variables.ts";

function configOf(source: Readonly<Record<string, unknown>>) {
  const read = readConfig(source);
  if (!read.ok) throw new Error(read.errors.join());
  return read.config;
}

function errorsOf(source: Readonly<Record<string, unknown>>): readonly string[] {
  const read = readConfig(source);
  return read.ok ? [] : read.errors;
}

describe("readConfig", () => {
  it("needs nothing, and enforces requests while it reports answers", () => {
    expect(configOf({})).toEqual({
      access: {},
      services: { store: { kind: "memory" } },
      soap: {},
      upstream: { kind: "sandbox" },
      sandbox: { file: undefined, seed: "default", control: true },
      validation: { requests: "enforce", answers: "report" },
      limits: { bodyBytes: 10_485_760, inspectBytes: 262_144, urlLength: 8192 },
      timeouts: { headers: 30_000, idle: 30_000, total: 300_000 },
      connectTimeout: 10_000,
      requestTimeout: 60_000,
      resilience: {
        retries: 0,
        breakerFailures: 0,
        breakerOpen: 10_000,
        maxConcurrent: 0,
        queue: 100,
        queueTimeout: 5_000,
      },
      cache: { fresh: 0, staleIfError: 0, bytes: 33_554_432 },
      serverTiming: false,
      undocumented: false,
      drain: 0,
      operatorToken: undefined,
      publicUrl: undefined,
      trustedProxies: undefined,
      log: "warn",
      host: "127.0.0.1",
      port: 8787,
    });
  });

  it("reads empty variables as unset ones and ignores what is no text", () => {
    expect(configOf({ PORT: " ", UPSTREAM: "", ASSETS: { fetch() {} }, BODY_LIMIT: undefined }).port).toBe(
      8787,
    );
  });

  it.each([
    ["https://online.superoffice.com/Cust12345", "https://online.superoffice.com/Cust12345"],
    ["https://online.superoffice.com/Cust12345/", "https://online.superoffice.com/Cust12345"],
    ["https://online.superoffice.com/Cust12345/api/", "https://online.superoffice.com/Cust12345"],
    ["https://online.superoffice.com/Cust12345/api/v1", "https://online.superoffice.com/Cust12345"],
    ["HTTP://crm.example/SuperOffice/API/V1/", "http://crm.example/SuperOffice"],
    ["http://127.0.0.1:9000", "http://127.0.0.1:9000"],
  ])("takes %s as a tenant's address", (text, baseUrl) => {
    expect(configOf({ UPSTREAM: text }).upstream).toEqual({ kind: "url", baseUrl });
  });

  it("lets one variable set both modes, and each its own", () => {
    expect(configOf({ VALIDATION: "Off" }).validation).toEqual({ requests: "off", answers: "off" });
    expect(configOf({ VALIDATION: "report", VALIDATE_ANSWERS: "enforce" }).validation).toEqual({
      requests: "report",
      answers: "enforce",
    });
  });

  it.each([
    ["10", 10],
    ["64 KB", 65_536],
    ["2mb", 2_097_152],
  ])("reads %s as bytes", (text, bytes) => {
    expect(configOf({ BODY_LIMIT: text }).limits.bodyBytes).toBe(bytes);
  });

  it.each([
    ["UPSTREAM", "sand"],
    ["SANDBOX_CONTROL", "maybe"],
    ["UPSTREAM", "ftp://crm.example"],
    ["UPSTREAM", "https://user:pass@crm.example"],
    ["UPSTREAM", "https://crm.example/?a=1"],
    ["UPSTREAM", "https://"],
    ["PUBLIC_URL", "crm.example"],
    ["VALIDATE_ANSWERS", "maybe"],
    ["BODY_LIMIT", "10GB"],
    ["BODY_LIMIT", "1e6"],
    ["URL_LIMIT", "0"],
    ["TIMEOUT_MS", "-1"],
    ["TOTAL_TIMEOUT_MS", "99999999999"],
    ["LOG", "loud"],
    ["OPERATOR_TOKEN", "fifteen letters"],
    ["RETRIES", "11"],
    ["PORT", "65536"],
    ["PORT", "0x10"],
  ])("refuses %s=%s in one sentence that begins with the name", (name, value) => {
    const errors = errorsOf({ [name]: value });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(new RegExp(`^${name} must `));
  });

  it("finds every mistake at once", () => {
    const wrong = Object.fromEntries(Object.keys(variables).map((name) => [name, "\u0000"]));
    // CONFIG, HOST, SANDBOX_FILE and SANDBOX_SEED are right as far as anyone can tell before they are used.
    expect(errorsOf(wrong)).toHaveLength(Object.keys(variables).length - 4);
  });
});
