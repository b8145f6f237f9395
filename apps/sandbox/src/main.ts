import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";
import { oldRuntime } from "@so-webapi/command-line/runtime";

const old = oldRuntime(process.versions);
if (old === undefined) {
  // What V8 compiled is kept beside the program, in a folder that nobody else writes to; the second start is a twelfth
  // faster. Where nothing can be written, nothing is kept: this never fails. NODE_COMPILE_CACHE has been obeyed by now.
  // Deno keeps what it compiled in a place of its own, and has no such function.
  nodeModule.enableCompileCache?.(
    fileURLToPath(new URL("../node_modules/.cache/so-sandbox", import.meta.url)),
  );
  await import("./program.ts");
} else {
  process.stderr.write(`so-sandbox: ${old}\n`);
  process.exitCode = 1;
}
