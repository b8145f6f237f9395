import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createProxy, hashApiKey, memoryTextStore } from "../src/lib/index.ts";
import { ask } from "./support/client.ts";
import { startConfigured } from "./support/configured.ts";
import { type Environment, environment, runningAt } from "./support/environment.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { contactPath, goodAnswer, goodRequest, sampleOf } from "./support/sample-requests.ts";
import { type SmallProxy, smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
let online: Environment;
let program: Program | undefined;
let proxy: SmallProxy | undefined;

beforeEach(async () => {
  online = await environment();
  online.tenants.set("Cust1", runningAt("/here/Cust1"));
  online.answer((response) => response.writeHead(200, json).end(goodAnswer));
});
afterEach(async () => {
  await program?.stop();
  await proxy?.close();
  await online.close();
  program = undefined;
  proxy = undefined;
});

const documentOf = (more: object = {}) => ({
  tenants: { Cust1: { environment: online.url }, Cust2: { environment: online.url, ...more } },
});

describe.each(runtimes)("tenants on $runtime", (on) => {
  it("are found by their name in the path, once for all who ask at the same time", async () => {
    online.slowness = 200;
    program = await startConfigured(on, {}, documentOf());
    const { address } = program;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask(address, { ...goodRequest, path: `/cust1${goodRequest.path}/` })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(online.asked()).toHaveLength(1);
    const [state] = online.asked();
    expect(state?.headers).not.toHaveProperty("authorization");
    expect(online.called().map(({ url }) => url)).toEqual(Array(20).fill(`/here/Cust1${goodRequest.path}`));
    expect(online.called()[0]?.headers.authorization).toBe(goodRequest.headers.authorization);

    const known = async (path: string) => {
      const { status, json: problem } = await ask(address, { ...goodRequest, path });
      return { status, code: problem.code };
    };
    expect(await known(`/Cust9${goodRequest.path}`)).toEqual({ status: 404, code: "tenant-unknown" });
    expect(await known(goodRequest.path)).toEqual({ status: 404, code: "tenant-unknown" });
    expect(await known("/Cust1/api/v1/Nothing")).toEqual({ status: 404, code: "path-unknown" });
    expect((await ask(address, { path: "/-/health" })).json.upstream).toBe("tenants");
  });

  it("that moved are looked up once and asked once more, a write as well", async () => {
    program = await startConfigured(on, { VALIDATION: "off" }, documentOf());
    const { address } = program;
    const post = {
      method: "POST",
      path: `/Cust1${contactPath}`,
      headers: json,
      body: sampleOf("v1ContactEntity_PostContactEntity").request.body,
    };
    expect((await ask(address, post)).status).toBe(200);
    online.answer((response, { url }) => {
      if (url.startsWith("/there/")) response.writeHead(200, json).end("{}");
      else response.writeHead(421).end("upstream text");
    });
    online.tenants.set("Cust1", runningAt("/there/Cust1"));
    expect((await ask(address, post)).status).toBe(200);
    const places = online.called().map(({ url, body }) => [url.split("/")[1], body.toString() === post.body]);
    expect(places).toEqual([
      ["here", true],
      ["here", true],
      ["there", true],
    ]);
    expect(online.asked()).toHaveLength(2);

    online.tenants.set("Cust1", runningAt("/here/Cust1"));
    online.answer((response) => response.writeHead(421).end("upstream text"));
    const lost = await ask(address, post);
    expect({ status: lost.status, code: lost.json.code }).toEqual({ status: 502, code: "tenant-unlocated" });
    expect(lost.text).not.toContain("upstream text");
    expect(online.asked()).toHaveLength(3);
  });

  it("that moved are told of where the body cannot be sent twice, which works when it comes again", async () => {
    program = await startConfigured(on, { VALIDATION: "off", INSPECT_LIMIT: "1KB" }, documentOf());
    const { address } = program;
    const put = {
      method: "POST",
      path: `/Cust1${contactPath}`,
      headers: json,
      body: JSON.stringify({ Name: "x".repeat(100_000) }),
    };
    await ask(address, { ...goodRequest, path: `/Cust1${goodRequest.path}` });
    online.answer((response, { url }) =>
      response.writeHead(url.startsWith("/there/") ? 200 : 421, json).end("{}"),
    );
    online.tenants.set("Cust1", runningAt("/there/Cust1"));
    const told = await ask(address, put);
    expect([told.status, told.json.code, told.headers["retry-after"]]).toEqual([503, "tenant-moved", "1"]);
    expect((await ask(address, put)).status).toBe(200);
    const places = online.called().map(({ url, body }) => [url.split("/")[1], body.toString() === put.body]);
    expect(places.map(([place]) => place)).toEqual(["here", "here", "there"]);
    expect(places[2]?.[1]).toBe(true);
  });

  it("that do not run are 503 with Retry-After and their state, and nothing is sent to them", async () => {
    online.tenants.set("Cust1", {
      ...runningAt("/here/Cust1"),
      state: "OfflineMaintenance",
      running: false,
    });
    program = await startConfigured(on, {}, documentOf());
    const { address } = program;
    for (let time = 0; time < 3; time++) {
      const answer = await ask(address, { ...goodRequest, path: `/Cust1${goodRequest.path}` });
      expect(answer.status).toBe(503);
      expect(answer.headers["retry-after"]).toBe("30");
      expect(answer.json).toMatchObject({
        code: "tenant-stopped",
        tenant: "Cust1",
        state: "OfflineMaintenance",
      });
    }
    expect(online.called()).toEqual([]);
    expect(online.asked()).toHaveLength(1);
    online.tenants.set("Cust2", 503);
    const lost = await ask(address, { ...goodRequest, path: `/Cust2${goodRequest.path}` });
    expect({ status: lost.status, code: lost.json.code }).toEqual({ status: 502, code: "tenant-unlocated" });
  });
});

describe("tenants", () => {
  const small = (more: object = {}, tenants: readonly object[] = [{}]) =>
    smallProxy("", {
      upstream: {
        kind: "tenants",
        tenants: tenants.map((one, index) => ({
          name: `Cust${index + 1}`,
          environment: online.url as `http://${string}`,
          ...one,
        })),
      },
      ...more,
    });

  it("keep their address until ValidUntil, and beyond where the state service is out", async () => {
    let now = Date.now();
    online.tenants.set("Cust1", runningAt("/here/Cust1", now + 60_000));
    const store = memoryTextStore(() => now);
    proxy = await small({ clock: () => now, tenantStore: store });
    const thing = { path: "/Cust1/api/v1/Thing/5" };
    expect((await ask(proxy.address, thing)).status).toBe(200);
    now += 59_000;
    expect((await ask(proxy.address, thing)).status).toBe(200);
    expect(online.asked()).toHaveLength(1);
    now += 2_000;
    online.tenants.set("Cust1", 500);
    expect((await ask(proxy.address, thing)).status).toBe(200);
    expect(online.asked()).toHaveLength(2);

    // Another instance that shares the store knows it without asking, and uses it while nobody can say more.
    await proxy.close();
    proxy = await small({ clock: () => now, tenantStore: store });
    expect((await ask(proxy.address, thing)).status).toBe(200);
    expect(online.asked()).toHaveLength(3);
    await proxy.close();
    proxy = await small({ clock: () => now });
    expect((await ask(proxy.address, thing)).status).toBe(502);
  });

  it("whose state service names a host that is none of the environment get nothing sent there", async () => {
    const other = await environment();
    try {
      online.tenants.set("Cust1", runningAt(`@127.0.0.1:${new URL(other.url).port}/Cust1`));
      proxy = await small();
      const answer = await ask(proxy.address, {
        path: "/Cust1/api/v1/Thing/5",
        headers: { authorization: "Bearer canary" },
      });
      expect({ status: answer.status, code: answer.json.code }).toEqual({
        status: 502,
        code: "tenant-unlocated",
      });
      await expect.poll(() => proxy?.log.length).toBe(1);
      expect(proxy.log[0]?.cause).toMatch(/^tenant-/);
      expect(other.seen).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it("are named by the log as they are configured, where the path names one", async () => {
    proxy = await small();
    for (const name of ["cust1", "Cust9"]) await ask(proxy.address, { path: `/${name}/api/v1/Thing/5` });
    await expect.poll(() => proxy?.log.length).toBe(2);
    expect(proxy.log.map(({ tenant }) => tenant)).toEqual(["Cust1", undefined]);
  });

  it("have their links lead through the proxy, below their name", async () => {
    proxy = await small({}, [{}, {}]);
    const here = `${online.url}/here/Cust1`;
    const links = { Self: `${here}/api/v1/Thing/5`, Other: `${online.url}/here/Cust2/api/v1/Thing/5` };
    online.answer((response) =>
      response
        .writeHead(200, { ...json, location: "/here/Cust1/api/v1/Thing/6" })
        .end(JSON.stringify({ _Links: links, "odata.nextLink": `${here}/api/v1/Thing?$skip=2` })),
    );
    const answer = await ask(proxy.address, { path: "/cust1/api/v1/Thing/5" });
    expect(answer.headers["location"]).toBe(`${proxy.address}/Cust1/api/v1/Thing/6`);
    expect(answer.json).toEqual({
      _Links: { ...links, Self: `${proxy.address}/Cust1/api/v1/Thing/5` },
      "odata.nextLink": `${proxy.address}/Cust1/api/v1/Thing?$skip=2`,
    });
  });

  it("on site are at their address, and one that fails leaves the others alone", async () => {
    proxy = await small({ resilience: { breakerFailures: 1 } }, [
      { environment: undefined, address: `${online.url}/SuperOffice/api/v1/` },
      { environment: undefined, address: "http://127.0.0.1:1" },
    ]);
    const status = async (name: string) =>
      (await ask(proxy?.address ?? "", { path: `/${name}/api/v1/Thing/5` })).json.code ?? 200;
    online.answer((response) => response.writeHead(200, json).end("{}"));
    expect([await status("Cust2"), await status("Cust2")]).toEqual([
      "upstream-unreachable",
      "upstream-unavailable",
    ]);
    expect(await status("Cust1")).toBe(200);
    expect(online.called()[0]?.url).toBe("/SuperOffice/api/v1/Thing/5");
  });

  it("exist only for callers that may call them", async () => {
    const key = "sopk_key";
    const callers = [
      { name: "erp", apiKeys: [await hashApiKey(key, "0123456789abcdef")], tenants: ["cust2"] },
    ];
    online.tenants.set("Cust2", runningAt("/here/Cust2"));
    online.answer((response) => response.writeHead(200, json).end("{}"));
    proxy = await small({ callers }, [{}, {}]);
    const codes = [];
    for (const name of ["Cust1", "Cust2", "Cust3"]) {
      const path = `/${name}/api/v1/Thing/5`;
      codes.push((await ask(proxy.address, { path, headers: { "x-api-key": key } })).json.code ?? 200);
    }
    expect(codes).toEqual(["tenant-unknown", 200, "tenant-unknown"]);
  });

  it.each([
    { tenants: [] },
    { tenants: [{ name: "api" }] },
    { tenants: [{ name: "../x" }] },
    { tenants: [{ name: "a" }, { name: "A" }] },
    { tenants: [{ name: "a", environment: "online" as const, address: "https://crm.example" }] },
  ])("$tenants make no proxy", ({ tenants }) => {
    expect(() => createProxy({ upstream: { kind: "tenants", tenants } })).toThrow(TypeError);
  });
});
