import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { samplesWith, tree } from "./support/run.ts";

const own = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const action = parse(readFileSync(own("action.yml"), "utf8"));

/** Runs the action's script by bash, its npx starting the program as built here. */
function runAction(env: Record<string, string>): number {
  const bin = tree();
  writeFileSync(
    join(bin, "npx"),
    `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${own("dist/cli.js")}" "$@"\n`,
  );
  chmodSync(join(bin, "npx"), 0o755);
  const [step] = action.runs.steps;
  try {
    const options = {
      env: { PATH: `${bin}:${process.env["PATH"]}`, VERSION: "latest", SAMPLES: "", TARGET: "", ...env },
    };
    execFileSync("bash", ["-eo", "pipefail", "-c", step.run], { ...options, stdio: "ignore" });
    return 0;
  } catch (error) {
    return (error as { readonly status: number }).status;
  }
}

it("the action runs the program with its inputs, and leaves all reports", () => {
  const reports = join(tree(), "reports");
  const samples = [samplesWith((text) => text), samplesWith((text) => text, "v1PocketAgent_GetMyCallerIDs")];
  expect(runAction({ SAMPLES: samples.join(" "), REPORTS: reports })).toBe(0);
  for (const name of ["contract.xml", "contract.sarif", "contract.json", "contract.html"])
    expect(existsSync(join(reports, name)), name).toBe(true);
  expect(JSON.parse(readFileSync(join(reports, "contract.json"), "utf8")).samples).toHaveLength(2);
});

it("the action fails by the program's status, and no input is read as a command", () => {
  const folder = tree();
  expect(runAction({ TARGET: `http://127.0.0.1:1/$(touch ${folder}/broken)`, REPORTS: folder })).toBe(4);
  expect(runAction({ SAMPLES: `/nowhere; touch ${folder}/broken`, REPORTS: folder })).toBe(5);
  expect(existsSync(join(folder, "broken"))).toBe(false);
});

it("the action's step gets every input through its environment", () => {
  const [step] = action.runs.steps;
  expect(step.run).not.toContain("${{");
  expect(
    Object.keys(step.env)
      .map((name) => name.toLowerCase())
      .sort(),
  ).toEqual(Object.keys(action.inputs).sort());
});

it("the example workflow names commands that exist", () => {
  const text = readFileSync(own("examples/contract.yml"), "utf8");
  expect(parse(text).jobs.contract.steps).toHaveLength(7);
  const commands = [...text.matchAll(/so-contract (\w+)/g)].map(([, name]) => name);
  expect(commands).toEqual(["check", "mutate"]);
});
