import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ENVIRONMENTS,
  type Environment,
  findTenantState,
  isEnvironment,
  isRunning,
  isTenantId,
  parseTenantStatus,
  stateServiceUrl,
  TENANT_STATES,
  tenantBaseUrl,
} from "./index.ts";

const SEED = 20_201_005;

// docs.superoffice.com, "Status page".
const printed = {
  ContextIdentifier: "Cust37911",
  Endpoint: "https://sod2.superoffice.com/Cust37911",
  State: "Running",
  IsRunning: true,
  ValidUntil: "2020-10-05T09:52:01.9342965Z",
  Api: "https://sod2.superoffice.com/Cust37911/api",
};

describe("the states", () => {
  test.each([
    [0, "Unknown", false],
    [1, "Provisioning", false],
    [2, "Running", true],
    [3, "Deleted", false],
    [4, "Suspended", false],
    [5, "OnlineMaintenance", true],
    [6, "OfflineMaintenance", false],
    [8, "ProvisioningFailed", false],
    [10, "Deleting", false],
    [11, "DeleteFailed", false],
    [12, "MigrationPending", false],
  ] as const)("%i is %s, running: %s", (number, name, running) => {
    const state = { name, number, running };
    expect(findTenantState(number)).toEqual(state);
    expect(findTenantState(name.toUpperCase())).toEqual(state);
    expect([isRunning(number), isRunning(name)]).toEqual([running, running]);
  });

  test("are eleven", () => {
    expect(TENANT_STATES).toHaveLength(11);
  });

  test.each([7, 9, 13, -1, Number.NaN, "", "Paused", "constructor"])(
    "do not have %j, which does not run",
    (state) => {
      expect(findTenantState(state)).toBeUndefined();
      expect(isRunning(state)).toBe(false);
    },
  );
});

describe("parseTenantStatus", () => {
  test("reads the answer that the documentation prints", () => {
    expect(parseTenantStatus(printed)).toEqual({
      ok: true,
      value: {
        contextIdentifier: "Cust37911",
        endpoint: "https://sod2.superoffice.com/Cust37911",
        state: "Running",
        isRunning: true,
        validUntil: "2020-10-05T09:52:01.9342965Z",
        api: "https://sod2.superoffice.com/Cust37911/api",
      },
    });
  });

  test.each([
    [
      "a slash at the end of an address",
      { Endpoint: "https://sod3.superoffice.com:443/C1/" },
      { endpoint: "https://sod3.superoffice.com:443/C1" },
    ],
    [
      "a number for the state",
      { State: 6, IsRunning: false },
      { state: "OfflineMaintenance", isRunning: false },
    ],
    [
      "a state of the future, and whether it runs",
      { State: "Hibernating" },
      { state: null, isRunning: true },
    ],
    [
      "the service's own word against the table's",
      { IsRunning: false },
      { state: "Running", isRunning: false },
    ],
    ["null where there is no address", { Endpoint: null, Api: null }, { endpoint: null, api: null }],
    [
      "nothing where there is no address",
      { Endpoint: undefined, ValidUntil: undefined },
      { endpoint: null, validUntil: null },
    ],
    [
      "a loopback host without TLS",
      { Endpoint: "http://127.0.0.1:8080/C1" },
      { endpoint: "http://127.0.0.1:8080/C1" },
    ],
    ["another field", { Region: "EU" }, { contextIdentifier: "Cust37911" }],
  ])("takes %s", (_, change, expected) => {
    expect(parseTenantStatus({ ...printed, ...change })).toMatchObject({ ok: true, value: expected });
  });

  test.each([null, undefined, "Running", 2, [], [printed]])("refuses %j as a whole", (body) => {
    expect(parseTenantStatus(body)).toMatchObject({ ok: false, code: "tenant-status-form", field: null });
  });

  test.each([
    [{ ContextIdentifier: undefined }, "tenant-status-field"],
    [{ ContextIdentifier: "" }, "tenant-status-field"],
    [{ ContextIdentifier: 1 }, "tenant-status-field"],
    [{ State: undefined }, "tenant-status-field"],
    [{ State: "" }, "tenant-status-field"],
    [{ State: true }, "tenant-status-field"],
    [{ IsRunning: undefined }, "tenant-status-field"],
    [{ IsRunning: "true" }, "tenant-status-field"],
    [{ ValidUntil: "soon" }, "tenant-status-field"],
    [{ ValidUntil: 1 }, "tenant-status-field"],
    [{ Endpoint: "sod2.superoffice.com" }, "tenant-status-url"],
    [{ Endpoint: "" }, "tenant-status-url"],
    [{ Endpoint: 1 }, "tenant-status-url"],
    [{ Endpoint: "http://sod2.superoffice.com/C1" }, "tenant-status-url"],
    [{ Endpoint: "http://localhost.example/C1" }, "tenant-status-url"],
    [{ Endpoint: "https://user@sod2.superoffice.com/C1" }, "tenant-status-url"],
    [{ Endpoint: "https://:word@sod2.superoffice.com/C1" }, "tenant-status-url"],
    [{ Endpoint: "https://sod2.superoffice.com/C1?x" }, "tenant-status-url"],
    [{ Api: "https://sod2.superoffice.com/C1#x" }, "tenant-status-url"],
    [{ Api: "javascript:alert(1)" }, "tenant-status-url"],
  ])("refuses %j and names the field", (change, code) => {
    const [field] = Object.keys(change);
    expect(parseTenantStatus({ ...printed, ...change })).toMatchObject({ ok: false, code, field });
  });

  test("takes any JSON without harm and repeats nothing of it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(printed)), (value, field) => {
        const result = parseTenantStatus({ ...printed, [field]: { secret: value } });
        expect(result).toMatchObject({ ok: false, field });
        expect(JSON.stringify(result)).not.toContain("secret");
      }),
      { seed: SEED },
    );
  });
});

describe("addresses", () => {
  test.each([
    ["sod", "https://sod.superoffice.com/Cust12345", "https://sod.superoffice.com/api/state/Cust12345"],
    [
      "qaonline",
      "https://qaonline.superoffice.com/Cust12345",
      "https://qaonline.superoffice.com/api/state/Cust12345",
    ],
    [
      "online",
      "https://online.superoffice.com/Cust12345",
      "https://online.superoffice.com/api/state/Cust12345",
    ],
  ] as const)("of %s", (environment, base, state) => {
    expect(tenantBaseUrl(environment, "Cust12345")).toBe(base);
    expect(stateServiceUrl(environment, "Cust12345")).toBe(state);
  });

  test.each(["", "SOD", "online2", "sod.evil.example/", "constructor"])(
    "refuse the environment %j",
    (text) => {
      expect(isEnvironment(text)).toBe(false);
      for (const build of [tenantBaseUrl, stateServiceUrl]) {
        expect(() => build(text as Environment, "Cust1")).toThrow(
          expect.objectContaining({ code: "environment-invalid" }),
        );
      }
    },
  );

  test.each([
    "",
    ".",
    "..",
    "../online",
    "Cust1/../Cust2",
    "Cust1%2f..",
    "Cust1?x",
    "Cust1#x",
    "Cust1\\x",
    "Cust1.x",
    "Cust1\n",
    " Cust1",
    "-Cust1",
    "_Cust1",
    "C\u00fcst1",
    "a".repeat(65),
  ])("refuse the tenant %j", (tenant) => {
    expect(isTenantId(tenant)).toBe(false);
    for (const build of [tenantBaseUrl, stateServiceUrl]) {
      expect(() => build("sod", tenant)).toThrow(expect.objectContaining({ code: "tenant-invalid" }));
    }
  });

  test("keep every tenant that they take in one segment of the path", () => {
    const tenant = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9_.%/-]{1,70}$/));
    fc.assert(
      fc.property(tenant, fc.constantFrom(...ENVIRONMENTS), (id, environment) => {
        fc.pre(isTenantId(id));
        const url = new URL(tenantBaseUrl(environment, id));
        expect(url.pathname).toBe(`/${id}`);
        expect(url.href).toBe(tenantBaseUrl(environment, id));
      }),
      { seed: SEED },
    );
  });
});
