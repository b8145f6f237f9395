// The sandbox: how soon it is ready, how many reads and writes a core takes, and what GetMyActiveContacts costs by window
// and by size of the tables.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { median, printTable, say } from "../statistics.mjs";
import { runActive } from "./active-contacts.mjs";
import { pinClient, pinning, start } from "./program.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = file("../../apps/sandbox/dist/main.js");
const bare = file("bare-server.mjs");
const headers = {
  authorization: `Basic ${Buffer.from("tje0:Tje0").toString("base64")}`,
  "content-type": "application/json",
};

/** What the issue asks of the sandbox on one core. */
const loads = [
  {
    name: "GET Contact/59/Simple",
    target: 5000,
    request: { method: "GET", path: "/api/v1/Contact/59/Simple" },
  },
  { name: "GET Contact/59", target: 5000, request: { method: "GET", path: "/api/v1/Contact/59" } },
  {
    name: "POST Contact",
    target: 1500,
    request: {
      method: "POST",
      path: "/api/v1/Contact",
      body: JSON.stringify({
        Name: "Bench Lanterns Ltd",
        Category: { Id: 32 },
        Phones: [{ Value: "+44 20 7946 0999" }],
        Emails: [{ Value: "bench@bench.example.com" }],
      }),
    },
  },
];

export async function run({ rounds, seconds, connections }) {
  if (!existsSync(program)) throw new Error("apps/sandbox is not built: npm run build");
  pinClient();
  say(
    `\nSandbox: bundled program, memory, ${connections} connections, keep-alive, ${rounds} rounds of ${seconds} s; ${pinning}`,
  );
  await runReady(Math.max(rounds, 7));
  await runLoads({ rounds, seconds, connections });
  await runActive({ program, headers, rounds });
}

async function runReady(rounds) {
  const subjects = [
    { name: "so-sandbox serve --memory, first line", args: serve },
    { name: "bare node:http, first line", args: [bare], env: { ANSWER: JSON.stringify({ body: "" }) } },
  ];
  const times = subjects.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, { args, env }] of subjects.entries()) {
      const started = await start(args, env);
      times[index].push(started.readyMs);
      await started.stop();
    }
  printTable(
    ["ready", "ms", "target"],
    subjects.map(({ name }, index) => [name, median(times[index]).toFixed(0), index === 0 ? "< 300" : ""]),
    times.map((ms) => ({ ms })),
  );
}

const serve = [program, "serve", "--port", "0", "--memory"];

async function runLoads({ rounds, seconds, connections }) {
  const results = loads.map(() => ({ sandbox: [], bare: [] }));
  for (let round = 0; round < rounds; round++)
    for (const [index, load] of loads.entries()) {
      const { answer, ...own } = await measure(serve, {}, load, { seconds, connections });
      results[index].sandbox.push(own);
      results[index].bare.push(
        await measure([bare], { ANSWER: JSON.stringify(answer) }, load, { seconds, connections }),
      );
      process.stderr.write(`\r  round ${round + 1}/${rounds}: ${load.name}            `);
    }
  process.stderr.write(`${"\r".padEnd(60)}\r`);
  const of = (own, key) => median(own.map((result) => result[key]));
  say("");
  printTable(
    [
      "",
      "requests/s",
      "a core-second",
      "bare, a core-second",
      "target",
      "p50 ms",
      "p99 ms",
      "of bare node:http",
      "errors",
    ],
    loads.map(({ name, target }, index) => {
      const { sandbox, bare: neighbour } = results[index];
      return [
        name,
        Math.round(of(sandbox, "perSecond")),
        Math.round(of(sandbox, "perCoreSecond")),
        Math.round(of(neighbour, "perCoreSecond")),
        target,
        of(sandbox, "p50").toFixed(1),
        of(sandbox, "p99").toFixed(1),
        median(sandbox.map(({ perSecond }, round) => perSecond / neighbour[round].perSecond)).toFixed(2),
        [...sandbox, ...neighbour].reduce((sum, { errors }) => sum + errors, 0),
      ];
    }),
    results,
  );
  say(
    "a core-second: requests for each second that the server ran, which other programs on the machine do not change",
  );
  if (results.some(({ sandbox, bare: b }) => [...sandbox, ...b].some(({ errors }) => errors > 0)))
    process.exitCode = 1;
}

async function measure(args, env, { request }, { seconds, connections }) {
  const server = await start(args, env);
  try {
    const options = { ...request, path: undefined, url: server.url + request.path, headers, connections };
    const response = await fetch(options.url, { method: request.method, headers, body: request.body });
    const answer = {
      status: response.status,
      contentType: response.headers.get("content-type"),
      body: await response.text(),
    };
    if (!response.ok) throw new Error(`${request.path} answered ${answer.status}: ${answer.body}`);
    await autocannon({ ...options, duration: 1 });
    const before = server.cpuMs();
    const result = await autocannon({ ...options, duration: seconds });
    const used = server.cpuMs() - before;
    return {
      answer,
      perSecond: result.requests.average,
      perCoreSecond: (result.requests.total / used) * 1000,
      p50: result.latency.p50,
      p99: result.latency.p99,
      errors: result.errors + result.timeouts + result.non2xx,
    };
  } finally {
    await server.stop();
  }
}
