import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { runtimes } from "./support/programs.ts";
import { answerText, rawUpstream } from "./support/raw-upstream.ts";
import { contactPath, goodAnswer, goodRequest, sampleOf } from "./support/sample-requests.ts";
import { type SmallProxy, smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
const read = { path: "/api/v1/Thing/5" };
const write = { method: "PUT", path: "/api/v1/Thing/5" };
let upstream: HttpUpstream;
let proxy: SmallProxy | undefined;

beforeAll(async () => {
  upstream = await httpUpstream();
});
afterEach(async () => {
  upstream.seen.length = 0;
  await proxy?.close();
  proxy = undefined;
});
afterAll(() => upstream?.close());

/** Answers with one status after the other, and with the last one from then on. */
function statuses(...list: readonly [number, Readonly<Record<string, string>>?][]): void {
  let at = 0;
  upstream.answer((response) => {
    const [status, headers = {}] = list[Math.min(at++, list.length - 1)] ?? [200];
    response.writeHead(status, { ...json, ...headers }).end("{}");
  });
}

describe.each(runtimes)("RETRIES on $runtime", ({ start }) => {
  it("asks again for reads, GET and agent calls alike, and never for a write", async () => {
    const program = await start({ UPSTREAM: upstream.url, RETRIES: "2", VALIDATION: "off" });
    try {
      statuses([503], [200]);
      expect((await ask(program.address, goodRequest)).status).toBe(200);
      expect(upstream.seen.map(({ body }) => body.toString())).toEqual([goodRequest.body, goodRequest.body]);
      statuses([502], [503], [504]);
      expect((await ask(program.address, { path: `${contactPath}/1` })).status).toBe(504);
      expect(upstream.seen).toHaveLength(5);
      statuses([503], [200]);
      const { body } = sampleOf("v1ContactEntity_PostContactEntity").request;
      const post = { method: "POST", path: contactPath, headers: json, body };
      expect((await ask(program.address, post)).status).toBe(503);
      expect(upstream.seen).toHaveLength(6);
    } finally {
      await program.stop();
    }
  });

  it("asks again where a connection broke before its answer, but not for a write", async () => {
    const raw = await rawUpstream();
    const program = await start({ UPSTREAM: raw.url, RETRIES: "3", VALIDATION: "off" });
    try {
      raw.behave((socket) => {
        if (raw.heads.length < 3) socket.destroy();
        else socket.end(answerText(goodAnswer));
      });
      expect((await ask(program.address, goodRequest)).text).toBe(goodAnswer);
      expect(raw.heads).toHaveLength(3);
      raw.behave((socket) => socket.destroy());
      const post = { method: "POST", path: contactPath, headers: json, body: "{}" };
      expect((await ask(program.address, post)).status).toBe(502);
      expect(raw.heads).toHaveLength(4);
    } finally {
      await program.stop();
      await raw.close();
    }
  });

  it("leaves an upstream alone that fails in a row, and tries with one request later", async () => {
    const program = await start({
      UPSTREAM: upstream.url,
      BREAKER_FAILURES: "2",
      BREAKER_OPEN_MS: "3000",
      VALIDATION: "off",
    });
    try {
      statuses([503], [503], [200]);
      for (const _ of [1, 2]) await ask(program.address, goodRequest);
      const refused = await ask(program.address, goodRequest);
      expect({ status: refused.status, code: refused.json.code }).toEqual({
        status: 503,
        code: "upstream-unavailable",
      });
      expect(refused.headers["retry-after"]).toBe("3");
      expect(upstream.seen).toHaveLength(2);
      await wait(3_100);
      expect((await ask(program.address, goodRequest)).status).toBe(200);
      expect((await ask(program.address, goodRequest)).status).toBe(200);
      expect(upstream.seen).toHaveLength(4);
    } finally {
      await program.stop();
    }
  });
});

describe("retries", () => {
  it("are off unless they are asked for", async () => {
    proxy = await smallProxy(upstream.url);
    statuses([503], [200]);
    expect((await ask(proxy.address, read)).status).toBe(503);
    expect(upstream.seen).toHaveLength(1);
  });

  it("never repeats a write, whatever happened to it", async () => {
    proxy = await smallProxy(upstream.url, { resilience: { retries: 5 } });
    statuses([503, { "retry-after": "0" }]);
    expect((await ask(proxy.address, write)).status).toBe(503);
    expect(upstream.seen).toHaveLength(1);
    const raw = await rawUpstream((socket) => socket.resetAndDestroy());
    const other = await smallProxy(raw.url, { resilience: { retries: 5 } });
    try {
      expect((await ask(other.address, write)).status).toBe(502);
      expect(raw.heads).toHaveLength(1);
    } finally {
      await other.close();
      await raw.close();
    }
  });

  it("wait as Retry-After asks, and give the answer on where it asks for too much", async () => {
    proxy = await smallProxy(upstream.url, { resilience: { retries: 5 } });
    let first = 0;
    let second = 0;
    upstream.answer((response) => {
      if (first === 0) {
        first = Date.now();
        response.writeHead(429, { "retry-after": "1" }).end();
      } else {
        second = Date.now();
        response.writeHead(200, json).end("{}");
      }
    });
    expect((await ask(proxy.address, read)).status).toBe(200);
    expect(second - first).toBeGreaterThanOrEqual(990);
    statuses([503, { "retry-after": "3600" }]);
    const answer = await ask(proxy.address, read);
    expect({ status: answer.status, after: answer.headers["retry-after"] }).toEqual({
      status: 503,
      after: "3600",
    });
    expect(upstream.seen).toHaveLength(3);
  });

  it("end when the whole exchange took its time", async () => {
    proxy = await smallProxy(upstream.url, { resilience: { retries: 5 }, timeouts: { total: 900 } });
    statuses([503, { "retry-after": "1" }]);
    expect((await ask(proxy.address, read)).status).toBe(503);
    expect(upstream.seen).toHaveLength(1);
  });

  it("stop being made where most of them fail", async () => {
    proxy = await smallProxy(upstream.url, { resilience: { retries: 1 } });
    statuses([503, { "retry-after": "0" }]);
    const { address } = proxy;
    await Promise.all(Array.from({ length: 40 }, () => ask(address, read)));
    // Forty first attempts and the ten that a full budget is good for.
    expect(upstream.seen).toHaveLength(50);
  });
});

describe("the concurrency cap", () => {
  it("asks the upstream so many times at once and no more", async () => {
    proxy = await smallProxy(upstream.url, { resilience: { maxConcurrent: 2, queue: 100 } });
    const { address } = proxy;
    let now = 0;
    let most = 0;
    upstream.answer((response) => {
      most = Math.max(most, ++now);
      response.writeHead(200, json).write("{");
      setTimeout(() => {
        now -= 1;
        response.end("}");
      }, 20);
    });
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(address, read)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
    expect(most).toBe(2);
  });

  it("answers 503 with Retry-After where too many wait, or one too long", async () => {
    proxy = await smallProxy(upstream.url, { resilience: { maxConcurrent: 1, queue: 1, queueTimeout: 300 } });
    const { address, log } = proxy;
    let release = (): void => {};
    upstream.answer((response) => {
      release = () => response.writeHead(200, json).end("{}");
    });
    const first = ask(address, read);
    await expect.poll(() => upstream.seen.length).toBe(1);
    const others = await Promise.all([ask(address, read), ask(address, read)]);
    for (const answer of others) {
      expect({ status: answer.status, code: answer.json.code }).toEqual({ status: 503, code: "overloaded" });
      expect(answer.headers["retry-after"]).toBe("1");
    }
    release();
    expect((await first).status).toBe(200);
    statuses([200]);
    expect((await ask(address, read)).status).toBe(200);
    expect(log.filter(({ code }) => code === "overloaded")).toHaveLength(2);
  });

  it("frees the place of a caller who goes away, and of an answer that breaks off", async () => {
    const raw = await rawUpstream();
    const capped = await smallProxy(raw.url, {
      resilience: { maxConcurrent: 1, queue: 1, queueTimeout: 2_000 },
    });
    try {
      raw.behave(() => {});
      const { port } = new URL(capped.address);
      const caller = connect(Number(port), "127.0.0.1");
      caller.write("GET /api/v1/Thing/5 HTTP/1.1\r\nHost: a\r\n\r\n");
      await expect.poll(() => raw.heads.length).toBe(1);
      caller.destroy();
      raw.behave((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
      await ask(capped.address, read).catch(() => undefined);
      raw.behave((socket) => socket.end(answerText("{}")));
      expect((await ask(capped.address, read)).text).toBe("{}");
    } finally {
      await capped.close();
      await raw.close();
    }
  });
});
