import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { hashApiKey } from "../src/lib/index.ts";
import { ask } from "./support/client.ts";
import { startConfigured } from "./support/configured.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { goodAnswer, goodRequest } from "./support/sample-requests.ts";
import { type SmallProxy, smallProxy } from "./support/small-proxy.ts";

const KEY = "sopk_key";
const failedLogins = { requests: 3, seconds: 600 };
let upstream: HttpUpstream;
let apiKeys: string[];
let program: Program | undefined;
let proxy: SmallProxy | undefined;
beforeAll(async () => {
  upstream = await httpUpstream();
  apiKeys = [await hashApiKey(KEY, "0123456789abcdef")];
});
afterEach(async () => {
  await program?.stop();
  await proxy?.close();
  program = undefined;
  proxy = undefined;
  upstream.seen.length = 0;
});
afterAll(() => upstream?.close());

const jwt = { issuer: "https://id.example", audience: "so-proxy", jwks: "http://127.0.0.1:1/jwks" };
const guesses: { what: string; headers: Record<string, string> }[] = [
  { what: "API keys", headers: { "x-api-key": "guess" } },
  { what: "tokens", headers: { authorization: "Bearer eyJhbGciOiJub25lIn0.e30.AAAA" } },
  { what: "passwords of SuperOffice", headers: { authorization: `Basic ${btoa("tje0:guess")}` } },
];

describe.each(runtimes)("guessing on $runtime", (on) => {
  it.each(guesses)(
    "$what is refused for a while, the right one as well, and nothing goes upstream then",
    async ({ headers }) => {
      const callers = [
        { name: "erp", apiKeys },
        { name: "intranet", jwt },
        { name: "people", ownCredentials: true },
      ];
      program = await startConfigured(on, { UPSTREAM: upstream.url }, { callers, failedLogins });
      const { address } = program;
      const send = async (more: Record<string, string>) => {
        const all = { "content-type": "application/json", "cf-connecting-ip": "198.51.100.7", ...more };
        const answer = await ask(address, { ...goodRequest, headers: all });
        return answer.status === 200 ? 200 : `${answer.status} ${answer.json.code ?? ""}`;
      };
      const statuses = { refused: 401, right: 200 };
      upstream.answer((response, seen) => {
        const status = seen.headers["x-right"] === undefined ? statuses.refused : statuses.right;
        response
          .writeHead(status, { "content-type": "application/json" })
          .end(status === 200 ? goodAnswer : "{}");
      });
      expect(await send({ "x-api-key": KEY, "x-right": "1" })).toBe(200);
      for (let guess = 0; guess < 3; guess++) expect(await send(headers)).toMatch(/^401 /);
      const before = upstream.seen.length;
      expect(await send(headers)).toBe("429 logins-exceeded");
      expect(await send({ "x-api-key": KEY, "x-right": "1" })).toBe("429 logins-exceeded");
      expect(upstream.seen.length).toBe(before);
    },
  );
});

describe("guessing", () => {
  it("is counted by the address that a trusted proxy names, and callers who bring nothing are not counted", async () => {
    proxy = await smallProxy(upstream.url, {
      callers: [{ name: "erp", apiKeys }],
      failedLogins,
      trustedProxies: ["127.0.0.1"],
    });
    const status = async (address: string, more: Record<string, string> = {}) => {
      const headers = { "x-forwarded-for": `10.0.0.1, ${address}`, ...more };
      return (await ask(proxy?.address ?? "", { path: "/api/v1/Thing/5", headers })).status;
    };
    upstream.answer((response) => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
    const wrong = { "x-api-key": "guess" };
    for (let time = 0; time < 5; time++) expect(await status("198.51.100.8")).toBe(401);
    for (let time = 0; time < 3; time++) expect(await status("198.51.100.7", wrong)).toBe(401);
    expect(await status("198.51.100.7", wrong)).toBe(429);
    expect(await status("198.51.100.8", { "x-api-key": KEY })).toBe(200);
  });

  it("is told when it may go on", async () => {
    let now = 0;
    proxy = await smallProxy(upstream.url, {
      callers: [{ name: "erp", apiKeys }],
      failedLogins,
      clock: () => now,
    });
    const guess = () =>
      ask(proxy?.address ?? "", { path: "/api/v1/Thing/5", headers: { "x-api-key": "guess" } });
    for (let time = 0; time < 3; time++) await guess();
    const refused = await guess();
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "200"]);
    now += 200_000;
    expect((await guess()).status).toBe(401);
    expect((await guess()).status).toBe(429);
  });
});
