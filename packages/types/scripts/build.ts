// Writes dist: the declarations of src, with the entries where package.json expects them.
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));
rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;

// With `module` Node16, a CommonJS file cannot import the types of an ES module (TS1541); an ES module can import those
// of CommonJS. Declarations have no format of their own, so they go by the one that both can import.
if (status === 0) writeFileSync(new URL("../dist/package.json", import.meta.url), '{ "type": "commonjs" }\n');
