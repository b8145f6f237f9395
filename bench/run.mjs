// npm run bench [-- NAME...] [--rounds N] [--seconds N] [--json FILE]: runs the benchmarks, one after another, and prints their tables.
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { keep, surroundings } from "./record.mjs";
import { takeSaid } from "./statistics.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "3" },
    connections: { type: "string", default: "32" },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const benchmarks = [
  "proxy",
  "sandbox",
  "client",
  "validators",
  "soap",
  "imports",
  "table",
  "types",
  "compile",
  "contract",
];
/** Those that take minutes run when they are named. */
const onRequest = ["soak"];

if (values.help) {
  console.log(`npm run bench -- [NAME...] [--rounds 5] [--seconds 3] [--connections 32] [--json FILE]

Benchmarks: ${benchmarks.join(", ")}; and, when it is named, ${onRequest.join(", ")}. Every figure is a median over rounds; a round runs every subject once, each in a
fresh process, in turn. Ratios are taken within a round and their median printed. --json keeps the
figures of all rounds with machine, load and versions; bench/results.json is what the documentation site shows.`);
  process.exit(0);
}

const known = [...benchmarks, ...onRequest];
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(", ")}; there are ${known.join(", ")}`);
  process.exit(2);
}

const options = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  connections: Number(values.connections),
};
for (const name of positionals.length > 0 ? positionals : benchmarks) {
  const { run } = await import(`./${name}/${name}.mjs`);
  const around = surroundings();
  await run(options);
  const parts = takeSaid();
  if (values.json === undefined) continue;
  const loadAfter = Number(loadavg()[0].toFixed(2));
  keep(values.json, { name, ...around, loadAfter, options, parts });
}
