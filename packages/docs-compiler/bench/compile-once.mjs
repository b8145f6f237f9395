// One compile in this process: arguments are reference, contract with the hand-written parts, output folder.
import { runCli } from "../src/cli/run-cli.ts";

const [reference, contract, out] = process.argv.slice(2);
const status = await runCli(
  ["compile", reference, "--out", out, "--hand-written", contract, "--keep-going", "--json", "--no-progress"],
  { out: () => undefined, err: () => undefined, isTerminal: false, columns: () => 80, env: {} },
);
console.log(`status ${status}, peak ${Math.round(process.resourceUsage().maxRSS / 1024)}`);
