// Throughput of the proxy beside Hono's proxy() and the upstream without any proxy.

import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { readSamples } from "../../openapi/dist/index.js";
import { freePort, startNode, stop } from "../child.mjs";
import { median, printTable } from "../statistics.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = file("../../apps/edge-proxy/dist/node.js");
const validation = (mode) => ({ VALIDATE_REQUESTS: mode, VALIDATE_ANSWERS: mode, LOG: "off" });

/** `base` is what ratios are taken against. */
const subjects = [
  { name: "upstream, no proxy", file: null },
  { name: "Hono proxy()", file: file("hono-proxy.mjs"), base: true },
  { name: "so-proxy, validation off", file: program, env: validation("off") },
  { name: "so-proxy, validation report", file: program, env: validation("report") },
  { name: "so-proxy, validation enforce", file: program, env: validation("enforce") },
];

export async function run({ rounds, seconds, connections }) {
  const sample = readSamples().find(
    ({ operationId }) => operationId === "v1ContactAgent_GetMyActiveContacts",
  );
  const request = {
    method: sample.request.method,
    path: sample.request.target,
    headers: Object.fromEntries(sample.request.headers),
    body: sample.request.body,
  };
  console.log(
    `\nProxy: ${sample.operationId}, ${JSON.stringify(JSON.parse(sample.response.body)).length} bytes of JSON, ${connections} connections, keep-alive, ` +
      `${rounds} rounds of ${seconds} s; client, proxy and upstream share this machine's cores`,
  );
  const results = subjects.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      results[index].push(await measure(subject, { request, seconds, connections }));
      process.stderr.write(`\r  round ${round + 1}/${rounds}: ${subject.name}                    `);
    }
  }
  process.stderr.write(`${"\r".padEnd(60)}\r`);
  const base = results[subjects.findIndex((subject) => subject.base)];
  const raw = results[0];
  const ratio = (own, others) =>
    median(own.map(({ perSecond }, round) => perSecond / others[round].perSecond)).toFixed(2);
  printTable(
    ["", "requests/s", "p50 ms", "p99 ms", "of Hono proxy()", "of no proxy", "errors"],
    subjects.map(({ name }, index) => {
      const own = results[index];
      return [
        name,
        Math.round(median(own.map(({ perSecond }) => perSecond))),
        median(own.map(({ p50 }) => p50)).toFixed(1),
        median(own.map(({ p99 }) => p99)).toFixed(1),
        ratio(own, base),
        ratio(own, raw),
        own.reduce((sum, { errors }) => sum + errors, 0),
      ];
    }),
  );
  if (results.some((own) => own.some(({ errors }) => errors > 0))) process.exitCode = 1;
}

async function measure(subject, { request, seconds, connections }) {
  const upstreamPort = await freePort();
  const upstream = await startNode(file("upstream.mjs"), upstreamPort);
  const upstreamUrl = `http://127.0.0.1:${upstreamPort}`;
  let proxy;
  let url = upstreamUrl;
  try {
    if (subject.file !== null) {
      const port = await freePort();
      proxy = await startNode(subject.file, port, { UPSTREAM: upstreamUrl, ...subject.env });
      url = `http://127.0.0.1:${port}`;
    }
    const load = (duration) =>
      autocannon({ url: url + request.path, ...request, path: undefined, connections, duration });
    await load(1);
    const result = await load(seconds);
    return {
      perSecond: result.requests.average,
      p50: result.latency.p50,
      p99: result.latency.p99,
      errors: result.errors + result.timeouts + result.non2xx,
    };
  } finally {
    if (proxy) await stop(proxy);
    await stop(upstream);
  }
}
