// npm start in each state that a clone can be in, in a small repository of the same form: the real pnpm and the real turbo.
// Run by `npm run lint` with node's own test runner.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("..", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "so-start-"));
after(() => rmSync(root, { recursive: true }));

const write = (path, content, mode = 0o644) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content), { mode });
};
const { packageManager, scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
write("package.json", { name: "small", private: true, packageManager, scripts });
write("pnpm-workspace.yaml", "packages: [apps/*]\nverifyDepsBeforeRun: install\npmOnFail: ignore\n");
write(".gitignore", "node_modules\ndist\n.turbo\n");
write("turbo.json", { tasks: { build: { outputs: ["dist/**"] } } });
for (const file of ["pnpm", "run", "start", "env"])
  cpSync(join(repository, `scripts/${file}.mjs`), join(root, `scripts/${file}.mjs`));

const proxy = { name: "@so-webapi/edge-proxy", scripts: { build: "node build.js" } };
write("apps/edge-proxy/package.json", proxy);
const build = 'require("node:fs").cpSync("node.js", "dist/node.js");';
write("apps/edge-proxy/build.js", build);

/** The environment of a terminal: nothing of the pnpm and the turbo that run this test. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:p?npm_|turbo_|CI$|INIT_CWD$)/i.test(name)),
);
env.PATH = [join(repository, "node_modules/.bin"), env.PATH].join(delimiter);

const serve = (program) => write("apps/edge-proxy/node.js", program);
const waiting = `setTimeout(() => {}, 20_000);
process.on("SIGTERM", () => setTimeout(() => { console.log("has ended"); process.exit(0); }, 50));
console.log("the first");`;

/** Starts it, asks it to end once it has said `until`, if that is given; its exit status, and all that was said. */
async function start({ until, path = env.PATH } = {}) {
  const [program, ...args] = scripts.start.split(" ");
  const child = spawn(program, args, { cwd: root, env: { ...env, PATH: path } });
  let says = "";
  let asked = false;
  for (const output of [child.stdout, child.stderr])
    output.setEncoding("utf8").on("data", (text) => {
      says += text;
      if (asked || until === undefined || !says.includes(until)) return;
      asked = true;
      child.kill("SIGTERM");
    });
  const status = await new Promise((resolve) => child.on("close", resolve));
  return { status, says };
}

/** Where npx does nothing but fail. */
write("no-npx/npx", "#!/bin/sh\nexit 9\n", 0o755);
const withoutNpx = [join(root, "no-npx"), env.PATH].join(delimiter);
const installing = /Installing what the lock file names/;
const building = /Building the proxy/;

test("start: where npx fails, so does it, with its status", async () => {
  const { status, says } = await start({ path: withoutNpx });
  assert.equal(status, 9);
  assert.match(says, installing);
});

test("start: a clone is installed, built and served, and says so", async () => {
  serve(waiting);
  const { status, says } = await start({ until: "the first" });
  assert.match(says, installing);
  assert.match(says, building);
  assert.match(says, /0 cached, 1 total/);
  assert.match(says, /the first\nhas ended\n/);
  assert.equal(status, 0);
});

test("start: the second time it needs no npx and builds nothing", async () => {
  const { status, says } = await start({ until: "the first", path: withoutNpx });
  assert.doesNotMatch(says, installing);
  assert.doesNotMatch(says, building);
  assert.match(says, /1 cached, 1 total/);
  assert.match(says, /has ended/);
  assert.equal(status, 0);
});

test("start: a source that changed is built again", async () => {
  serve('console.log("the second"); process.exitCode = 3;');
  const { status, says } = await start({ path: withoutNpx });
  assert.match(says, /0 cached, 1 total/);
  assert.equal(status, 3);
});

test("start: a source that fails to build is served no more", async () => {
  write("apps/edge-proxy/build.js", 'console.error("cannot be built"); process.exit(1);');
  const { status, says } = await start({ path: withoutNpx });
  assert.match(says, /cannot be built/);
  assert.doesNotMatch(says, /the second/);
  assert.equal(status, 1);
});

test("start: what a package.json asks for is installed", async () => {
  write("apps/other/package.json", { name: "other", version: "1.0.0" });
  write("apps/edge-proxy/package.json", { ...proxy, dependencies: { other: "workspace:*" } });
  write("apps/edge-proxy/build.js", build);
  const { says } = await start({ path: withoutNpx });
  assert.match(says, /the second/);
  assert.ok(existsSync(join(root, "apps/edge-proxy/node_modules/other/package.json")));
});

test("start: where node_modules is gone it begins anew, and where npx has forgotten pnpm it asks again", async () => {
  const mark = join(root, `node_modules/.${packageManager}`);
  write(`node_modules/.${packageManager}`, join(root, "gone/pnpm"));
  assert.match((await start()).says, /the second/);
  assert.ok(existsSync(readFileSync(mark, "utf8")));
  rmSync(join(root, "node_modules"), { recursive: true });
  assert.match((await start()).says, installing);
});

test("start: Scalar's reference, of which one file is read, brings no packages along", () => {
  const lock = readFileSync(join(repository, "pnpm-lock.yaml"), "utf8");
  assert.match(lock, /^ {2}'@scalar\/api-reference@[\d.]+': \{\}$/m);
});
