// The client beside bare fetch and openapi-fetch: bytes in a bundle, milliseconds to import, calls per second.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readSamples } from "../../openapi/dist/index.js";
import { pinClient, pinning, start } from "../sandbox/program.mjs";
import { median, printTable, say } from "../statistics.mjs";
import { subjects } from "./subjects.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const packageFolder = file("../../packages/client/");
const { build } = createRequire(`${packageFolder}package.json`)("esbuild");
const names = Object.keys(subjects);
const base = names.indexOf("openapi-fetch");

export async function run({ rounds, seconds, connections }) {
  if (!existsSync(`${packageFolder}dist/index.js`))
    throw new Error("packages/client is not built: npm run build");
  const folder = mkdtempSync(join(tmpdir(), "so-bench-client-"));
  try {
    const modules = await bundleAll(folder);
    const most = Math.max(rounds, 7);
    printImports(most, modules);
    pinClient();
    await printCalls({ rounds: most, seconds, connections, modules });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bundles every subject and prints its size; gives the paths of the bundles in the order of the names. */
async function bundleAll(folder) {
  say("\nClient: bundles of one call, made by esbuild, minified");
  const modules = names.map((_, index) => join(folder, `${index}.mjs`));
  for (const [index, outfile] of modules.entries()) {
    await build({
      stdin: { contents: subjects[names[index]], resolveDir: packageFolder },
      outfile,
      bundle: true,
      // Loads any other group on demand, and is not asked here.
      external: ["@so-webapi/validators/all"],
      minify: true,
      format: "esm",
      platform: "neutral",
      target: "es2022",
      logLevel: "error",
    });
  }
  printTable(
    ["", "bytes", "gzip"],
    modules.map((path, index) => {
      const bytes = readFileSync(path);
      return [names[index], bytes.length, gzipSync(bytes).length];
    }),
  );
  return modules;
}

/** Times the import of every bundle and of what is installed, unbundled, in fresh processes. */
function printImports(rounds, modules) {
  say(`\nClient: import in a fresh process, ${rounds} rounds in turn`);
  const installed = [
    ["openapi-fetch, as installed", `${packageFolder}node_modules/openapi-fetch/dist/index.mjs`],
    ["@so-webapi/client, as installed", `${packageFolder}dist/index.js`],
  ];
  const all = [...names.map((name, index) => [`${name}, bundled`, modules[index]]), ...installed];
  const times = all.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, path]] of all.entries()) {
      const one = execFileSync(process.execPath, [file("../imports/one.mjs"), path], { encoding: "utf8" });
      times[index].push(Number(one));
    }
  }
  printTable(
    ["", "ms", "of openapi-fetch"],
    all.map(([name], index) => {
      const beside = times[index < names.length ? base : names.length];
      return [name, median(times[index]).toFixed(2), ratio(times[index], beside)];
    }),
    times.map((ms) => ({ ms })),
  );
}

async function printCalls({ rounds, seconds, connections, modules }) {
  const { response } = readSamples().find(
    ({ operationId }) => operationId === "v1ContactAgent_GetContactSummary",
  );
  const answer = { status: 200, contentType: "application/json; charset=utf-8", body: response.body };
  const server = await start([file("../sandbox/bare-server.mjs")], { ANSWER: JSON.stringify(answer) });
  const runs = names.map(() => []);
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [index, module] of modules.entries()) {
        const args = [file("calls.mjs"), module, server.url, String(seconds), String(connections)];
        runs[index].push(JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })));
      }
    }
  } finally {
    await server.stop();
  }
  say(
    `\nClient: GetContactSummary, an answer of ${response.body.length} bytes, ${connections} calls at a time, ` +
      `${rounds} rounds of ${seconds} s in turn, fresh processes; ${pinning}`,
  );
  const column = (key) => runs.map((list) => list.map((one) => one[key]));
  const [perSecond, cpu] = [column("perSecond"), column("cpuMicros")];
  printTable(
    ["", "calls/s", "of openapi-fetch", "CPU µs a call", "of openapi-fetch"],
    names.map((name, index) => [
      name,
      Math.round(median(perSecond[index])),
      ratio(perSecond[index], perSecond[base]),
      median(cpu[index]).toFixed(0),
      ratio(cpu[index], cpu[base]),
    ]),
    runs,
  );
}

/** The median of the ratios within rounds. */
function ratio(list, beside) {
  return median(list.map((one, round) => one / beside[round])).toFixed(2);
}
