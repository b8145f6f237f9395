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

// TypeScript lets an ES module import the types of a CommonJS module, and not the other way round without ceremony
// (TS1541). Declarations have no format of their own, so they go by the one that both can import.
if (status === 0) writeFileSync(new URL("../dist/package.json", import.meta.url), '{ "type": "commonjs" }\n');
