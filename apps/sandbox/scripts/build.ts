// Bundles the program: dist/main.js, with what is wanted later in files beside it.
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

await rm(at("dist"), { recursive: true, force: true });
await build({
  entryPoints: [at("src/main.ts")],
  outdir: at("dist"),
  bundle: true,
  format: "esm",
  // A group's validators are a file of their own, read when the first of its operations is asked for.
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  platform: "node",
  target: "node22",
  banner: {
    // The reader of YAML is CommonJS and asks for Node's modules by require.
    js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
  legalComments: "none",
  charset: "utf8",
  // Names stay, so that what a stack trace says can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: "warning",
  // Generated validators import for order's sake what has no effect of its own.
  logOverride: { "ignored-bare-import": "silent" },
});
const program = await readFile(at("dist/main.js"), "utf8");
await writeFile(at("dist/main.js"), `#!/usr/bin/env node\n${program}`);
await chmod(at("dist/main.js"), 0o755);
