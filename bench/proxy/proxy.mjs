// The proxy beside its neighbours: throughput, CPU, added latency, size of the Worker and its cold start.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSamples } from "../../openapi/dist/index.js";
import { freePort } from "../child.mjs";
import { median, printTable, say } from "../statistics.mjs";
import { load } from "./load.mjs";
import { start } from "./process.mjs";
import { API_KEY, installNeighbours, subjectsIn } from "./subjects.mjs";
import { measureWorker } from "./worker.mjs";

const OPERATION = "v1ContactAgent_GetMyActiveContacts";
const OURS = "so-proxy, all on";
/** Seconds of load before anything is counted: by then V8 has compiled what is called often, in each of the subjects. */
const WARM_UP = 5;
/** What `so-proxy, all on` is to be, as a multiple of its neighbours. */
const goals = { nginx: 0.33, "Fastify http-proxy": 1.1, "Hono proxy()": 5, "Prism proxy, validating": 5 };

export async function run(options) {
  installNeighbours();
  const folder = mkdtempSync(join(tmpdir(), "so-bench-proxy-"));
  try {
    const sample = readSamples().find(({ operationId }) => operationId === OPERATION);
    const subjects = [
      { name: "upstream, no proxy", start: undefined },
      ...(await subjectsIn(folder, OPERATION)),
    ];
    const request = requestOf(sample);
    await throughput(subjects, {
      ...options,
      request,
      bytes: JSON.stringify(JSON.parse(sample.response.body)).length,
    });
    await latency(subjects, { ...options, request });
    await measureWorker(folder, options, request);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The sample's request as it stands on the wire, with a caller's key. */
function requestOf({ request: { method, target, headers, body } }) {
  const fields = headers.filter(([name]) => !/^(?:host|content-length|connection)$/i.test(name));
  const all = [
    ["Host", "127.0.0.1"],
    ...fields,
    ["X-Api-Key", API_KEY],
    ["Content-Length", Buffer.byteLength(body)],
  ];
  const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${head}\r\n${body}`);
}

async function throughput(subjects, { rounds, seconds, connections, request, bytes }) {
  say(
    `\nProxy: ${OPERATION}, ${bytes} bytes of JSON, ${connections} connections, keep-alive, ${rounds} rounds of ` +
      `${seconds} s after ${WARM_UP} s of warming up; client, proxy and upstream share this machine's cores. CPU is the proxy's own, per request.`,
  );
  const results = subjects.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      process.stderr.write(`\r  round ${round + 1}/${rounds}: ${subject.name}                    `);
      results[index].push(
        await behind(subject, async (port, proxy) => {
          await load({ port, request, connections, seconds: WARM_UP });
          const before = proxy?.cpuMicros();
          const result = await load({ port, request, connections, seconds });
          return { ...result, cpu: (proxy?.cpuMicros() - before) / result.requests };
        }),
      );
    }
  }
  process.stderr.write(`${"\r".padEnd(60)}\r`);
  const of = (name) => results[subjects.findIndex((subject) => subject.name === name)];
  const ratio = (own, others, pick) => median(own.map((result, round) => pick(result) / pick(others[round])));
  printTable(
    [
      "",
      "requests/s",
      "CPU µs",
      "p50 ms",
      "p99 ms",
      "all on, of this",
      "goal",
      "CPU of this by all on's",
      "errors",
    ],
    subjects.map(({ name }, index) => {
      const own = results[index];
      const fixed = (pick, digits) => {
        const value = median(own.map(pick));
        return Number.isNaN(value) ? "" : value.toFixed(digits);
      };
      return [
        name,
        fixed(({ perSecond }) => perSecond, 0),
        fixed(({ cpu }) => cpu, 0),
        fixed(({ p50 }) => p50, 2),
        fixed(({ p99 }) => p99, 2),
        name === OURS ? "" : ratio(of(OURS), own, ({ perSecond }) => perSecond).toFixed(2),
        goals[name] ?? "",
        goals[name] === undefined ? "" : ratio(own, of(OURS), ({ cpu }) => cpu).toFixed(2),
        own.reduce((sum, { errors }) => sum + errors, 0),
      ];
    }),
    results,
  );
  if (results.some((own) => own.some(({ errors }) => errors > 0))) process.exitCode = 1;
}

/** At half of what each carries, as much goes straight to the upstream at the same rate: the difference is the proxy's. */
async function latency(subjects, { rounds, seconds, connections, request }) {
  const measured = subjects.filter(({ name }) => name.startsWith("so-proxy"));
  say("\nAdded latency at half of saturation, the same rate without proxy taken off, ms:");
  const rows = measured.map(({ name }) => ({ name, rate: [], p50: [], p99: [], added50: [], added99: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of measured.entries()) {
      const row = rows[index];
      process.stderr.write(`\r  round ${round + 1}/${rounds}: ${subject.name}                    `);
      let rate = 0;
      const through = await behind(subject, async (port) => {
        await load({ port, request, connections, seconds: WARM_UP });
        const most = await load({ port, request, connections, seconds: Math.max(1, seconds / 2) });
        rate = most.perSecond / 2;
        return load({ port, request, connections, seconds, rate });
      });
      const straight = await behind({}, (port) => load({ port, request, connections, seconds, rate }));
      row.rate.push(rate);
      row.p50.push(through.p50);
      row.p99.push(through.p99);
      row.added50.push(through.p50 - straight.p50);
      row.added99.push(through.p99 - straight.p99);
    }
  }
  process.stderr.write(`${"\r".padEnd(60)}\r`);
  printTable(
    ["", "requests/s", "p50", "p99", "added p50", "added p99"],
    rows.map(({ name, rate, ...times }) => [
      name,
      Math.round(median(rate)),
      ...Object.values(times).map((values) => median(values).toFixed(2)),
    ]),
    rows,
  );
}

/** Runs work against a subject in front of a fresh upstream; without `start`, against the upstream itself. */
async function behind(subject, work) {
  const upstreamPort = await freePort();
  const upstream = await start(
    process.execPath,
    [fileURLToPath(new URL("upstream.mjs", import.meta.url))],
    upstreamPort,
  );
  let proxy;
  try {
    if (subject.start === undefined) return await work(upstreamPort, undefined);
    const port = await freePort();
    proxy = await subject.start(port, `http://127.0.0.1:${upstreamPort}`);
    return await work(port, proxy);
  } finally {
    await proxy?.stop();
    await upstream.stop();
  }
}
