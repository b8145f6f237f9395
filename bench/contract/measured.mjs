// Runs so-contract with the arguments given, as its program does, and prints processor time and peak memory as JSON.
import { runCli } from "../../packages/contract-kit/dist/cli/run-cli.js";

const quiet = () => {};
const status = await runCli(process.argv.slice(2), {
  out: quiet,
  err: (text) => process.stderr.write(text),
  isTerminal: false,
  columns: () => 80,
});
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({ status, seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }),
);
