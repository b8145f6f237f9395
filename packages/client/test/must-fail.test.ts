import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const tsc = fileURLToPath(new URL("../node_modules/.bin/tsc", import.meta.url));
const folder = fileURLToPath(new URL("./must-fail/", import.meta.url));

it("what must not compile does not: line by line, for the reason that is written there", () => {
  const lines = readFileSync(`${folder}calls.ts`, "utf8").split("\n");
  const expected = lines.flatMap((line, index) => {
    const [, code] = /^\s*\/\/ (TS\d+)$/.exec(line) ?? [];
    return code === undefined ? [] : [`${index + 2} ${code}`];
  });
  expect(expected.length).toBeGreaterThan(20);
  expect(compile()).toEqual(expected);
});

/** Places and codes of all diagnostics. */
function compile(): string[] {
  try {
    execFileSync(tsc, ["-p", folder, "--pretty", "false"], { encoding: "utf8" });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return [...stdout.matchAll(/^\S+?\((\d+),\d+\): error (TS\d+)/gm)].map(
      ([, line, code]) => `${line} ${code}`,
    );
  }
}
