import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { operations } from "@so-webapi/operations/all";
import { describe, expect, test } from "vitest";
import { handlers } from "../src/handlers.ts";

// The tables in behaviours/ say what the sandbox does, after which source, and which test shows it.
const root = fileURLToPath(new URL("../", import.meta.url));
const reference =
  process.env.SO_REFERENCE_DIR ?? fileURLToPath(new URL("../../../../shared/reference", import.meta.url));

interface Behaviour {
  readonly place: string;
  readonly says: string;
  readonly operations: string;
  readonly source: string;
  readonly test: string;
}

const behaviours = readdirSync(join(root, "behaviours"))
  .filter((file) => file.endsWith(".md"))
  .flatMap((file) => rowsOf(file, readFileSync(join(root, "behaviours", file), "utf8")));
const titles = new Set(
  globSync("{src,test}/**/*.test.ts", { cwd: root })
    .map((file) => readFileSync(join(root, file), "utf8"))
    // The title of a table of cases stands behind the table.
    .flatMap((code) => [
      ...code.matchAll(/(?:\b(?:test|it)(?:\.\w+(?:\([^)]*\))?)*|\]\))\(\s*(["'`])((?:\\.|(?!\1).)*)\1/gs),
    ])
    .map(([, , title = ""]) => title.replaceAll('\\"', '"').replaceAll("\\'", "'").replaceAll("\\`", "`")),
);

describe("behaviours", () => {
  test("every table has rows of four cells", () => {
    expect(behaviours.length).toBeGreaterThan(20);
    for (const { place, ...cells } of behaviours)
      for (const cell of Object.values(cells)) expect(cell, place).not.toBe("");
  });

  test("every behaviour names a test that exists", () => {
    const missing = behaviours
      .filter((row) => !titles.has(row.test))
      .map(({ place, test }) => `${place}: ${test}`);
    expect(missing).toEqual([]);
  });

  test("every operation with a handler has a behaviour, and every operation that a behaviour names exists", () => {
    const known = new Set(operations.map(({ operationId }) => operationId));
    const named = new Set(behaviours.flatMap((row) => row.operations.match(/v1\w+/g) ?? []));
    expect([...named].filter((id) => !known.has(id))).toEqual([]);
    expect(Object.keys(handlers).filter((id) => !named.has(id))).toEqual([]);
  });

  const hasReference = existsSync(reference);
  if (!hasReference)
    console.warn("behaviours.test.ts: no reference pages at hand; sources were not looked up");
  test.runIf(hasReference)("every source stands where the table says", () => {
    const missing = behaviours.flatMap(({ place, source }) =>
      wrongSources(source).map((why) => `${place}: ${why}`),
    );
    expect(missing).toEqual([]);
  });
});

function rowsOf(file: string, text: string): Behaviour[] {
  return text.split("\n").flatMap((line, index) => {
    if (!line.startsWith("|") || /^\|[\s:|-]+\|$/.test(line) || /^\|\s*Behaviour\s*\|/.test(line)) return [];
    const cells = line
      .slice(1, line.lastIndexOf("|"))
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll("\\|", "|"));
    const [says = "", operationIds = "", source = "", title = ""] = cells;
    const plainTitle = title.replace(/^`(.*)`$/, "$1");
    return [{ place: `${file}:${index + 1}`, says, operations: operationIds, source, test: plainTitle }];
  });
}

/** Files of the reference folder with the lines that exist in them; other words ("platform.md", RFCs) name no file there. */
function wrongSources(source: string): string[] {
  return [
    ...source.matchAll(/\b((?:rest|agent|seeds|soap|wsdl)\/[\w./-]+?\.(?:md|txt|wsdl)):(\d+)/g),
  ].flatMap(([, file = "", line = ""]) => {
    const path = join(reference, file);
    if (!existsSync(path)) return [`${file} does not exist`];
    const count = readFileSync(path, "utf8").split("\n").length;
    return Number(line) >= 1 && Number(line) <= count ? [] : [`${file} has no line ${line}`];
  });
}
