import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { singleFlight } from "@so-webapi/client";
import { oldRuntime } from "@so-webapi/command-line/runtime";
import { type Config, isLocalHost, readConfig } from "./config/config.ts";
import { logTo, noticeTo, storeLines } from "./config/log-lines.ts";
import { samples } from "./generated/samples.ts";
import { version } from "./generated/version.ts";
import { createProxy } from "./lib/create-proxy.ts";
import { causeOf } from "./lib/forward/failures.ts";
import type { UpstreamOptions } from "./lib/options.ts";
import { readArguments } from "./node/arguments.ts";
import { check, type FaultCode, init, key, type Said } from "./node/commands.ts";
import { readConfigFile } from "./node/config-file.ts";
import { diskAssets } from "./node/disk-assets.ts";
import type { EmbeddedSandbox } from "./node/embedded-sandbox.ts";
import { firstMinute } from "./node/first-minute.ts";
import { curlLine, helpText } from "./node/help.ts";
import { nodeDecompress } from "./node/node-decompress.ts";
import { nodeTransport } from "./node/node-transport.ts";
import { addressOf, serve } from "./node/serve.ts";
import type { OpenTelemetry } from "./node/telemetry/open-telemetry.ts";
import { telemetrySettings } from "./node/telemetry/telemetry-settings.ts";

/** Operation whose sample the greeting shows. */
const GREETING = "v1ContactAgent_GetMyActiveContacts";
/** Milliseconds that open exchanges get after a signal to stop. */
const GRACE = 10_000;

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const old = oldRuntime(process.versions);
  if (old !== undefined) return fail("runtime-too-old", [old]);
  const read = readArguments(args);
  if (!read.ok) return fail("usage-invalid", [read.error]);
  switch (read.command) {
    case "help":
      return print(helpText(version));
    case "version":
      return print(version);
    case "init":
      return say(await init(process.cwd()));
    case "key":
      return say(await key());
    case "check":
    case "serve": {
      const named = read.config ?? process.env["CONFIG"];
      const file = await readConfigFile(named === "" ? undefined : named, process.cwd());
      if (!file.ok) return fail("config-unreadable", file.errors);
      const readSecret = (path: string): string => readFileSync(path, "utf8");
      const settings = readConfig(process.env, file.document, readSecret, file.path);
      if (!settings.ok) return fail("setting-invalid", settings.errors);
      return read.command === "check" ? say(check(settings.document, file.path)) : start(settings.config);
    }
  }
}

async function start(config: Config): Promise<void> {
  const transport = nodeTransport({ connectTimeout: config.connectTimeout });
  let embedded: EmbeddedSandbox | undefined;
  try {
    if (config.upstream.kind === "sandbox") embedded = await openEmbedded(config);
  } catch (error) {
    return fail("sandbox-unavailable", [
      `the sandbox cannot be opened: ${error instanceof Error ? error.message : "unknown reason"}`,
    ]);
  }
  // Filled as things are opened: whatever keeps connections or timers also keeps the program.
  const opened: (() => Promise<unknown>)[] = [() => transport.close()];
  const close = async (): Promise<void> => {
    for (const one of opened) await Promise.allSettled([one()]);
  };
  try {
    const store = await openStore(config);
    opened.push(async () => store?.close());
    const traced = await openTelemetry(config);
    opened.push(async () => traced?.close());
    const proxy = createProxy({
      ...optionsOf(config, transport.send),
      ...store?.options,
      ...(traced !== undefined && { telemetry: traced.telemetry }),
      upstream: upstreamOf(config, embedded),
    });
    const { host, port, requestTimeout } = config;
    const server = await serve({ proxy, host, port, requestTimeout });
    stopOnSignal(server, close, embedded, () => {
      proxy.drain();
      return config.drain;
    });
    // No request may end the process: what slips through is named and the rest goes on.
    process.on("unhandledRejection", (error) =>
      process.stderr.write(`so-proxy: fault ${causeOf(error) ?? "unknown"}\n`),
    );
    greet(addressOf(server), config, embedded);
  } catch (error) {
    fail("listen-failed", [listenError(error, config)]);
    await Promise.all([close(), embedded?.sandbox.close()]);
  }
}

/** OpenTelemetry's SDK is read only where a collector is named. */
async function openTelemetry({ services, log }: Config): Promise<OpenTelemetry | undefined> {
  const settings = telemetrySettings(process.env, services.telemetry);
  if (settings === undefined) return undefined;
  const notice = noticeTo(log, (line) => process.stdout.write(`${line}\n`));
  const { openTelemetry: open } = await import("./node/telemetry/open-telemetry.ts");
  return open(settings, version, (isReached, cause) =>
    notice({
      event: isReached ? "telemetry-back" : "telemetry-lost",
      ...(cause !== undefined && { cause }),
    }),
  );
}

/** Likewise the code that speaks with a Redis. */
async function openStore({ services: { store }, cache, log }: Config) {
  if (store.kind === "memory") return undefined;
  const { openRedis } = await import("./node/redis/open-redis.ts");
  return openRedis(
    store.url,
    cache.bytes,
    storeLines(log, (line) => process.stdout.write(`${line}\n`)),
  );
}

/** The code of the sandbox, and what it stands on, is read only where it is the upstream. */
async function openEmbedded(config: Config): Promise<EmbeddedSandbox> {
  return (await import("./node/embedded-sandbox.ts")).embeddedSandbox(config);
}

function upstreamOf({ upstream }: Config, embedded: EmbeddedSandbox | undefined): UpstreamOptions {
  if (upstream.kind === "url" || upstream.kind === "tenants" || upstream.kind === "soap") return upstream;
  if (embedded === undefined) return { kind: "samples", samples };
  return { kind: "sandbox", fetch: embedded.sandbox.fetch, control: embedded.control };
}

function optionsOf(config: Config, transport: ReturnType<typeof nodeTransport>["send"]) {
  return {
    validation: config.validation,
    limits: config.limits,
    timeouts: config.timeouts,
    resilience: config.resilience,
    cache: config.cache,
    soap: config.soap && { ticketKey: randomKey(), ...config.soap },
    serverTiming: config.serverTiming,
    undocumented: config.undocumented,
    operators: {
      open: isLocalHost(config.host),
      ...(config.operatorToken !== undefined && { token: config.operatorToken }),
    },
    ...config.access,
    ...(config.trustedProxies !== undefined && { trustedProxies: config.trustedProxies }),
    ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    transport,
    singleFlight: singleFlight(),
    decompress: nodeDecompress,
    sha256: (data: string | Uint8Array) => hash("sha256", data),
    assets: diskAssets(new URL("./public/", import.meta.url)),
    log: logTo(config.log, (line) => process.stdout.write(`${line}\n`)),
  };
}

/** Tickets of SOAP logins hold until the next start where no key is set. */
function randomKey(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32));
}

function greet(address: string, config: Config, embedded: EmbeddedSandbox | undefined): void {
  print(`so-proxy listens on ${address} (upstream: ${config.upstream.kind}, reference: ${address}/docs)`);
  if (config.operatorToken === undefined && !isLocalHost(config.host))
    print("/-/drift and /-/metrics are closed: others can reach this address, and OPERATOR_TOKEN is not set");
  if (embedded?.control) print(`inspector: ${address}/-/sandbox`);
  for (const line of firstCalls(address, config, embedded)) print(line);
}

/** Lines to paste that work as they are; where callers are set, their keys are not known here. */
function firstCalls(
  address: string,
  config: Config,
  embedded: EmbeddedSandbox | undefined,
): readonly string[] {
  const health = [`curl -s ${address}/-/health`];
  if (config.access.callers !== undefined) return health;
  if (embedded !== undefined) return firstMinute(address, embedded.nextContactId);
  const sample =
    config.upstream.kind === "samples" && samples.find(({ operationId }) => operationId === GREETING);
  return sample ? [curlLine(address, sample.request)] : health;
}

/** The first signal lets callers go elsewhere for a while and open exchanges end, a second one does not wait. */
function stopOnSignal(
  server: Server,
  close: () => Promise<void>,
  embedded: EmbeddedSandbox | undefined,
  drain: () => number,
): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    // Balancers ask `/-/ready` from time to time: until they have seen it, requests still come.
    setTimeout(stop, drain());
  };
  const stop = (): void => {
    setTimeout(() => process.exit(1), GRACE).unref();
    // The inspector's stream of events never ends by itself, and the server waits for it.
    const sandboxClosed = embedded?.sandbox.close();
    // `close` of Node ends idle connections at once, also one whose request has come and is not read yet. A balancer then has a
    // reset, and must not send a write again: so they get until the next look, and no new ones come meanwhile.
    const closeIdle = server.closeIdleConnections.bind(server);
    server.closeIdleConnections = () => undefined;
    whenNobodyWaits(server, () => {
      server.close(() => {
        Promise.all([close(), sandboxClosed]).finally(() => process.exit(0));
      });
      // Connections that are kept open count as busy until their answer is out.
      setInterval(closeIdle, 100).unref();
    });
  };
  // A hang-up, of a terminal or of an operator who expects a reload of it, loses no answer either.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, onSignal);
}

/** Milliseconds after which it stops to listen though there is always one more who connects. */
const LAST_CALL = 1000;

/**
 * Calls back when a turn of the event loop brought no connection. One is accepted a turn, and those that wait in the kernel when the
 * server stops to listen are reset, with the request that they may have sent.
 */
function whenNobodyWaits(server: Server, then: () => void): void {
  const until = performance.now() + LAST_CALL;
  let isQuiet = false;
  const onConnection = (): void => {
    isQuiet = false;
  };
  server.on("connection", onConnection);
  const look = (): void => {
    if (isQuiet || performance.now() > until) {
      server.off("connection", onConnection);
      then();
      return;
    }
    isQuiet = true;
    setImmediate(look);
  };
  look();
}

function listenError(error: unknown, { host, port }: Config): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} of ${host} is in use; stop what listens there or set PORT`;
    case "EACCES":
      return `port ${port} of ${host} needs rights that this user does not have; set PORT to 1024 or more`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST ${host} is no address of this machine`;
    default:
      return `cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : "unknown reason"}`;
  }
}

/** Says what is wrong, each with the stable code of its kind, and ends with the status of it. */
function fail(code: FaultCode, errors: readonly string[]): void {
  for (const error of errors) process.stderr.write(`so-proxy: ${error} [${code}]\n`);
  process.exitCode = code === "usage-invalid" ? 2 : 1;
}

function say(said: Said): void {
  if (said.ok) print(said.text);
  else fail(said.code, said.errors);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
