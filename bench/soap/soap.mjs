// What the SOAP bridge adds to a call, in process: the upstream answers from memory, and the same call of REST is taken off.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, printTable, say } from "../statistics.mjs";

const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));
const sizes = [500, 1_000_000];

export async function run({ rounds }) {
  say(`\nSOAP bridge: GetMyActiveContacts of Services88, ${rounds} rounds, fresh processes`);
  const rows = [];
  const rounded = [];
  for (const size of sizes) {
    const results = Array.from({ length: rounds }, () =>
      JSON.parse(execFileSync(process.execPath, [worker, String(size)], { encoding: "utf8" })),
    );
    const added = median(results.map(({ bridge, rest }) => bridge - rest));
    const ratio = median(results.map(({ bridge, rest, parse }) => (bridge - rest) / parse));
    const [{ jsonBytes, xmlBytes }] = results;
    rounded.push(results);
    rows.push([
      `${jsonBytes} bytes of JSON, ${xmlBytes} of XML`,
      median(results.map(({ rest }) => rest)).toFixed(3),
      median(results.map(({ bridge }) => bridge)).toFixed(3),
      added.toFixed(3),
      ratio.toFixed(2),
      size === 500 ? "0.5 ms" : "1.50",
    ]);
  }
  printTable(
    ["answer", "REST, ms", "bridge, ms", "added, ms", "of parsing the XML", "target"],
    rows,
    rounded,
  );
}
