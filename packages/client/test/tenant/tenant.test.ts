import { describe, expect, it } from "vitest";
import { contactAgent } from "../../src/generated/agents/contact.ts";
import { basic, createClient, SoOptionsError } from "../../src/index.ts";
import { type TenantOptions, tenant } from "../../src/tenant/index.ts";
import { type Answer, clockAt } from "../identity/issuer.ts";
import { type Seen, serve, type TestServer } from "../server.ts";

const PATH = "/api/state/Cust12345";
const MINUTE = 60_000;

interface StateService extends TestServer {
  answer: (seen: Seen) => Answer | Promise<Answer>;
  /** How often it was asked. */
  asked(): number;
}

/** A state service, and the API of a tenant beside it. */
async function openService(api?: (seen: Seen) => Answer): Promise<StateService> {
  const server = await serve(async (response, seen) => {
    const given = seen.target === PATH ? service.answer(seen) : (api?.(seen) ?? [404, {}]);
    const [status, body, headers] = await given;
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const service: StateService = Object.assign(server, {
    answer: (): Answer => [404, {}],
    asked: () => server.seen.filter(({ target }) => target === PATH).length,
  });
  return service;
}

/** As docs.superoffice.com, "Status page" has it. */
const running = (endpoint: string | null, more: object = {}): Answer => [
  200,
  {
    ContextIdentifier: "Cust12345",
    Endpoint: endpoint,
    State: "Running",
    IsRunning: true,
    ValidUntil: new Date(clockAt().now + 5 * MINUTE).toISOString().replace("Z", "9342Z"),
    Api: endpoint && `${endpoint}/api`,
    ...more,
  },
];

function setUp(service: StateService, more: Partial<TenantOptions> = {}) {
  const clock = clockAt();
  const environment = service.url as `http://${string}`;
  const address = tenant({ tenant: "Cust12345", environment, now: clock.read, ...more });
  const resolve = (signal = new AbortController().signal) => address.resolve({ signal });
  return { address, clock, resolve };
}

const online = (answer: Answer, more: Partial<TenantOptions> = {}) => {
  const urls: string[] = [];
  const address = tenant({
    tenant: "Cust12345",
    environment: "online",
    fetch: (request) => {
      urls.push(request.url);
      return Response.json(answer[1], { status: answer[0] });
    },
    now: clockAt().read,
    ...more,
  });
  return { urls, resolve: async () => address.resolve({ signal: new AbortController().signal }) };
};

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

describe("credentials go to the environment's hosts only:", () => {
  const lives = (endpoint: string, more: Partial<TenantOptions> = {}) =>
    online(running(endpoint), more).resolve();
  it.each([
    "https://online.superoffice.com/Cust12345",
    "https://online3.superoffice.com/Cust12345",
    "https://online-eu1.superoffice.com/Cust12345",
    "https://ONLINE3.SuperOffice.com/Cust12345",
  ])("%s is one", async (endpoint) => {
    expect(await lives(endpoint)).toBe(endpoint.replace(/ONLINE3.SuperOffice/, "online3.superoffice"));
  });

  it.each([
    "https://evil.example/Cust12345",
    "https://online3.superoffice.com.evil.example/Cust12345",
    "https://evilsuperoffice.com/Cust12345",
    "https://online3.evil.superoffice.com/Cust12345",
    "https://onlinexsuperoffice.com/Cust12345",
    "https://sod2.superoffice.com/Cust12345",
    "https://qaonline.superoffice.com/Cust12345",
    "https://superoffice.com/Cust12345",
    "https://online3.superoffice.com.:443/Cust12345",
    "http://127.0.0.1:4010/Cust12345",
  ])("%s is none", async (endpoint) => {
    await expect(lives(endpoint)).rejects.toMatchObject({
      code: "tenant",
      reason: "foreign-host",
      host: new URL(endpoint).host,
    });
  });

  it("but for those that are allowed by name", async () => {
    const allowedHosts = ["CRM.example.com", "127.0.0.1:4010"];
    expect(await lives("https://crm.example.com:8443/x", { allowedHosts })).toBe(
      "https://crm.example.com:8443/x",
    );
    expect(await lives("http://127.0.0.1:4010/x", { allowedHosts })).toBe("http://127.0.0.1:4010/x");
    await expect(lives("http://127.0.0.1:4011/x", { allowedHosts })).rejects.toMatchObject({
      reason: "foreign-host",
    });
    await expect(lives("https://a.crm.example.com/x", { allowedHosts })).rejects.toMatchObject({
      host: "a.crm.example.com",
    });
  });

  it("a server that stands in for an environment is its own only host, by its port", async () => {
    const environment = "https://proxy.example.com";
    expect(await lives("https://proxy.example.com/Cust12345", { environment })).toBe(
      `${environment}/Cust12345`,
    );
    for (const endpoint of ["https://proxy.example.com:8443/x", "https://online3.superoffice.com/x"])
      await expect(lives(endpoint, { environment })).rejects.toMatchObject({ reason: "foreign-host" });
  });
});

describe("an answer of the state service is refused", () => {
  it.each<[title: string, answer: Answer, expected: object]>([
    ["that is a list", [200, []], { code: "tenant", reason: "answer" }],
    ["without a state", running("https://online3.superoffice.com/x", { State: null }), { reason: "answer" }],
    ["with http for an address", running("http://online3.superoffice.com/x"), { reason: "answer" }],
    ["with a password in an address", running("https://a:b@online3.superoffice.com/x"), { reason: "answer" }],
    [
      "with a ValidUntil that is no time",
      running("https://online3.superoffice.com/x", { ValidUntil: "soon" }),
      { reason: "answer" },
    ],
    [
      "of another tenant",
      running("https://online3.superoffice.com/x", { ContextIdentifier: "Cust1" }),
      { reason: "answer" },
    ],
    ["that runs nowhere", running(null), { reason: "answer", state: "Running" }],
    ["with 404", [404, {}], { code: "status", status: 404 }],
    ["with a redirect", [302, {}, { Location: "https://evil.example" }], { code: "status" }],
    ["in HTML", [200, "<h1>Sign in</h1>", { "Content-Type": "text/html" }], { code: "decoding" }],
    ["cut short", [200, '{"Context'], { code: "decoding", reason: "json-syntax" }],
  ])("%s", async (_title, answer, expected) => {
    await using service = await openService();
    service.answer = () => answer;
    const environment = "online";
    const fetch = (request: Request) => globalThis.fetch(new Request(`${service.url}${PATH}`, request));
    const { resolve } = setUp(service, { environment, fetch });
    await expect(resolve()).rejects.toMatchObject({
      ...expected,
      call: { method: "GET", path: "/api/state/{tenant}" },
    });
  });

  it("that does not come", async () => {
    await using service = await openService();
    service.answer = () => new Promise(() => {});
    await expect(setUp(service, { timeoutMs: 60 }).resolve()).rejects.toMatchObject({
      code: "timeout",
      timeoutMs: 60,
    });
  });
});

it("mistakes in the options are told all at once", () => {
  const wrong = { environment: "prod" as never, tenant: "a/b", allowedHosts: ["https://crm.example.com/"] };
  try {
    tenant(wrong);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(SoOptionsError);
    expect((error as SoOptionsError).issues.map(({ option }) => option)).toEqual(Object.keys(wrong));
  }
});
