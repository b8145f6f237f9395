import { createMatcher, type Operation } from "@so-webapi/operations";
import { operations, shapes } from "@so-webapi/operations/all";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashApiKey } from "../src/lib/index.ts";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { summaryPath } from "./support/sample-requests.ts";
import { type SmallProxy, smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
const contract = { operations, shapes, loadValidators: async () => undefined };

let upstream: HttpUpstream;
beforeAll(async () => {
  upstream = await httpUpstream();
});
afterAll(() => upstream?.close());
beforeEach(() => {
  upstream.seen.length = 0;
  upstream.answer((response) => response.writeHead(200, json).end("{}"));
});

/** A path of an operation whose parameters are filled with what decides for it. */
function pathOf({ path, match, parameters }: Operation, text: string): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (match?.parameter === name) return match.form === "integer" ? "12" : text;
    const isNumber = parameters.some((each) => each.name === name && each.type === "int32");
    return isNumber ? "7" : "Unknown";
  });
}

describe("paths that differ only in their parameter", () => {
  const colliding = operations.filter(({ match }) => match !== undefined);
  let proxy: SmallProxy;
  beforeAll(async () => {
    proxy = await smallProxy(upstream.url, { contract });
  });
  afterAll(() => proxy?.close());

  it("are 36 pairs", () => {
    expect(colliding).toHaveLength(72);
    expect(
      new Set(colliding.map((each) => `${each.method} ${each.path.replace(/\{[^}]+\}/g, "{}")}`)).size,
    ).toBe(36);
  });

  it.each(["tje0", "12a", "+12", "1.5", "١٢", "12 "])(
    "lead %s to the text's operation and a number to the number's",
    async (text) => {
      for (const operation of colliding) {
        const { method, operationId } = operation;
        proxy.log.length = 0;
        const path = pathOf(operation, encodeURIComponent(text));
        await ask(proxy.address, { method, path, headers: json, ...(method !== "GET" && { body: "{}" }) });
        expect(proxy.log.at(-1)?.operationId, path).toBe(operationId);
      }
    },
  );
});

describe.each(runtimes)("routing on $runtime", ({ start }) => {
  let strict: Program;
  let open: Program;
  beforeAll(async () => {
    strict = await start({ UPSTREAM: upstream.url, VALIDATION: "enforce" });
    open = await start({ UPSTREAM: upstream.url, VALIDATION: "enforce", UNDOCUMENTED: "pass" });
  });
  afterAll(async () => {
    await strict?.stop();
    await open?.stop();
  });

  it("passes GET on an agent's operation on, which describes it and never runs it", async () => {
    upstream.answer((response) => response.writeHead(200, json).end('{"any":"description"}'));
    const answer = await ask(strict.address, { path: `${summaryPath}?x=1` });
    expect({ status: answer.status, text: answer.text }).toEqual({
      status: 200,
      text: '{"any":"description"}',
    });
    expect(answer.headers).not.toHaveProperty("so-proxy-validation");
    expect(upstream.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${summaryPath}?x=1`]);
    const refused = await ask(strict.address, {
      method: "PUT",
      path: summaryPath,
      headers: json,
      body: "{}",
    });
    expect({ status: refused.status, allow: refused.headers["allow"] }).toEqual({
      status: 405,
      allow: "GET, POST, HEAD, OPTIONS",
    });
  });

  const unknown = [
    { method: "GET", path: "/api/v1/Brand/New?x=%2F" },
    { method: "POST", path: "/api/v1/Agents/Brand/DoIt" },
    { method: "DELETE", path: "/api/v1/Contact" },
  ];
  it.each(unknown)("lets $method $path through where that is switched on, and else not", async (request) => {
    expect((await ask(strict.address, request)).status).toBeOneOf([404, 405]);
    expect(upstream.seen).toEqual([]);
    const answer = await ask(open.address, request);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: "{}" });
    expect(upstream.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `${request.method} ${request.path}`,
    ]);
  });

  it.each([
    "/api/v1",
    "/api/v2/Contact",
    "/api/v1//Contact",
    "/api/v1/Brand/../../x",
    "/api/v1/Brand%2Fx",
    "/favicon.ico",
  ])("never lets %s through", async (path) => {
    for (const { address } of [strict, open]) {
      expect((await ask(address, { path })).status).toBeOneOf([400, 404]);
    }
    expect(upstream.seen).toEqual([]);
  });
});

it("what callers may do and see holds for what the contract does not know", async () => {
  const caller = async (name: string, policy: object) => ({
    name,
    apiKeys: [await hashApiKey(name, "0123456789abcdef")],
    policy,
  });
  const proxy = await smallProxy(upstream.url, {
    contract,
    undocumented: true,
    callers: [
      await caller("reader", { readOnly: true }),
      await caller("shop", { hidden: ["CreditCard"] }),
      await caller("contact", { operations: ["agents/contact"] }),
    ],
  });
  try {
    const status = async (key: string, method: string, path: string) =>
      (await ask(proxy.address, { method, path, headers: { "x-api-key": key } })).status;
    expect(await status("reader", "GET", "/api/v1/Brand/New")).toBe(200);
    expect(await status("reader", "POST", "/api/v1/Brand/New")).toBe(403);
    expect(await status("reader", "GET", "/api/v1/Agents/Contact/CreateDefaultContactEntity")).toBe(200);
    expect(await status("contact", "GET", "/api/v1/Brand/New")).toBe(403);
    expect(await status("contact", "GET", "/api/v1/Agents/Contact/SaveContactEntity")).toBe(200);
    expect(await status("contact", "GET", "/api/v1/Agents/Person/SavePersonEntity")).toBe(403);
    upstream.answer((response) => response.writeHead(200, json).end('{"creditCard":"canary"}'));
    expect(await status("shop", "POST", "/api/v1/Brand/New")).toBe(403);
    const seen = await ask(proxy.address, { path: "/api/v1/Brand/New", headers: { "x-api-key": "shop" } });
    expect(seen.text).toBe('{"creditCard":null}');
  } finally {
    await proxy.close();
  }
});

it("the contract's own paths are found by the proxy's matcher, one for one", () => {
  const match = createMatcher(operations);
  for (const operation of operations) {
    const found = match(operation.method, pathOf(operation, "tje0"));
    expect(found.kind === "found" && found.operation.operationId).toBe(operation.operationId);
  }
});
