// Makes dist/: declarations by tsc, JavaScript by esbuild. A program is to load few files: `index.js` is all that the
// entry points share, with the functions of the platform and of openapi-fetch that it uses. Other entry points reach it
// as `#core`, an import of the package's own: for them it exports more than its declarations say.
import { execFileSync } from "node:child_process";
import { globSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const find = (...patterns: string[]) =>
  globSync(patterns, { cwd: root })
    .filter((file) => !/\.test(?:-d)?\.ts$/.test(file))
    .sort();
const inCore = "src/{api,auth,client,errors,result,retry,select,transport}/*.ts";
const core = find(inCore);

/** Takes the place of dist/ when it is whole. */
const out = `.results/dist-${process.pid}`;
const tsc = ["-p", "tsconfig.build.json", "--emitDeclarationOnly", "--outDir", out];
execFileSync(`${root}node_modules/.bin/tsc`, tsc, { cwd: root, stdio: "inherit" });

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  platform: "neutral",
  target: "es2023",
  external: ["@so-webapi/operations", "@so-webapi/types", "@so-webapi/validators", "@opentelemetry/api"],
  logLevel: "warning",
};

/** Leads what lies in the core, from outside of it, to the one file. */
const toCore: Plugin = {
  name: "to-core",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir }) => {
      const file = fileURLToPath(new URL(path, `file://${resolveDir}/`)).slice(root.length);
      return core.includes(file) ? { path: "#core", external: true, sideEffects: false } : undefined;
    });
  },
};

const contents = core.map((file) => `export * from "./${file}";`).join("\n");
await build({ ...common, stdin: { contents, resolveDir: root }, outfile: `${out}/index.js` });
await build({
  ...common,
  plugins: [toCore],
  entryPoints: find("src/!(types)/index.ts", "src/generated/*/*.ts"),
  outbase: "src",
  outdir: out,
  splitting: true,
  chunkNames: "shared/[name]-[hash]",
});

rmSync(`${root}dist`, { recursive: true, force: true });
renameSync(root + out, `${root}dist`);
