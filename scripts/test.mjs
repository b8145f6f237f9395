// npm test and npm run test:system: runs the given turbo tasks, adds up what every package's tests reported, and
// ends with one line, "N passed, N failed". A package with tests that left no report counts as failed, and so does a
// test that was skipped, unless the reference pages that it compares with are not at hand.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { quietEnv } from "./env.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const tasks = process.argv.slice(2);
const task = tasks.at(-1);
const file = task === "test:system" ? "system.json" : "tests.json";

const packages = [
  "openapi",
  "examples",
  "site",
  ...["packages", "apps"].flatMap((folder) =>
    readdirSync(`${root}${folder}`).map((name) => `${folder}/${name}`),
  ),
]
  .filter((folder) => existsSync(`${root}${folder}/package.json`))
  .filter(
    (folder) =>
      JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8")).scripts?.[task] !== undefined,
  );
// A report of an earlier run must not speak for this one; turbo restores the reports of what it need not run again.
for (const folder of packages) rmSync(`${root}${folder}/.results/${file}`, { force: true });

// The site is no part of the workspace: its tests are a task of the root.
const roots = task === "test" ? ["//#lint"] : ["//#docs:test"];
// What measures memory or looks at a page in a browser wants the machine for itself: one package after the other.
const alone = task === "test:system" ? ["--concurrency=1"] : [];
const started = performance.now();
// What tests leave in the folder for temporary files goes with it.
const scratch = mkdtempSync(join(tmpdir(), "so-webapi-"));
// Passed through, not looked into: a test opens a file as another user.
chmodSync(scratch, 0o711);
const run = spawnSync(
  "turbo",
  ["run", ...tasks, ...roots, ...alone, "--continue", "--output-logs=new-only"],
  {
    cwd: root,
    env: { ...process.env, ...quietEnv, TMPDIR: scratch },
    stdio: ["ignore", "inherit", "inherit"],
  },
);

rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });

const hasPages = existsSync(process.env.SO_REFERENCE_DIR ?? `${root}../shared/reference`);
let passed = 0;
let failed = 0;
let notRun = 0;
const rows = packages.map((folder) => {
  const path = `${root}${folder}/.results/${file}`;
  if (!existsSync(path)) {
    failed += 1;
    return [folder, "no report"];
  }
  const report = JSON.parse(readFileSync(path, "utf8"));
  const skipped = report.numPendingTests + report.numTodoTests;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((result) => result.status !== "failed"),
  ).length;
  passed += report.numPassedTests;
  failed += report.numFailedTests + broken + (hasPages ? skipped : 0);
  notRun += skipped;
  if (report.numTotalTests === 0) failed += 1;
  return [
    folder,
    `${report.numPassedTests} passed, ${report.numFailedTests + broken} failed${skipped > 0 ? `, ${skipped} not run${hasPages ? ", which counts as failed" : " for want of the reference pages"}` : ""}`,
  ];
});
if (run.status !== 0 && failed === 0) {
  rows.push(["turbo", "a task other than the tests failed, see above"]);
  failed += 1;
}

const width = Math.max(...rows.map(([name]) => name.length));
console.log(`\n${rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join("\n")}`);
if (!hasPages && task === "test") {
  console.log(`\nThe reference pages are not at hand: ${notRun} tests that compare with them were not run.`);
}
console.log(`\n${task} took ${Math.round((performance.now() - started) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && run.status === 0 ? 0 : 1);
