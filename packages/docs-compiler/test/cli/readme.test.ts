import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { exitStatus } from "../../src/cli/exit-status.ts";
import { ruleWords, stateWords } from "../../src/evidence/rules.ts";
import { sampleRules } from "../../src/samples/sample-rules.ts";
import { run } from "./run.ts";

const readme = readFileSync(resolve(import.meta.dirname, "../../README.md"), "utf8");

/** Rows of the table below a header, cell by cell. */
const table = (header: string): string[][] => {
  const lines = readme
    .slice(readme.indexOf(`| ${header} |`))
    .split("\n")
    .slice(2);
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines.slice(0, end).map((line) => line.slice(2, -2).split(" | "));
};

test("README.md has every rule with its words", () => {
  const rows = table("Rule | Meaning").map(([rule = "", words = ""]) => [rule.replaceAll("`", ""), words]);
  expect(Object.fromEntries(rows)).toEqual(ruleWords);
});

test("README.md has every state and every class of samples", () => {
  expect(table("State | Types | Meaning").map(([state, , words]) => [state, words])).toEqual(
    Object.entries(stateWords),
  );
  expect(table("Class | Differences | What the pages do").map(([id]) => id?.replaceAll("`", ""))).toEqual(
    sampleRules.map(({ id }) => id),
  );
});

test("README.md has every command and every exit status", async () => {
  const { out } = await run(["--help"]);
  const names = [...out.matchAll(/^ {2}([a-z-]+) \[options\]/gm)].map(([, name]) => name);
  expect(
    table("Command | What it does").map(([command]) => /so-docs ([a-z-]+)/.exec(command ?? "")?.[1]),
  ).toEqual(names);
  expect(table("Status | Meaning").map(([status]) => Number(status))).toEqual(Object.values(exitStatus));
});
