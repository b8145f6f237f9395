import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { goodAnswer, goodRequest } from "./support/sample-requests.ts";

const fileOf = (name: string): string => fileURLToPath(new URL(`./support/tls/${name}.pem`, import.meta.url));

// workerd has the certificates that it trusts in its configuration, and Deno takes none of a server alone.
const ours = runtimes.filter(({ runtime }) => runtime === "node" || runtime === "bun");

describe.each(ours)("an upstream with TLS, on $runtime,", ({ start }) => {
  let upstream: Server;
  let url: string;
  let asked = 0;
  const running: Program[] = [];
  const proxy = async (settings: Readonly<Record<string, string>>): Promise<string> => {
    const program = await start({ UPSTREAM: url, ...settings });
    running.push(program);
    return program.address;
  };

  beforeAll(async () => {
    const pair = { key: readFileSync(fileOf("key")), cert: readFileSync(fileOf("certificate")) };
    upstream = createServer(pair, (request, response) => {
      asked += 1;
      request.resume();
      response.setHeader("content-type", "application/json");
      response.end(goodAnswer);
    });
    await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
    url = `https://localhost:${(upstream.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    for (const program of running) await program.stop();
    upstream?.closeAllConnections();
    upstream?.close();
  });

  it("is asked, again and again, where its certificate is known", async () => {
    const address = await proxy({ NODE_EXTRA_CA_CERTS: fileOf("certificate") });
    const before = asked;
    for (let round = 0; round < 5; round++) expect((await ask(address, goodRequest)).text).toBe(goodAnswer);
    expect(asked - before).toBe(5);
  });

  it("gets nothing where its certificate is nobody's that is known", async () => {
    const address = await proxy({});
    const before = asked;
    const answer = await ask(address, goodRequest);
    expect([answer.status, answer.json.code]).toEqual([502, "upstream-unreachable"]);
    expect(asked).toBe(before);
  });
});
