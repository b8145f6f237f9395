// Node, Deno and Bun run this file as it is: program/main.ts '{"sandbox": …}'
import process from "node:process";
import { run } from "./run.ts";

console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? "{}"))));
// Connections that servers left stalled would keep the process.
process.exit(0);
