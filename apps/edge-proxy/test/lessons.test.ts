import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const facts = new URL("../../../../shared/facts/edge-proxy.md", import.meta.url);

interface Row {
  readonly about: string;
  readonly title: string;
  readonly file: string;
  readonly runsOn: string;
}

/** Rows of the README's table that begins with a heading; the last three columns are title, file and runtimes. */
function rowsOf(heading: string): Row[] {
  const [, rows = ""] =
    new RegExp(`^\\| ${heading} \\|.*\\n\\|[-| ]+\\|\\n((?:\\|.*\\|\\n)+)`, "m").exec(readme) ?? [];
  return rows
    .trim()
    .split("\n")
    .map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .map((cells) => ({
      about: cells[1] ?? "",
      title: cells.at(-4) ?? "",
      file: (cells.at(-3) ?? "").replaceAll("`", ""),
      runsOn: cells.at(-2) ?? "",
    }));
}

const lessons = rowsOf("Lesson");
const expectations = rowsOf("Expectation");

describe("what goes wrong in edge proxies", () => {
  it("has a row for every lesson and every expectation", () => {
    expect(lessons.length).toBe(16);
    expect(expectations.length).toBeGreaterThan(25);
    if (!existsSync(facts))
      return console.warn("edge-proxy.md is not beside this repository: its rows are not compared");
    const areas = [...readFileSync(facts, "utf8").matchAll(/^\| (?!Area|-)([^|]+?) \|/gm)].map(
      ([, area]) => area,
    );
    expect(lessons.map(({ about }) => about)).toEqual(areas);
  });

  it.each([...lessons, ...expectations])("$about: $title", ({ title, file, runsOn }) => {
    const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
    const at = text.indexOf(title);
    expect(at).toBeGreaterThan(-1);
    // The block that a test stands in says what it runs on.
    const block =
      text
        .slice(0, at + title.length)
        .match(/^(?:describe|it)[^\n]*(?:\n[^\n]*){0,6}/gm)
        ?.at(-1) ?? "";
    switch (runsOn) {
      case "all":
        return expect(block).toMatch(/each\(runtimes\)/);
      case "Node, Bun, Deno":
        return expect(text).toMatch(/"workerd"/);
      case "Node, workerd":
        return expect(text).toMatch(/startWorker|runtime/);
      case "core":
        return expect(file).toMatch(/^src\/lib\//);
      default:
        return expect(runsOn).toBe("Node");
    }
  });
});

describe("the threat model", () => {
  const page = readFileSync(new URL("../docs/threat-model.md", import.meta.url), "utf8");
  const threats = [...page.matchAll(/^\| .* \| .* \| (.*) \| `((?:test|src)\/.*)` \|$/gm)].map(
    ([, title = "", file = ""]) => ({ title, file }),
  );

  it("has a line for each threat", () => {
    expect(threats.length).toBe(page.split("\n").filter((line) => line.startsWith("| ")).length - 1);
    expect(threats.length).toBeGreaterThan(15);
  });

  it.each(threats)("names a test that there is: $title", ({ title, file }) => {
    expect(readFileSync(new URL(`../${file}`, import.meta.url), "utf8")).toContain(title);
  });
});
