// The proxy on each runtime: abused until its memory is level, and 1 GB streamed both ways. What the system tests run.
import { runProgram } from "../program.mjs";

/** `SOAK_SECONDS` is the most that a runtime is abused for, 240 unless told. */
export function run() {
  console.log("\nSoak: memory and sockets of the proxy on each runtime");
  const tests = ["test/system/soak.test.ts", "test/system/large-body.test.ts"];
  runProgram("vitest", ["run", "--config", "vitest.system.config.ts", ...tests], "apps/edge-proxy");
}
