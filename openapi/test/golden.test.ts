import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isObject, type Json, type JsonObject, type OpenApiDocument } from "../src/document.ts";
import { open } from "./support.ts";

/**
 * The contract of the seed pages as people wrote it, by hand from the pages, before there was a compiler. What the
 * compiler makes of the whole reference must say the same of those operations and of every class that they reach.
 */
const golden = JSON.parse(
  readFileSync(new URL("golden/seeds.openapi.json", import.meta.url), "utf8"),
) as OpenApiDocument;

/** Marks that say how a fact was found, and not what it is: compiler and people found some on other ways. */
const marks = new Set(["x-documented-type", "x-sources", "x-note", "x-hand-written"]);

function withoutMarks(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => withoutMarks(item) as Json);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !marks.has(name));
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutMarks(inner) as Json]));
}

describe("the compiler makes of the seeds what people wrote by hand", () => {
  const operations = Object.entries(golden.paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, operation]) => [`${method} ${path}`, path, method, operation] as const,
    ),
  );

  test.each(operations)("%s", (_, path, method, operation) => {
    expect(withoutMarks(open.paths[path]?.[method])).toEqual(withoutMarks(operation));
  });

  test("every class, with the order of its properties", () => {
    const names = Object.keys(golden.components.schemas);
    expect(names.length).toBe(60);
    for (const name of names) {
      const [ours, theirs] = [open, golden].map(
        ({ components }) => components.schemas[name] as JsonObject | undefined,
      );
      expect(withoutMarks(ours), name).toEqual(withoutMarks(theirs));
      expect(Object.keys((ours?.["properties"] ?? {}) as JsonObject), name).toEqual(
        Object.keys((theirs?.["properties"] ?? {}) as JsonObject),
      );
    }
  });

  test.each(["parameters", "responses"])("the shared %s", (section) => {
    const named = golden.components[section] ?? {};
    for (const [name, value] of Object.entries(named)) {
      expect(withoutMarks(open.components[section]?.[name]), name).toEqual(withoutMarks(value));
    }
  });
});
