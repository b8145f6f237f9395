import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { telemetrySettings } from "../src/node/telemetry/telemetry-settings.ts";
import { type Ask, ask } from "./support/client.ts";
import { type Collector, startCollector } from "./support/collector.ts";
import { configFile } from "./support/config-file.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, startNode, startWorker } from "./support/programs.ts";
import { contactPath, goodAnswer, goodRequest, summaryPath } from "./support/sample-requests.ts";

const json = { "content-type": "application/json" };
const SERVER = 2;
const CLIENT = 3;
const ERROR = 2;
let collector: Collector;
let upstream: HttpUpstream;
let program: Program | undefined;

beforeEach(async () => {
  [collector, upstream] = await Promise.all([startCollector(), httpUpstream()]);
  upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
});
afterEach(async () => {
  await program?.stop();
  await Promise.all([collector.close(), upstream.close()]);
});

const quick = { OTEL_BSP_SCHEDULE_DELAY: "50", OTEL_METRIC_EXPORT_INTERVAL: "100" };
async function start(
  settings: Readonly<Record<string, string>>,
): Promise<(request?: Ask) => ReturnType<typeof ask>> {
  program = await startNode({
    UPSTREAM: upstream.url,
    LOG: "all",
    ...quick,
    ...settings,
  });
  const { address } = program;
  return (request = goodRequest) => ask(address, request);
}
const named = (name: string, kind: number) =>
  collector.spans.filter((span) => span.name === name && span.kind === kind);
const canary = "canary-of-telemetry";

describe("OpenTelemetry", () => {
  it("records an exchange and its request upstream, in the caller's trace, by the conventions for HTTP", async () => {
    const send = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
    });
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const headers = { ...goodRequest.headers, traceparent, tracestate: "vendor=1", "x-request-id": "one" };
    await send({ ...goodRequest, headers });
    await expect.poll(() => collector.spans.length).toBe(2);
    const [server] = named(`POST ${summaryPath}`, SERVER);
    const [client] = named(`POST ${summaryPath}`, CLIENT);
    expect(server).toMatchObject({
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      parentSpanId: "00f067aa0ba902b7",
      status: 0,
      attributes: {
        "http.request.method": "POST",
        "http.route": summaryPath,
        "http.response.status_code": 200,
        "url.scheme": "http",
        "superoffice.operation_id": "v1ContactAgent_GetContactSummary",
        "so_proxy.request_id": "one",
        "so_proxy.validation.answer": "ok",
      },
      resource: { "service.name": "so-proxy", "deployment.environment.name": "test" },
    });
    expect(client).toMatchObject({
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      parentSpanId: server?.spanId,
      attributes: {
        "http.request.method": "POST",
        "url.template": summaryPath,
        "http.response.status_code": 200,
        "server.address": "127.0.0.1",
        "server.port": Number(new URL(upstream.url).port),
      },
    });
    expect(upstream.seen[0]?.headers).toMatchObject({
      traceparent: `00-${client?.traceId}-${client?.spanId}-01`,
      tracestate: "vendor=1",
    });
    expect(program?.output()).toContain('"traceId":"4bf92f3577b34da6a3ce929d0e0e4736"');
  });

  it("begins a trace where the caller has none, and leaves out what the caller does not want recorded", async () => {
    const send = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await send();
    await send({
      ...goodRequest,
      headers: { ...goodRequest.headers, traceparent: canary, tracestate: canary },
    });
    const unwanted = "00-5bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    await send({ ...goodRequest, headers: { ...goodRequest.headers, traceparent: unwanted } });
    await send();
    await expect.poll(() => named(`POST ${summaryPath}`, SERVER).length).toBe(3);
    for (const { parentSpanId } of named(`POST ${summaryPath}`, SERVER)) expect(parentSpanId).toBeUndefined();
    expect(collector.text()).not.toContain("5bf92f3577b34da6a3ce929d0e0e4736");
    expect(upstream.seen[2]?.headers["traceparent"]).toMatch(
      /^00-5bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/,
    );
    expect(upstream.seen[1]?.headers["tracestate"]).toBeUndefined();
  });

  it("names the tenant that was meant, whatever became of the request", async () => {
    const CONFIG = configFile({ tenants: { Cust1: { environment: upstream.url } } });
    const send = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, UPSTREAM: "", CONFIG });
    await send({ ...goodRequest, path: `/cust1${summaryPath}` });
    await expect.poll(() => named(`POST ${summaryPath}`, SERVER).length).toBe(1);
    expect(named(`POST ${summaryPath}`, SERVER)[0]?.attributes["so_proxy.tenant"]).toBe("Cust1");
  });

  it("has a span for each attempt, and tells failures by their codes", async () => {
    const send = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, RETRIES: "1" });
    upstream.answer((response) => response.writeHead(503).end());
    await send();
    upstream.answer((response) => response.socket?.destroy());
    await send();
    await expect.poll(() => collector.spans.length).toBe(6);
    const attempts = named(`POST ${summaryPath}`, CLIENT).map(({ status, attributes }) => [
      status,
      attributes["error.type"],
      attributes["http.request.resend_count"],
    ]);
    expect(attempts).toEqual([
      [ERROR, "503", undefined],
      [ERROR, "503", 1],
      [ERROR, "invalid", undefined],
      [ERROR, "invalid", 1],
    ]);
    const exchanges = named(`POST ${summaryPath}`, SERVER).map(({ status, attributes }) => [
      status,
      attributes["error.type"],
    ]);
    expect(exchanges).toEqual([
      [ERROR, "503"],
      [ERROR, "upstream-invalid"],
    ]);
  });

  it("sends histograms of both sides, whose series callers cannot multiply", async () => {
    const send = await start({ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${collector.url}/v1/metrics` });
    await send();
    for (const n of [1, 2, 3]) {
      await send({ path: `${contactPath}/${n}`, headers: { authorization: "Basic x" } });
      await send({ method: "PROPFIND", path: `/${canary}/${n}` });
    }
    const latest = (metric: string, route: string) =>
      collector.points
        .filter((point) => point.metric === metric && point.attributes["http.route"] === route)
        .at(-1);
    await expect.poll(() => latest("http.server.request.duration", `${contactPath}/{id}`)?.count).toBe(3);
    expect(latest("http.server.request.duration", summaryPath)).toMatchObject({
      unit: "s",
      count: 1,
      attributes: { "http.request.method": "POST", "http.response.status_code": 200 },
    });
    const clients = collector.points.filter(({ metric }) => metric === "http.client.request.duration");
    expect(new Set(clients.map(({ attributes }) => attributes["url.template"]))).toEqual(
      new Set([summaryPath, `${contactPath}/{id}`]),
    );
    await expect
      .poll(
        () =>
          collector.points.filter(({ attributes }) => attributes["http.request.method"] === "_OTHER").at(-1)
            ?.count,
      )
      .toBeDefined();
    expect(
      collector.points.filter(({ metric }) => metric === "http.server.active_requests").at(-1)?.count,
    ).toBe(0);
    expect(collector.spans).toEqual([]);
    expect(collector.text()).not.toContain(canary);
  });

  it("tells nothing of paths, queries, header fields and bodies, whatever becomes of a request", async () => {
    const config = configFile({
      telemetry: { endpoint: collector.url, headers: { "x-key": { env: "COLLECTOR_KEY" } } },
    });
    const send = await start({ CONFIG: config, COLLECTOR_KEY: "key-of-the-collector" });
    const headers = {
      ...json,
      authorization: `Basic ${canary}`,
      cookie: canary,
      "so-apptoken": canary,
      "user-agent": canary,
    };
    await send({ ...goodRequest, path: `${summaryPath}?x=${canary}`, headers });
    await send({ path: `/${canary}`, headers });
    await send({ path: `${contactPath}/${canary}?$select=${canary}`, headers });
    await send({ ...goodRequest, body: `{"${canary}":1}`, headers });
    upstream.answer((response) => response.writeHead(500, { "x-canary": canary }).end(canary));
    await send({ ...goodRequest, headers });
    upstream.answer((response) => response.socket?.destroy());
    await send({ ...goodRequest, headers });
    await expect.poll(() => collector.spans.filter(({ kind }) => kind === SERVER).length).toBe(6);
    expect(collector.text()).not.toContain(canary);
    expect(collector.text()).toContain('"x-key":"key-of-the-collector"');
    expect(program?.output()).not.toContain("key-of-the-collector");
  });

  it("sends what is left when the program is told to stop", async () => {
    const send = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: "600000",
      OTEL_METRIC_EXPORT_INTERVAL: "600000",
    });
    await send();
    expect(collector.spans).toEqual([]);
    program?.signal("SIGTERM");
    await expect.poll(() => program?.exitCode()).toBe(0);
    expect(collector.spans).toHaveLength(2);
    expect(collector.points.length).toBeGreaterThan(0);
  });

  it("says once that the collector takes nothing, and goes on", async () => {
    collector.answer(400);
    const send = await start({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces` });
    const lines = (event: string) =>
      program
        ?.output()
        .split("\n")
        .filter((line) => line.includes(event)) ?? [];
    expect((await send()).status).toBe(200);
    await expect.poll(() => lines("telemetry-lost")).toHaveLength(1);
    const before = collector.text().length;
    expect((await send()).status).toBe(200);
    await expect.poll(() => collector.text().length).toBeGreaterThan(before);
    expect(JSON.parse(lines("telemetry-lost")[0] ?? "")).toMatchObject({
      level: "warn",
      cause: "STATUS_400",
    });
    collector.answer(200);
    await send();
    await expect.poll(() => lines("telemetry-back")).toHaveLength(1);
    expect(lines("telemetry-lost")).toHaveLength(1);
  });

  it("is not there unless a collector is named", async () => {
    const send = await start({});
    await send();
    expect(upstream.seen[0]?.headers["traceparent"]).toMatch(/-00$/);
    expect(collector.text()).toBe("");
  });
});

it("a Worker says that it has none, and works", async () => {
  const worker = await startWorker({ UPSTREAM: "samples", OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  try {
    expect((await ask(worker.address, goodRequest)).status).toBe(200);
    await expect.poll(() => worker.output()).toContain('"telemetry-unavailable"');
    expect(collector.text()).toBe("");
  } finally {
    await worker.stop();
  }
});

describe("the settings of OpenTelemetry", () => {
  const base = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://a:4318/" };
  it.each([
    [{}, undefined, undefined],
    [{ ...base, OTEL_SDK_DISABLED: "TRUE" }, { endpoint: "http://b" }, undefined],
    [base, undefined, { tracesUrl: "http://a:4318/v1/traces", metricsUrl: "http://a:4318/v1/metrics" }],
    [base, { endpoint: "http://b" }, { tracesUrl: "http://a:4318/v1/traces" }],
    [
      {},
      { endpoint: "http://b", sample: 0.1 },
      { tracesUrl: "http://b/v1/traces", sampler: { isParentBased: true, share: 0.1 } },
    ],
    [{ ...base, OTEL_METRICS_EXPORTER: "none" }, undefined, { metricsUrl: undefined }],
    [
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://c/x" },
      undefined,
      { tracesUrl: "http://c/x", metricsUrl: undefined, serviceName: "so-proxy" },
    ],
    [
      { ...base, OTEL_SERVICE_NAME: "crm" },
      { endpoint: "http://b", serviceName: "b" },
      { serviceName: "crm" },
    ],
    [
      { ...base, OTEL_TRACES_SAMPLER: "always_off" },
      undefined,
      { sampler: { isParentBased: false, share: 0 } },
    ],
    [
      { ...base, OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.25" },
      { endpoint: "http://b", sample: 0.5 },
      { sampler: { isParentBased: true, share: 0.25 } },
    ],
  ])("%j and %j", (env, config, expected) => {
    const found = telemetrySettings(env, config);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });
});
