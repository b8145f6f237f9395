import { describe, expect, it } from "vitest";
import { readConfig } from "../config.ts";
import { example } from "./example.ts";
import { parseJsonc } from "./jsonc.ts";

function configOf(document: unknown, source: Readonly<Record<string, string>> = {}) {
  const read = readConfig(source, document);
  if (!read.ok) throw new Error(read.errors.join("\n"));
  return read.config;
}

function errorsOf(document: unknown, source: Readonly<Record<string, string>> = {}): readonly string[] {
  const read = readConfig(source, document);
  return read.ok ? [] : read.errors;
}

describe("a configuration document", () => {
  it("sets what variables set, and a variable wins over it", () => {
    const document = {
      upstream: "https://online.superoffice.com/Cust12345/api/v1",
      limits: { bodyBytes: "1 MB", urlLength: 100 },
      validation: { answers: "off" },
      port: 9000,
    };
    expect(configOf(document, { PORT: "9001" })).toMatchObject({
      upstream: { kind: "url", baseUrl: "https://online.superoffice.com/Cust12345" },
      limits: { bodyBytes: 1_048_576, urlLength: 100 },
      validation: { requests: "enforce", answers: "off" },
      port: 9001,
    });
  });

  it.each([
    [{ validation: "off" }, {}, { requests: "off", answers: "off" }],
    [{ validation: "off" }, { VALIDATE_ANSWERS: "report" }, { requests: "off", answers: "report" }],
    [
      { validation: { requests: "off" } },
      { VALIDATION: "report" },
      { requests: "report", answers: "report" },
    ],
    [{ validation: { answers: "enforce" } }, {}, { requests: "enforce", answers: "enforce" }],
  ])("with validation %j and variables %j gives %j", (document, source, expected) => {
    expect(configOf(document, source).validation).toEqual(expected);
  });

  it("has every mistake told at once, each with its place and without its value", () => {
    const errors = errorsOf(
      {
        upstraem: "sandbox",
        limits: { bodyBytes: "canary much", bodyBites: 1, urlLength: [] },
        timeouts: 5,
        validation: true,
        log: "",
        port: { value: 1 },
      },
      { HOST: "a", LOG: "canary" },
    );
    expect(errors.join("\n")).not.toContain("canary");
    expect(errors.map((error) => error.replace(/ (must|is) .*/, " $1"))).toEqual([
      "upstraem is",
      "limits.bodyBites is",
      "limits.urlLength must",
      "timeouts must",
      "validation must",
      "log must",
      "port must",
      "limits.bodyBytes must",
      "LOG must",
    ]);
  });

  it.each([[], "text", 5, null])("that is %j is refused", (document) => {
    expect(errorsOf(document)).toEqual(["the document must be an object"]);
  });

  it("names what is known where something is not", () => {
    expect(errorsOf({ limits: { x: 1 } })).toEqual([
      "limits.x is unknown; here can be bodyBytes, inspectBytes, urlLength",
    ]);
  });
});

describe("the example", () => {
  it("changes nothing as it is, and is right with every line that begins with a name taken in", () => {
    const asItIs = parseJsonc(example());
    expect(asItIs).toEqual({ ok: true, value: {} });
    const whole = parseJsonc(example().replace(/^( *)\/\/ (?=["}\]{])/gm, "$1"));
    if (!whole.ok) throw new Error(whole.error);
    expect(errorsOf(whole.value)).toEqual([]);
    expect(Object.keys(whole.value as object).length).toBeGreaterThan(5);
  });
});

describe("parseJsonc", () => {
  it("takes comments and trailing commas, and leaves texts alone", () => {
    const text = '{ // one\n "a": "// no, /* no */ ,]", /* two\n */ "b": [1, 2, ], }';
    expect(parseJsonc(text)).toEqual({ ok: true, value: { a: "// no, /* no */ ,]", b: [1, 2] } });
  });

  it("says line and column and nothing of the text", () => {
    const read = parseJsonc('{\n  /* a\n  comment */ "secret": canary\n}');
    expect(read).toMatchObject({ ok: false, error: expect.stringContaining("line 3, column 24") });
    expect(JSON.stringify(read)).not.toContain("canary");
  });
});

describe("store", () => {
  it.each([
    [{ store: "memory" }, []],
    [{ store: { redis: { env: "REDIS_URL" } } }, []],
    [{ store: "redis" }, ['store must be "memory" or { "redis": … }']],
    [{ store: {} }, ["store.redis is missing"]],
    [{ store: { valkey: 1 } }, ["store.redis is missing", "store.valkey is unknown; here can be redis"]],
    [{ store: { redis: { env: "NOT_SET" } } }, ["store.redis names the variable NOT_SET, which is not set"]],
    [
      { store: { redis: { env: "OTHER_URL" } } },
      ["store.redis must name a URL that begins with redis:// or rediss://"],
    ],
    [
      { store: { redis: "redis://:canary@host" } },
      ['store.redis must not hold the secret itself, but where it is: { "env": NAME } or { "file": PATH }'],
    ],
  ])("%j", (document, errors) => {
    const variables = { REDIS_URL: "redis://:canary@host:6379/1", OTHER_URL: "https://canary" };
    const read = readConfig(variables, document);
    expect(read.ok ? [] : read.errors).toEqual(errors);
    expect(JSON.stringify(read.ok ? read.document : read.errors)).not.toContain("canary");
  });
});

describe("telemetry", () => {
  it.each([
    [
      { telemetry: { endpoint: "http://127.0.0.1:4318/", headers: { "x-key": { env: "KEY" } }, sample: 0 } },
      [],
    ],
    [{ telemetry: {} }, ["telemetry.endpoint is missing"]],
    [
      { telemetry: { endpoint: "https://canary:canary@host", sample: 2, x: 1 } },
      [
        "telemetry.sample must be a number from 0 to 1",
        "telemetry.endpoint must be a URL that begins with http:// or https://, without credentials, query and fragment",
        "telemetry.x is unknown; here can be headers, serviceName, sample, endpoint",
      ],
    ],
    [
      { telemetry: { endpoint: "http://a", headers: { key: "canary" } } },
      [
        'telemetry.headers.key must not hold the secret itself, but where it is: { "env": NAME } or { "file": PATH }',
      ],
    ],
  ])("%j", (document, errors) => {
    const read = readConfig({ KEY: "canary" }, document);
    expect(read.ok ? [] : read.errors).toEqual(errors);
    expect(JSON.stringify(read.ok ? read.document : read.errors)).not.toContain("canary");
  });
});

it("says which of a caller's tenants is not there, by its place", () => {
  const read = readConfig(
    {},
    {
      tenants: { Cust1: { environment: "online" } },
      callers: [{ name: "erp", ownCredentials: true, tenants: ["cust1", "Canary"] }],
    },
  );
  expect(read.ok ? [] : read.errors).toEqual([
    "callers[0].tenants[1] names a tenant that is not among tenants",
  ]);
});
