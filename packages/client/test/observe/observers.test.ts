import type { Context, Span, Tracer } from "@opentelemetry/api";
import { createTraceState, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { describe, expect, it } from "vitest";
import { contact } from "../../src/generated/entities/contact.ts";
import { user } from "../../src/generated/entities/user.ts";
import { basic, createClient, type Observe, retries } from "../../src/index.ts";
import { type AttemptLine, attemptLines, observers, traceContext } from "../../src/observe/index.ts";
import { openTelemetry } from "../../src/opentelemetry/index.ts";
import { serve } from "../server.ts";

/** A server that is busy once, and a client that asks again. */
async function busyOnce(observe: Observe) {
  let count = 0;
  const server = await serve((response) => {
    count += 1;
    response.writeHead(count === 1 ? 503 : 200, { "Content-Type": "application/json" }).end("{}");
  });
  const retry = retries({ baseDelayMs: 1, random: () => 0 });
  const so = createClient({
    baseUrl: server.url,
    auth: basic("tje0", "a-secret"),
    apis: [contact, user],
    observe,
    retry,
  });
  return { server, so };
}

const traceId = "0af7651916cd43dd8448eb211c80319c";
const parent = `00-${traceId}-b7ad6b7169203331-01`;

describe("lines of attempts", () => {
  it("tell of each attempt at its end, and hold neither values nor secrets", async () => {
    const lines: AttemptLine[] = [];
    const { server, so } = await busyOnce(attemptLines((line) => lines.push(line)));
    await using _ = server;
    await so.contact.get(4711, { query: { fk: true }, headers: { "X-Note": "a-note" } });
    const { host } = new URL(server.url);
    const one = {
      operationId: "v1ContactEntity_GetContactEntity",
      method: "GET",
      path: "/api/v1/Contact/{id}",
      host,
      durationMs: expect.any(Number),
    };
    expect(lines).toEqual([
      { ...one, level: "warn", attempt: 1, status: 503, retryInMs: expect.any(Number) },
      { ...one, level: "info", attempt: 2, status: 200 },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/4711|a-secret|a-note|fk|tje0/);
  });

  it("are errors where no answer began, and where the server failed for good", async () => {
    const lines: AttemptLine[] = [];
    const observe = attemptLines((line) => lines.push(line));
    await using server = await serve((response) => response.writeHead(500).end());
    for (const baseUrl of ["http://127.0.0.1:9", server.url])
      await createClient({ baseUrl, apis: [contact], observe }).contact.get(7);
    expect(lines).toMatchObject([
      { level: "error", error: "network" },
      { level: "error", status: 500 },
    ]);
  });
});

describe("trace context", () => {
  /** What two attempts of one call were sent with. */
  async function sentWith(observe: Observe) {
    const { server, so } = await busyOnce(observe);
    await using _ = server;
    await so.contact.get(7);
    return server.seen.map(({ headers }) => [headers["traceparent"], headers["tracestate"]] as const);
  }

  it("goes on with the trace of the caller, with an id for each attempt", async () => {
    const [first, second] = await sentWith(traceContext({ parent, state: () => "vendor=1" }));
    expect(first?.[0]).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect(second?.[0]).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect(new Set([parent, first?.[0], second?.[0]]).size).toBe(3);
    expect([first?.[1], second?.[1]]).toEqual(["vendor=1", "vendor=1"]);
  });

  it("keeps the caller's word on sampling, and drops flags it does not know", async () => {
    const [[no] = []] = await sentWith(traceContext({ parent: parent.replace(/01$/, "00") }));
    const [[yes] = []] = await sentWith(traceContext({ parent: parent.replace(/01$/, "ff") }));
    expect([no?.slice(-3), yes?.slice(-3)]).toEqual(["-00", "-01"]);
  });

  it("takes a parent of a later version", async () => {
    const [[one] = []] = await sentWith(traceContext({ parent: `cc${parent.slice(2)}-more` }));
    expect(one).toMatch(new RegExp(`^00-${traceId}-`));
  });

  it.each([
    undefined,
    null,
    "",
    "x",
    `ff${parent.slice(2)}`,
    `${parent}-more`,
    `00-${"0".repeat(32)}-b7ad6b7169203331-01`,
    `00-${traceId}-${"0".repeat(16)}-01`,
    parent.toUpperCase(),
  ])("begins anew without a parent, and sends no state: %j", async (given) => {
    const [first] = await sentWith(traceContext({ parent: given, state: "vendor=1", sampled: false }));
    expect(first?.[0]).toMatch(/^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(first?.[0]).not.toContain(traceId);
    expect(first?.[1]).toBeUndefined();
  });
});

it("several observers hear of the same attempts, whatever one of them throws", async () => {
  const heard: string[] = [];
  const observe = observers(
    () => {
      throw new Error("first");
    },
    ({ number }) => {
      heard.push(`begin ${number}`);
      return ({ status }) => heard.push(`end ${status}`);
    },
    () => () => {
      throw new Error("third");
    },
    traceContext({ parent }),
  );
  const { server, so } = await busyOnce(observe);
  await using _ = server;
  await so.contact.get(7);
  expect(heard).toEqual(["begin 1", "end 503", "begin 2", "end 200"]);
  expect(server.seen[1]?.headers["traceparent"]).toContain(traceId);
});

describe("the OpenTelemetry adapter", () => {
  /** A tracer after the API's own type that keeps what it was told. */
  function recorder(ids = { traceId, spanId: "b7ad6b7169203331", traceFlags: 1 }) {
    const spans: Record<string, unknown>[] = [];
    const tracer = {
      startSpan(name: string, options: object, context?: Context) {
        const kept: Record<string, unknown> = { name, ...options, context, set: {} };
        spans.push(kept);
        const traceState = createTraceState("vendor=1");
        const span = {
          ...trace.wrapSpanContext(ids),
          spanContext: () => ({ ...ids, traceState }),
          setAttribute(key: string, value: unknown) {
            (kept["set"] as Record<string, unknown>)[key] = value;
          },
          setStatus(status: object) {
            kept["status"] = status;
          },
          end() {
            kept["ended"] = true;
          },
        };
        return span as unknown as Span;
      },
    } as Tracer;
    return { spans, tracer };
  }

  it("makes a span of each attempt, tells the server of it, and knows what failed", async () => {
    const { spans, tracer } = recorder();
    const { server, so } = await busyOnce(openTelemetry({ tracer, context: () => ROOT_CONTEXT }));
    await using _ = server;
    await so.contact.get(7, { query: { fk: true } });
    const { port } = new URL(server.url);
    const attributes = {
      "http.request.method": "GET",
      "url.full": `${server.url}/api/v1/Contact/7`,
      "url.template": "/api/v1/Contact/{id}",
      "server.address": "127.0.0.1",
      "server.port": Number(port),
      "superoffice.operation_id": "v1ContactEntity_GetContactEntity",
    };
    const span = { name: "GET /api/v1/Contact/{id}", kind: 2, context: ROOT_CONTEXT, ended: true };
    expect(spans).toEqual([
      {
        ...span,
        attributes,
        set: { "http.response.status_code": 503, "error.type": "503" },
        status: { code: 2 },
      },
      {
        ...span,
        attributes: { ...attributes, "http.request.resend_count": 1 },
        set: { "http.response.status_code": 200 },
      },
    ]);
    expect(server.seen.map(({ headers }) => [headers["traceparent"], headers["tracestate"]])).toEqual([
      [parent, "vendor=1"],
      [parent, "vendor=1"],
    ]);
  });

  it("names the error where no answer began", async () => {
    const { spans, tracer } = recorder();
    const observe = openTelemetry({ tracer });
    await createClient({ baseUrl: "https://127.0.0.1:9", apis: [contact], observe }).contact.get(7);
    expect(spans).toMatchObject([{ set: { "error.type": "network" }, status: { code: 2 }, ended: true }]);
    expect(spans[0]?.["set"]).not.toHaveProperty("http.response.status_code");
  });

  it("tells the server nothing of a span that nobody records", async () => {
    const { server, so } = await busyOnce(openTelemetry({ tracer: trace.getTracer("none") }));
    await using _ = server;
    await so.contact.get(7);
    expect(server.seen.map(({ headers }) => headers["traceparent"])).toEqual([undefined, undefined]);
  });
});
