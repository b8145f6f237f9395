// Builds dist: the typed library, the two bundled programs and the static files of /docs.
import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { readSamples } from "@so-webapi/openapi";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { evidenceTable } from "./evidence-table.ts";
import { packedTexts } from "./packed-texts.ts";
import { addExamples, type Document, groupDocuments } from "./reference.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const require = createRequire(import.meta.url);
const at = (...parts: string[]): string => join(root, ...parts);

/** undici's index loads its fetch, caches, mocks and sockets as well, a megabyte that nothing here calls. */
const undiciAgentAlone: Plugin = {
  name: "undici-agent-alone",
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({ path: "undici", namespace: "agent-alone" }));
    build.onLoad({ filter: /.*/, namespace: "agent-alone" }, () => ({
      contents: `import api from "undici/lib/api/index.js";
import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
Object.assign(Dispatcher.prototype, api);
export { default as Agent } from "undici/lib/dispatcher/agent.js";`,
      resolveDir: root,
    }));
  },
};

/** On Workers the sandbox keeps its data in D1, and Node's SQLite is not there. */
const noNodeSqlite: Plugin = {
  name: "no-node-sqlite",
  setup(build) {
    build.onLoad({ filter: /\/node-sqlite\.js$/ }, () => ({
      contents: 'export function nodeSqlite() { throw new Error("a storage must be given"); }',
    }));
  },
};

await rm(at("dist"), { recursive: true, force: true });
await Promise.all([
  declarations(),
  bundleNode(),
  bundleWorker("worker", "worker"),
  bundleWorker("worker-sandbox", "worker-sandbox/worker"),
  staticFiles(),
]);

async function declarations(): Promise<void> {
  await promisify(execFile)("tsc", ["-p", "tsconfig.build.json"], { cwd: root }).catch(({ stdout }) => {
    throw new Error(`tsc -p tsconfig.build.json:\n${stdout}`);
  });
}

async function bundleNode(): Promise<void> {
  await bundle({
    entryPoints: [at("src/node.ts")],
    outdir: at("dist"),
    // A group's validators are a file of their own, read when the first of its operations is asked for.
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    platform: "node",
    target: "node20",
    plugins: [undiciAgentAlone],
    banner: {
      // undici is CommonJS and asks for Node's modules by require.
      js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
    },
  });
  const program = await readFile(at("dist/node.js"), "utf8");
  await writeFile(at("dist/node.js"), `#!/usr/bin/env node\n${program}`);
  await chmod(at("dist/node.js"), 0o755);
}

async function bundleWorker(name: string, entry: string): Promise<void> {
  const { text, plugin } = packedTexts();
  await bundle({
    entryPoints: { index: at(`src/${entry}.ts`) },
    outdir: at(`dist/${name}`),
    // workerd compiles every module before the first request, wanted or not: one is as good as many.
    platform: "browser",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    plugins: [noNodeSqlite, plugin],
  });
  await writeFile(at(`dist/${name}/tables.txt`), text);
}

async function bundle(options: BuildOptions): Promise<void> {
  await build({
    bundle: true,
    format: "esm",
    legalComments: "none",
    charset: "utf8",
    // Names stay, so that what a stack trace says can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
    // Generated validators import for order's sake what has no effect of its own.
    logOverride: { "ignored-bare-import": "silent" },
    ...options,
  });
}

async function staticFiles(): Promise<void> {
  const script = await readFile(at("node_modules/@scalar/api-reference/dist/browser/standalone.js"), "utf8");
  // The map stays in the package; a browser that looks for it would ask in vain.
  const written = [asset("docs/scalar.js", script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"))];
  const source = JSON.parse(
    await readFile(require.resolve("@so-webapi/openapi/superoffice.openapi.json"), "utf8"),
  ) as Document;
  const contract = { ...source, servers: [{ url: "/", description: "This proxy." }] };
  written.push(asset("openapi.json", JSON.stringify(contract)));
  addExamples(contract, readSamples());
  const byGroup: Record<string, string[]> = {};
  for (const [group, document] of groupDocuments(contract)) {
    written.push(asset(`docs/${group}.json`, JSON.stringify(document, withoutSources)));
    byGroup[group] = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }
  written.push(asset("docs/operations.json", JSON.stringify(byGroup)));
  const evidence = await readFile(require.resolve("@so-webapi/openapi/evidence/classes.jsonl"), "utf8");
  written.push(asset("docs/evidence.json", JSON.stringify(evidenceTable(evidence))));
  await Promise.all(written);
  // Cloudflare packs on its own; the twins stay at home.
  await writeFile(at("dist/public/.assetsignore"), "*.gz\n*.br\n");
}

/** Where a fact stands in the pages is of no use to who reads the reference. */
function withoutSources(name: string, value: unknown): unknown {
  return name === "x-sources" ? undefined : value;
}

/** Writes a static file and its packed twins, for servers that send those as they are. */
async function asset(path: string, text: string): Promise<void> {
  const file = at("dist/public", path);
  await mkdir(dirname(file), { recursive: true });
  // One step more takes three times as long and saves 1 %.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 8, [constants.BROTLI_PARAM_LGWIN]: 22 };
  await Promise.all([
    writeFile(file, text),
    promisify(gzip)(text, { level: 9 }).then((packed) => writeFile(`${file}.gz`, packed)),
    promisify(brotliCompress)(text, { params }).then((packed) => writeFile(`${file}.br`, packed)),
  ]);
}
