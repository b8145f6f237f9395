// What the operation table costs: bytes, import of one group and of all, and the matcher.
import { runProgram } from "../program.mjs";

export function run() {
  console.log("\nOperation table: bytes, import in fresh processes, matcher");
  runProgram(process.execPath, ["bench/table.ts"], "packages/operations");
}
