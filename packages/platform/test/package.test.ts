import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as platform from "../src/index.ts";

const root = new URL("../src/", import.meta.url);
const features = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .map((path) => [path, readFileSync(new URL(path, root), "utf8")] as const);

describe("the package", () => {
  test("has features that its README lists, and no other", () => {
    const readme = readFileSync(new URL("../README.md", root), "utf8");
    const listed = [...readme.matchAll(/^\| \[`(\w+)`\]\(#\1\) +\|/gm)].map(([, name]) => name);
    expect(features.toSorted()).toEqual(listed.toSorted());
    expect(features.length).toBeGreaterThanOrEqual(11);
  });

  test.each(features)("exports at its root what %s exports", async (feature) => {
    const entry: object = await import(new URL(`${feature}/index.ts`, root).href);
    expect(Object.keys(entry).length).toBeGreaterThan(0);
    expect(platform).toMatchObject(entry);
  });

  test.each(sources)("imports nothing from outside in %s", (_, source) => {
    const imports = [...source.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, name]) => name);
    expect(imports.filter((name) => !name?.startsWith("."))).toEqual([]);
  });

  test.each(sources)("has neither eval, nor I/O, nor a clock, nor randomness in %s", (_, source) => {
    const code = source.replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
    expect(code).not.toMatch(
      /\beval\(|new Function|\bfetch\(|\bprocess\b|Date\.now|new Date\(\)|Math\.random|crypto\./,
    );
  });

  test.each(sources)("keeps no state that can change in %s", (_, source) => {
    expect(source).not.toMatch(/^(?:export )?(?:let|var) /m);
    // A sticky or global expression remembers where it stopped: it must live inside a function.
    expect(source).not.toMatch(/^(?:export )?const [^=]*= (?:new (?:Map|Set|WeakMap)|\/.*\/[a-z]*[gy])/m);
  });
});
