import { createServer, type Server } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashApiKey } from "../src/lib/index.ts";
import { ask } from "./support/client.ts";
import { startConfigured } from "./support/configured.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { contactPath } from "./support/sample-requests.ts";

let upstream: HttpUpstream;
let keys: Server;
let jwks = "";
let tokenOf: (subject: string) => Promise<string>;
beforeAll(async () => {
  upstream = await httpUpstream();
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const published = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "a" }] });
  keys = createServer((_request, response) => void response.end(published));
  await new Promise<void>((resolve) => keys.listen(0, "127.0.0.1", resolve));
  const address = keys.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  jwks = `http://127.0.0.1:${address.port}/jwks`;
  tokenOf = (subject) =>
    new SignJWT({ iss: "https://id.example", aud: "so-proxy", sub: subject })
      .setProtectedHeader({ alg: "ES256", kid: "a" })
      .setExpirationTime("5 minutes")
      .sign(privateKey);
});
afterAll(async () => {
  await upstream?.close();
  keys?.closeAllConnections();
  await new Promise((resolve) => keys?.close(resolve));
});

describe.each(runtimes)("the cache and credentials that callers share, on $runtime:", (on) => {
  let program: Program;
  beforeAll(async () => {
    const apiKeys = async (key: string) => [await hashApiKey(key, "0123456789abcdef")];
    const jwt = { issuer: "https://id.example", audience: "so-proxy", jwks, algorithms: ["ES256"] };
    program = await startConfigured(
      on,
      { UPSTREAM: upstream.url, CACHE_MS: "60000", VALIDATION: "off", SO_USER: "u", SO_PASSWORD: "password" },
      {
        callers: [
          { name: "erp", apiKeys: await apiKeys("sopk_erp") },
          { name: "shop", apiKeys: await apiKeys("sopk_shop") },
          { name: "intranet", jwt },
          { name: "people", ownCredentials: true },
        ],
        credentials: { basic: { user: { env: "SO_USER" }, password: { env: "SO_PASSWORD" } } },
      },
    );
  });
  afterAll(() => program?.stop());

  it("no caller, and no subject of a token, is given what was kept for another", async () => {
    let count = 0;
    upstream.answer((response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(`{"answer":${++count}}`),
    );
    const callers: Record<string, string>[] = [
      { "x-api-key": "sopk_erp" },
      { "x-api-key": "sopk_shop" },
      { authorization: `Bearer ${await tokenOf("anna")}` },
      { authorization: `Bearer ${await tokenOf("otto")}` },
      { authorization: `Basic ${btoa("u:password")}` },
      { authorization: `Basic ${btoa("v:password")}` },
    ];
    const read = async (headers: Record<string, string>) =>
      (await ask(program.address, { path: `${contactPath}/1`, headers })).json.answer;
    const first = [];
    for (const headers of callers) first.push(await read(headers));
    expect(first).toEqual([1, 2, 3, 4, 5, 6]);
    const second = [];
    for (const headers of callers) second.push(await read(headers));
    expect(second).toEqual(first);
    const sent = upstream.seen.slice(-6).map(({ headers }) => headers.authorization);
    expect(new Set(sent.slice(0, 5))).toEqual(new Set([`Basic ${btoa("u:password")}`]));
  });
});
