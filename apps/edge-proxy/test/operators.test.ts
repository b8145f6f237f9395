import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLocalHost } from "../src/config/config.ts";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes, startNode } from "./support/programs.ts";
import { readExposition } from "./support/prometheus.ts";
import { contactPath, goodAnswer, goodRequest } from "./support/sample-requests.ts";

const json = { "content-type": "application/json" };
let upstream: HttpUpstream;

beforeAll(async () => {
  upstream = await httpUpstream();
});
afterAll(() => upstream?.close());

describe.each(runtimes)("for operators, on $runtime,", ({ start }) => {
  let program: Program;
  beforeAll(async () => {
    program = await start({
      UPSTREAM: upstream.url,
      SERVER_TIMING: "on",
      OPERATOR_TOKEN: "canary-token-of-operators",
      LOG: "all",
    });
  });
  afterAll(() => program?.stop());

  it("counts exchanges by group of operations, and nothing that callers choose", async () => {
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    await ask(program.address, goodRequest);
    await ask(program.address, goodRequest);
    for (const n of [1, 2, 3]) {
      await ask(program.address, { path: `/canary-${n}`, headers: { "x-canary": "canary" } });
      await ask(program.address, { path: `${contactPath}?$top=canary${n}` });
    }
    const path = "/-/metrics";
    expect((await ask(program.address, { path })).status).toBe(401);
    const headers = { authorization: "Bearer canary-token-of-operators" };
    const answer = await ask(program.address, { path, headers });
    expect(answer.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const lines = answer.text.trimEnd().split("\n");
    expect(readExposition(answer.text).size).toBeGreaterThan(10);
    expect(lines).toContain('so_proxy_requests_total{group="agents/contact",method="POST",status="2xx"} 2');
    expect(lines).toContain('so_proxy_requests_total{group="entities/contact",method="GET",status="4xx"} 3');
    expect(lines).toContain('so_proxy_request_duration_seconds_count{group="agents/contact"} 2');
    expect(lines).toContain('so_proxy_request_duration_seconds_bucket{group="agents/contact",le="+Inf"} 2');
    expect(lines).toContain('so_proxy_problems_total{code="path-unknown"} 3');
    expect(lines).toContain('so_proxy_problems_total{code="parameter-invalid"} 3');
    expect(lines).toContain('so_proxy_validation_total{message="answer",result="ok"} 2');
    expect(lines).toContain('so_proxy_circuit_state{state="closed"} 1');
    expect(lines).toContain("so_proxy_requests_in_flight 1");
    expect(answer.text).not.toContain("canary");
    expect(program.output()).not.toContain("canary");
  });

  it("pages open in a browser, which asks for a name and a password: the token is the password", async () => {
    const path = "/-/drift";
    const page = (authorization?: string) =>
      ask(program.address, {
        path,
        headers: { accept: "text/html", ...(authorization && { authorization }) },
      });
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;
    const asked = await page();
    expect(asked.status).toBe(401);
    expect(asked.headers["www-authenticate"]).toMatch(/^Basic realm=/);
    expect((await page(basic("ann:canary-token-of-operators"))).headers["content-type"]).toMatch(
      /^text\/html/,
    );
    const wrong = ["ann:canary-token-of-operator", "canary-token-of-operators", "canary-token-of-operators:"];
    for (const pair of wrong) expect((await page(basic(pair))).status, pair).toBe(401);
    for (const broken of ["Basic %%%", "Basic", "Digest x"]) expect((await page(broken)).status).toBe(401);
  });

  it("tells how long the upstream took, where that is asked for", async () => {
    upstream.answer((response) => setTimeout(() => response.writeHead(200, json).end(goodAnswer), 60));
    const { headers } = await ask(program.address, goodRequest);
    const [, took, total] =
      /^upstream;dur=(\d+), total;dur=(\d+)$/.exec(headers["server-timing"] ?? "") ?? [];
    expect(Number(took)).toBeGreaterThanOrEqual(50);
    expect(Number(total)).toBeGreaterThanOrEqual(Number(took));
    const { headers: own } = await ask(program.address, { path: "/-/health" });
    expect(own["server-timing"]).toMatch(/^total;dur=\d+$/);
  });

  it("trace context goes upstream as it came, and is made where it is missing", async () => {
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const send = (headers: Readonly<Record<string, string>>) =>
      ask(program.address, { ...goodRequest, headers: { ...goodRequest.headers, ...headers } });
    await send({ traceparent, tracestate: "vendor=1" });
    expect(upstream.seen.at(-1)?.headers).toMatchObject({ traceparent, tracestate: "vendor=1" });
    await expect.poll(() => program.output()).toContain('"traceId":"4bf92f3577b34da6a3ce929d0e0e4736"');
    await send({ traceparent: "canary", tracestate: "vendor=canary" });
    const made = upstream.seen.at(-1)?.headers;
    expect(made?.["traceparent"]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(made).not.toHaveProperty("tracestate");
    await send({});
    expect(upstream.seen.at(-1)?.headers["traceparent"]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(upstream.seen.at(-1)?.headers["traceparent"]).not.toBe(made?.["traceparent"]);
  });

  it("is ready", async () => {
    const answer = await ask(program.address, { path: "/-/ready" });
    expect({ status: answer.status, body: answer.json }).toEqual({
      status: 200,
      body: { status: "ready", store: { kind: "memory", reachable: true } },
    });
  });
});

it("is not ready from a signal on, and still answers until it stops", async () => {
  const program = await startNode({ UPSTREAM: upstream.url, DRAIN_MS: "4000" });
  try {
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    program.signal("SIGTERM");
    const status = async () => (await ask(program.address, { path: "/-/ready" })).status;
    await expect.poll(status).toBe(503);
    const answer = await ask(program.address, goodRequest);
    expect({ text: answer.text, connection: answer.headers["connection"] }).toEqual({
      text: goodAnswer,
      connection: "close",
    });
    await expect.poll(() => program.exitCode()).toBe(0);
  } finally {
    await program.stop();
  }
});

it("says nothing of its timing unless it is asked to", async () => {
  const program = await startNode({ UPSTREAM: upstream.url, LOG: "off" });
  try {
    expect((await ask(program.address, goodRequest)).headers).not.toHaveProperty("server-timing");
  } finally {
    await program.stop();
  }
});

describe.each(runtimes)("pages for operators on $runtime without a token", ({ runtime, start }) => {
  it("are closed where others than this machine can reach the proxy, and the program says so", async () => {
    const program = await start({ UPSTREAM: upstream.url, HOST: "0.0.0.0" });
    try {
      const address = `http://127.0.0.1:${new URL(program.address).port}`;
      for (const path of ["/-/drift", "/-/metrics"]) {
        const answer = await ask(address, { path });
        expect([answer.status, answer.json.code]).toEqual([403, "operator-pages-closed"]);
        expect(answer.json.detail).toContain("OPERATOR_TOKEN");
      }
      expect((await ask(address, { path: "/-/health" })).status).toBe(200);
      // A Worker has no start to say anything at.
      if (runtime !== "workerd") expect(program.output()).toContain("/-/drift and /-/metrics are closed");
    } finally {
      await program.stop();
    }
  });
});

it.each(["127.0.0.1", "localhost", "::1", "127.8.8.8"])("HOST %s is this machine alone", (host) => {
  expect(isLocalHost(host)).toBe(true);
});
it.each(["0.0.0.0", "::", "127.0.0.1.evil.example", "10.0.0.1", "localhost.example", ""])(
  "HOST %j is more than this machine",
  (host) => {
    expect(isLocalHost(host)).toBe(false);
  },
);
