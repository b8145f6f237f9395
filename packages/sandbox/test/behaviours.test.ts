import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { operations } from "@so-webapi/operations/all";
import { describe, expect, test } from "vitest";
import { behaviourPages } from "../scripts/behaviour-pages.ts";
import { isUnknown, operationIdsOf, readBehaviours } from "../scripts/behaviour-tables.ts";
import { handlers } from "../src/handlers.ts";

// The tables in behaviours/ say what the sandbox does, after which source, and which test shows it.
const root = fileURLToPath(new URL("../", import.meta.url));
const reference =
  process.env.SO_REFERENCE_DIR ?? fileURLToPath(new URL("../../../../shared/reference", import.meta.url));

const folder = new URL("../behaviours/", import.meta.url);
const behaviours = readBehaviours(folder);
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
    const named = new Set(behaviours.flatMap(operationIdsOf));
    expect([...named].filter((id) => !known.has(id))).toEqual([]);
    expect(Object.keys(handlers).filter((id) => !named.has(id))).toEqual([]);
  });

  test("README.md and unknown.md are what scripts/behaviours.ts writes", () => {
    const pages = behaviourPages({ folder, behaviours, handled: Object.keys(handlers) });
    for (const [file, text] of Object.entries(pages))
      expect(readFileSync(new URL(file, folder), "utf8"), `run scripts/behaviours.ts: ${file}`).toBe(text);
    const items = pages["unknown.md"]?.match(/^- /gm)?.length;
    expect(items).toBe(behaviours.filter(isUnknown).length);
    expect(items).toBeGreaterThan(50);
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
