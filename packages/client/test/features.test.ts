import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const tests = globSync(["{src,test}/**/*.ts"], { cwd: root })
  .filter((file) => !file.endsWith("features.test.ts"))
  .map((file) => readFileSync(`${root}${file}`, "utf8"))
  .join("\n");

const [, section = ""] = readFileSync(`${root}README.md`, "utf8").split("\n## Features\n");
const rows = (section.split("\n## ")[0] ?? "")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .slice(2)
  .map((cells) => ({ feature: cells[1] ?? "", title: cells.at(-2) ?? "" }));

it("the README has a table of features", () => {
  expect(rows.length).toBeGreaterThan(20);
});

it.each(rows)("a test shows what the README says of: $feature", ({ title }) => {
  // Several tests stand between semicolons, a group before a colon; a title may have either of its own.
  const titles = [/; /, /: /].reduce(
    (parts, mark) => parts.flatMap((part) => (tests.includes(part) ? [part] : part.split(mark))),
    [title],
  );
  expect(titles.filter((one) => one === "" || !tests.includes(one))).toEqual([]);
});
