// npm run docs [-- --serve]: builds the documentation site from the repository into site/dist, checks it, and with
// --serve shows it on PORT (default 4321). --test runs its tests as well: `npm run test:system` asks for that.
// SITE_BASE is the path below which the site is served, SITE_URL its origin.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { quietEnv } from "./env.mjs";
import { installApart } from "./install-apart.mjs";

const { values } = parseArgs({
  options: {
    serve: { type: "boolean", default: false },
    test: { type: "boolean", default: false },
    /** What the site is made from is built already. */
    built: { type: "boolean", default: false },
  },
});
const root = fileURLToPath(new URL("..", import.meta.url));
const site = join(root, "site");
const astro = join(site, "node_modules/astro/bin/astro.mjs");
const vitest = join(site, "node_modules/vitest/vitest.mjs");

function run(program, args, cwd = root) {
  const { status } = spawnSync(program, args, {
    cwd,
    stdio: "inherit",
    env: { ...process.env, ...quietEnv },
  });
  if (status !== 0) process.exit(status ?? 1);
}
const node = (args, cwd) => run(process.execPath, args, cwd);

if (!values.built) {
  const filters = ["docs-compiler", "contract-kit", "sandbox-server"].map(
    (name) => `--filter=@so-webapi/${name}`,
  );
  run("turbo", ["run", "build", ...filters, "--output-logs=errors-only"]);
}
installApart(site, "what the site is built with");
node(["site/collect/main.ts"]);
node([astro, "build", "--silent"], site);
node(["site/check/pages.ts"]);
if (values.test) {
  run("tsc", ["--noEmit", "-p", "site/tsconfig.json"]);
  const report = ["--reporter=default", "--reporter=json", "--outputFile.json=.results/system.json"];
  node([vitest, "run", ...report], site);
}
if (values.serve) node([astro, "preview", "--port", process.env.PORT ?? "4321"], site);
