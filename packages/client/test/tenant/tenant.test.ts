import { describe, expect, it } from "vitest";
import { contactAgent } from "../../src/generated/agents/contact.ts";
import { basic, createClient, SoOptionsError } from "../../src/index.ts";
import { tenant } from "../../src/tenant/index.ts";
import { MINUTE, online, openService, running, setUp } from "./state-service.ts";

describe("a tenant's address", () => {
  it("comes from the state service of the environment, which gets no credentials", async () => {
    const { urls, resolve } = online(running("https://online3.superoffice.com/Cust12345"));
    expect(await resolve()).toBe("https://online3.superoffice.com/Cust12345");
    expect(urls).toEqual(["https://online.superoffice.com/api/state/Cust12345"]);
    await using service = await openService(() => [200, null]);
    service.answer = () => running(`${service.url}/Cust12345`);
    const { address } = setUp(service);
    const so = createClient({ baseUrl: address, auth: basic("tje0", "Tje0"), apis: [contactAgent] });
    expect(await so.agents.contact.getContactSummary({ ContactId: 1 })).toMatchObject({
      ok: true,
      data: null,
    });
    const [state, call] = service.seen;
    expect(state?.headers).not.toHaveProperty("authorization");
    expect(call?.target).toBe("/Cust12345/api/v1/Agents/Contact/GetContactSummary");
    expect(call?.headers["authorization"]).toBe("Basic dGplMDpUamUw");
  });

  it("is kept until the answer ends, and looked up once for all who wait", async () => {
    await using service = await openService();
    service.answer = () => running(`${service.url}/Cust12345`);
    const { clock, resolve } = setUp(service);
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => resolve()))).size).toBe(1);
    clock.now += 5 * MINUTE - 1;
    await resolve();
    expect(service.asked()).toBe(1);
    clock.now += 2;
    await Promise.all([resolve(), resolve()]);
    expect(service.asked()).toBe(2);
  });

  it.each([
    ["that lies in the past", "2020-10-05T09:52:01.9342965Z", 30_000],
    ["that is not set", "0001-01-01T00:00:00", 10 * MINUTE],
    ["that is missing", undefined, 10 * MINUTE],
    ["without an offset is UTC", "2026-11-22T12:02:00", 2 * MINUTE],
    ["with an offset", "2026-11-22T13:02:00+01:00", 2 * MINUTE],
  ])("counts for a while with a ValidUntil %s", async (_title, ValidUntil, ms) => {
    await using service = await openService();
    service.answer = () => running(`${service.url}/Cust12345`, { ValidUntil });
    const { clock, resolve } = setUp(service);
    await resolve();
    clock.now += ms - 1;
    await resolve();
    expect(service.asked()).toBe(1);
    clock.now += 1;
    await resolve();
    expect(service.asked()).toBe(2);
  });

  it.each([
    ["that ends with a slash", { Endpoint: "https://online3.superoffice.com:443/Cust12345/" }],
    ["that only the API tells", { Endpoint: null, Api: "https://online3.superoffice.com/Cust12345/api" }],
    ["in maintenance that stops nothing", { State: "OnlineMaintenance" }],
    ["in a state by its number", { State: 2 }],
    ["in a state that nobody knows, as long as it runs", { State: "Merging" }],
    ["of a tenant in another letter case", { ContextIdentifier: "CUST12345" }],
  ])("may be one %s", async (_title, more) => {
    const { resolve } = online(running("https://online3.superoffice.com/Cust12345", more));
    expect(await resolve()).toBe("https://online3.superoffice.com/Cust12345");
  });

  it("is given in the form that the client calls stale, path or none", async () => {
    expect(await online(running("https://online3.superoffice.com:443/")).resolve()).toBe(
      "https://online3.superoffice.com",
    );
  });

  it("goes on being looked up when who waits goes away", async () => {
    await using service = await openService();
    service.answer = () => running(`${service.url}/Cust12345`);
    const { resolve } = setUp(service);
    const controller = new AbortController();
    const aborted = resolve(controller.signal);
    const staying = resolve();
    controller.abort(new Error("gone"));
    await expect(aborted).rejects.toThrow("gone");
    expect(await staying).toBe(`${service.url}/Cust12345`);
    expect(service.asked()).toBe(1);
  });

  it("stays in use while the state service is out, which is asked again every half minute", async () => {
    await using service = await openService();
    service.answer = () => running(`${service.url}/Cust12345`);
    const { clock, resolve, address } = setUp(service);
    const first = await resolve();
    for (const answer of [
      [503, {}],
      [429, {}],
      [500, "<h1>"],
    ] as const) {
      service.answer = () => answer;
      clock.now += 5 * MINUTE + 1;
      const before = service.asked();
      expect(await resolve()).toBe(first);
      clock.now += 29_999;
      expect(await resolve()).toBe(first);
      expect(service.asked()).toBe(before + 1);
    }
    address.invalidate(String(first));
    await expect(resolve()).rejects.toMatchObject({ code: "status", status: 500 });
  });

  it("is forgotten when the service says something else of the tenant", async () => {
    await using service = await openService();
    service.answer = () => running(`${service.url}/Cust12345`);
    const { clock, resolve } = setUp(service);
    await resolve();
    clock.now += 5 * MINUTE + 1;
    service.answer = () => running(null, { State: "Suspended", IsRunning: false });
    await expect(resolve()).rejects.toMatchObject({ state: "Suspended" });
    service.answer = () => [503, {}];
    await expect(resolve()).rejects.toMatchObject({ status: 503 });
  });

  it("is not forgotten for one that was stale before", async () => {
    await using service = await openService();
    service.answer = () => running(`${service.url}/Cust12345`);
    const { resolve, address } = setUp(service);
    const first = String(await resolve());
    address.invalidate("https://online2.superoffice.com/Cust12345");
    await resolve();
    expect(service.asked()).toBe(1);
    address.invalidate(first);
    await resolve();
    expect(service.asked()).toBe(2);
  });
});

// Of itself, fetch asks the same server once more over a new connection (Fetch, 4.6): a 421 is seen twice there.
describe("a call that is answered with 421", () => {
  it("is made once more where the tenant lives now", async () => {
    await using other = await openService(() => [200, null]);
    await using service = await openService(() => [421, {}]);
    service.answer = () =>
      running(service.asked() < 2 ? `${service.url}/Cust12345` : `${other.url}/Cust12345`);
    const { host } = new URL(other.url);
    const { address } = setUp(service, { allowedHosts: [host] });
    const so = createClient({ baseUrl: address, auth: basic("tje0", "Tje0"), apis: [contactAgent] });
    const call = () => so.agents.contact.getContactSummary({ ContactId: 59 });
    expect(await call()).toMatchObject({ ok: true, data: null });
    expect(service.asked()).toBe(2);
    expect(other.seen).toHaveLength(1);
    expect(JSON.parse(other.seen[0]?.body ?? "")).toEqual({ ContactId: 59 });
    expect(other.seen[0]?.headers["authorization"]).toBe("Basic dGplMDpUamUw");
    const before = service.seen.length;
    await call();
    expect([service.seen.length, other.seen.length]).toEqual([before, 2]);
  });

  it("stays a 421 where the tenant has not moved", async () => {
    await using service = await openService(() => [421, {}]);
    service.answer = () => running(`${service.url}/Cust12345`);
    const so = createClient({ baseUrl: setUp(service).address, apis: [contactAgent] });
    const { error } = await so.agents.contact.getContactSummary({ ContactId: 59 });
    expect(error).toMatchObject({ code: "status", status: 421 });
    expect(service.asked()).toBe(2);
  });

  it("does not follow the tenant to a host that is not allowed, and says so", async () => {
    await using other = await openService(() => [200, null]);
    await using service = await openService(() => [421, {}]);
    service.answer = () =>
      running(service.asked() < 2 ? `${service.url}/Cust12345` : `${other.url}/Cust12345`);
    const so = createClient({ baseUrl: setUp(service).address, auth: basic("a", "b"), apis: [contactAgent] });
    const { error } = await so.agents.contact.getContactSummary({ ContactId: 59 });
    expect(error).toMatchObject({ code: "address", cause: { code: "tenant", reason: "foreign-host" } });
    expect(other.seen).toEqual([]);
  });
});

describe("a tenant that does not run", () => {
  it.each([
    ["Suspended", "Suspended", /the tenant is not running, it is Suspended/],
    ["OfflineMaintenance", "OfflineMaintenance", /OfflineMaintenance/],
    [3, "Deleted", /Deleted/],
    ["Merging", null, /in a state of its own/],
    ["Running", "Running", /it is Running/],
  ])("is told with its state: %s", async (State, state, message) => {
    await using service = await openService(() => [200, null]);
    service.answer = () => running(`${service.url}/Cust12345`, { State, IsRunning: false });
    const so = createClient({ baseUrl: setUp(service).address, auth: basic("a", "b"), apis: [contactAgent] });
    const { error } = await so.agents.contact.getContactSummary({ ContactId: 59 });
    expect(error).toMatchObject({ code: "address", call: { path: expect.stringContaining("Summary") } });
    expect(error?.cause).toMatchObject({ code: "tenant", reason: "not-running", tenant: "Cust12345", state });
    expect(String(error?.cause)).toMatch(message);
    expect(service.seen).toHaveLength(1);
  });

  it("is asked for again by the next call", async () => {
    await using service = await openService();
    service.answer = () => running(null, { State: "OfflineMaintenance", IsRunning: false });
    const { resolve } = setUp(service);
    await expect(resolve()).rejects.toMatchObject({ state: "OfflineMaintenance" });
    service.answer = () => running(`${service.url}/Cust12345`);
    expect(await resolve()).toBe(`${service.url}/Cust12345`);
  });

  it("can be looked at as it is", async () => {
    await using service = await openService();
    service.answer = () => running(null, { State: "Suspended", IsRunning: false, ValidUntil: null });
    const { address } = setUp(service);
    expect(await address.status()).toEqual({
      contextIdentifier: "Cust12345",
      endpoint: null,
      state: "Suspended",
      isRunning: false,
      validUntil: null,
      api: null,
    });
    await expect(address.status({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "abort" });
  });
});

it("mistakes in the options are told all at once", () => {
  const wrong = {
    environment: "prod" as never,
    tenant: "a/b",
    timeoutMs: -1,
    fetch: "x" as never,
    allowedHosts: ["https://crm.example.com/"],
  };
  try {
    tenant(wrong);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(SoOptionsError);
    expect((error as SoOptionsError).issues.map(({ option }) => option)).toEqual(Object.keys(wrong));
  }
});
