import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { contactAgent } from "../../src/generated/agents/contact.ts";
import { contact } from "../../src/generated/entities/contact.ts";
import {
  type AttemptEnd,
  type ClientOptions,
  createClient,
  type RetriesOptions,
  retries,
  SoOptionsError,
} from "../../src/index.ts";
import { type Conduct, serve, serveBytes, serveConduct } from "../server.ts";

const quick = { baseDelayMs: 0, random: () => 0 };
const client = (baseUrl: string, options: RetriesOptions = {}, more: Partial<ClientOptions> = {}) =>
  createClient({
    ...more,
    baseUrl,
    apis: [contactAgent, contact],
    retry: retries({ ...quick, ...options }),
    throws: false,
  });

/** Answers with these statuses in turn, and then with 200. */
function failing(statuses: readonly number[], headers: Record<string, string> = {}) {
  const left = [...statuses];
  return serve((response) => {
    const status = left.shift();
    response.setHeader("Content-Type", "application/json");
    if (status === undefined) response.end("{}");
    else response.writeHead(status, headers).end('{"Message":"later"}');
  });
}

describe("a call is made again", () => {
  it.each([429, 500, 502, 503, 504])("after %i, when it changes nothing", async (status) => {
    await using server = await failing([status, status]);
    expect(await client(server.url).contact.get(7)).toMatchObject({ ok: true, data: {} });
    expect(server.seen.map(({ target }) => target)).toEqual(Array(3).fill("/api/v1/Contact/7"));
  });

  it("when it is a POST that only reads, as the contract has it", async () => {
    await using server = await failing([503]);
    const result = await client(server.url).agents.contact.getContactSummary({ ContactId: 59 });
    expect(result.ok).toBe(true);
    expect(server.seen.map(({ body }) => body)).toEqual(['{"ContactId":59}', '{"ContactId":59}']);
    expect(server.seen[1]?.headers).toMatchObject({
      "content-length": "16",
      "content-type": "application/json; charset=utf-8",
    });
  });

  it.each([
    ["reset before the head", "reset", ""],
    ["closed inside the head", "end", "HTTP/1.1 200 O"],
  ] as const)("when the connection broke and it changes nothing: %s", async (_title, then, bytes) => {
    await using server = await serveBytes(bytes, then);
    const ends: AttemptEnd[] = [];
    const so = client(server.url, {}, { observe: () => (end) => void ends.push(end) });
    expect((await so.contact.get(7)).error).toMatchObject({ code: "network" });
    expect(ends.map(({ error, retryInMs }) => [error?.code, retryInMs])).toEqual([
      ["network", 0],
      ["network", 0],
      ["network", undefined],
    ]);
  });

  it("when its connection never opened, a write too", async () => {
    const port = await freePort();
    const numbers: number[] = [];
    const so = client(`http://127.0.0.1:${port}`, {}, { observe: ({ number }) => void numbers.push(number) });
    expect((await so.contact.create({})).error).toMatchObject({ code: "network" });
    expect(numbers).toEqual([1, 2, 3]);
  });

  it("with its body and headers, whatever the body is", async () => {
    await using server = await failing([503, 503]);
    const so = client(server.url, { writes: "all" });
    const form = new FormData();
    form.set("file", new Blob(["abc"]), "a.txt");
    expect((await so.contact.saveImage(7, form, { headers: { "X-Mine": "1" } })).ok).toBe(true);
    for (const { headers, body } of server.seen) {
      const [, boundary = "none"] = /boundary=(.*)$/.exec(`${headers["content-type"]}`) ?? [];
      expect(body).toContain(`--${boundary}--`);
      expect(headers["x-mine"]).toBe("1");
    }
    expect(server.seen).toHaveLength(3);
  });

  it("underneath the middleware, which sees one answer", async () => {
    await using server = await failing([503]);
    const so = client(server.url);
    const seen: number[] = [];
    so.use({ onResponse: ({ response }) => void seen.push(response.status) });
    expect((await so.contact.get(7)).ok).toBe(true);
    expect((await so.GET("/api/v1/Contact/{id}", { params: { path: { id: 7 } } })).response.status).toBe(200);
    expect(seen).toEqual([200, 200]);
    expect(server.seen).toHaveLength(3);
  });

  it("underneath the middleware with the request that it made, and the length of its body", async () => {
    await using server = await failing([503]);
    const so = client(server.url);
    so.use({
      onRequest({ request }) {
        request.headers.set("X-Seen", "1");
        return new Request(request, { headers: { ...Object.fromEntries(request.headers), "X-Made": "2" } });
      },
    });
    expect((await so.agents.contact.getContactSummary({ ContactId: 59 })).ok).toBe(true);
    const expected = { "x-seen": "1", "x-made": "2", "content-type": "application/json; charset=utf-8" };
    for (const { headers, body } of server.seen) {
      expect(headers).toMatchObject({ ...expected, "content-length": "16" });
      expect(body).toBe('{"ContactId":59}');
    }
    expect(server.seen).toHaveLength(2);
  });

  it("as Retry-After says", async () => {
    await using server = await failing([429], { "Retry-After": "1" });
    const waits: unknown[] = [];
    const so = client(
      server.url,
      {},
      {
        observe:
          () =>
          ({ retryInMs }) =>
            void waits.push(retryInMs),
      },
    );
    expect((await so.contact.get(7)).ok).toBe(true);
    expect(waits).toEqual([1000, undefined]);
  });
});

const headOf = (length: number, status = "200 OK") =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
const half: Conduct = { bytes: `${headOf(40)}{"Contact` };
const whole: Conduct = { bytes: `${headOf(2)}{}` };

describe("a body that breaks off", () => {
  it.each([
    ["is asked for again", (so: ReturnType<typeof client>) => so.contact.get(7)],
    [
      "is asked for again, of a POST that only reads",
      (so: ReturnType<typeof client>) => so.agents.contact.getContactSummary({ ContactId: 59 }),
    ],
    [
      "is asked for again in raw calls",
      (so: ReturnType<typeof client>) => so.GET("/api/v1/Contact/{id}", { params: { path: { id: 7 } } }),
    ],
  ])("%s", async (_title, call) => {
    await using server = await serveConduct(half, half, whole);
    expect(await call(client(server.url))).toMatchObject({ data: {} });
    expect(server.heads).toHaveLength(3);
  });

  it("counts with what failed before it, and is the error when attempts run out", async () => {
    await using server = await serveConduct("reset-read", half, half, whole);
    const result = await client(server.url).contact.get(7);
    expect(result).toMatchObject({ ok: false, error: { code: "network" }, response: { status: 200 } });
    expect(server.heads).toHaveLength(3);
  });

  it("has no response of an attempt before the last", async () => {
    await using server = await serveConduct(half, "reset-read");
    const result = await client(server.url, { maxAttempts: 2 }).contact.get(7);
    expect(result).toMatchObject({ ok: false, error: { code: "network" } });
    expect(result.response).toBeUndefined();
  });

  it("is not asked for again of what may have changed something, without retries, or read by the caller", async () => {
    await using server = await serveConduct(half);
    expect((await client(server.url).contact.create({})).error).toMatchObject({ code: "network" });
    const without = createClient({ baseUrl: server.url, apis: [contact] });
    expect((await without.contact.get(7)).error).toMatchObject({ code: "network" });
    const head = await client(server.url).contact.get(7).asResponse();
    await expect(head.text()).rejects.toThrow();
    expect(server.heads).toHaveLength(3);
  });

  it("goes through the middleware anew", async () => {
    await using server = await serveConduct(half, whole);
    const so = client(server.url);
    const seen: string[] = [];
    so.use({ onRequest: ({ request }) => void seen.push(request.method) });
    expect((await so.contact.get(7)).ok).toBe(true);
    expect(seen).toEqual(["GET", "GET"]);
  });
});

describe("the time-out of an attempt", () => {
  const stalled = ["", headOf(40), `${headOf(40)}{"Con`];

  it.each(stalled)("leaves time for another one after %j", async (bytes) => {
    await using slow = await serveBytes(bytes, "stall");
    await using good = await serve((response) => response.setHeader("Content-Type", "text/json").end("{}"));
    const hosts = [slow.url, good.url];
    const send = (request: Request) =>
      fetch(new Request(request.url.replace("http://x", `${hosts.shift()}`), request));
    const so = client("http://x", {}, { fetch: send, attemptTimeoutMs: 1_000 });
    expect(await so.contact.get(7)).toMatchObject({ ok: true, data: {} });
  });

  it.each(stalled)("is the error where there is no other one, after %j", async (bytes) => {
    await using slow = await serveBytes(bytes, "stall");
    const so = client(slow.url, { maxAttempts: 2 });
    expect((await so.contact.get(7, { attemptTimeoutMs: 60 })).error).toMatchObject({
      code: "timeout",
      timeoutMs: 60,
    });
    expect((await so.contact.create({}, { attemptTimeoutMs: 50 })).error).toMatchObject({ timeoutMs: 50 });
  });

  it("is no longer than the call's own, whose end is told as it is", async () => {
    await using slow = await serveBytes("", "stall");
    const so = client(slow.url, {}, { attemptTimeoutMs: 10_000 });
    expect((await so.contact.get(7, { timeoutMs: 60 })).error).toMatchObject({
      code: "timeout",
      timeoutMs: 60,
    });
    const gone = so.contact.get(7, { signal: AbortSignal.abort("gone") });
    expect((await gone).error).toMatchObject({ code: "abort", cause: "gone" });
    const controller = new AbortController();
    setTimeout(() => controller.abort("left"), 40);
    const left = so.contact.get(7, { signal: controller.signal });
    expect((await left).error).toMatchObject({ code: "abort", cause: "left" });
  });

  it("must be one that can be kept", async () => {
    await using server = await serve((response) => response.end("{}"));
    const { error } = await client(server.url).contact.get(7, { attemptTimeoutMs: 0 });
    expect(error).toMatchObject({ code: "request" });
    expect(server.seen).toEqual([]);
  });
});

describe("a call is not made again", () => {
  it.each([
    ["create", (so: ReturnType<typeof client>) => so.contact.create({})],
    ["update", (so: ReturnType<typeof client>) => so.contact.update(7, {})],
    ["delete", (so: ReturnType<typeof client>) => so.contact.delete(7)],
    ["a POST that counts on", (so: ReturnType<typeof client>) => so.agents.contact.saveContactEntity({})],
  ])("when it may have changed something: %s", async (_title, call) => {
    await using server = await failing([503, 503]);
    expect((await call(client(server.url))).error).toMatchObject({ code: "status", status: 503 });
    expect(server.seen).toHaveLength(1);
  });

  it("but a write is, where the caller allows it: for all calls, or for one", async () => {
    await using server = await failing([503, 503, 503]);
    expect((await client(server.url, { writes: "idempotent" }).contact.update(7, {})).ok).toBe(false);
    const once = client(server.url).contact;
    expect((await once.create({}, { retry: { writes: "all", maxAttempts: 2 } })).ok).toBe(true);
    expect(server.seen.map(({ method }) => method)).toEqual(["PUT", "PUT", "PUT", "POST"]);
  });

  it("when the call says so", async () => {
    await using server = await failing([503]);
    expect((await client(server.url).contact.get(7, { retry: false })).ok).toBe(false);
    expect(server.seen).toHaveLength(1);
  });

  it.each([400, 404, 409, 501])("after %i", async (status) => {
    await using server = await failing([status]);
    expect((await client(server.url).contact.get(7)).error).toMatchObject({ status });
    expect(server.seen).toHaveLength(1);
  });

  it("when its body can be read only once", async () => {
    await using server = await failing([503]);
    const stream = new Blob(["abc"]).stream();
    expect((await client(server.url, { writes: "all" }).contact.saveImage(7, stream)).ok).toBe(false);
    expect(server.seen).toHaveLength(1);
  });

  it("when the server asks for too long a wait, or the deadline comes first", async () => {
    await using server = await failing([503, 503], { "Retry-After": "31" });
    expect((await client(server.url).contact.get(7)).error).toMatchObject({ status: 503 });
    expect(
      (await client(server.url, { deadlineMs: 20_000, maxRetryAfterMs: 40_000 }).contact.get(7)).ok,
    ).toBe(false);
    expect(server.seen).toHaveLength(2);
  });

  it("when all calls together have spent their budget", async () => {
    await using server = await failing(Array(9).fill(503));
    const so = client(server.url, { budget: { retries: 1, successesPerRetry: 2 } });
    await so.contact.get(1);
    await so.contact.get(2);
    expect(server.seen.map(({ target }) => target.at(-1))).toEqual(["1", "1", "2"]);
  });
});

describe("the wait", () => {
  it("ends with the call", async () => {
    await using server = await failing([503, 503, 503], { "Retry-After": "20" });
    const controller = new AbortController();
    const observe = () => () => void setTimeout(() => controller.abort("gone"), 5);
    const so = client(server.url, {}, { observe });
    expect((await so.contact.get(7, { signal: controller.signal })).error).toMatchObject({ code: "abort" });
    expect((await client(server.url).contact.get(7, { timeoutMs: 50 })).error).toMatchObject({
      code: "timeout",
    });
    expect(server.seen.length).toBeLessThanOrEqual(2);
  });
});

describe("options for retries", () => {
  it.each([{ maxAttempts: 0 }, { baseDelayMs: -1 }, { budget: { retries: 0 } }])(
    "must make a policy: %j",
    (options) => {
      expect(() => retries(options)).toThrow(SoOptionsError);
      expect(() => retries(options)).toThrow(
        expect.objectContaining({ issues: [expect.objectContaining({ option: "retry" })] }),
      );
    },
  );

  it("of a call must make one, too, and need those of the client", async () => {
    const baseUrl = "http://127.0.0.1:9";
    const bad = await client(baseUrl).contact.get(7, { retry: { maxAttempts: 0 } });
    expect(bad.error).toMatchObject({ code: "request", cause: { code: "retry-policy-invalid" } });
    const without = createClient({ baseUrl, apis: [contact] });
    expect((await without.contact.get(7, { retry: {} })).error).toMatchObject({ code: "request" });
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
