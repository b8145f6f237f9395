import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { methods, type Operation } from "../scripts/generator/document.ts";
import { generateTypes } from "../scripts/generator/generate-types.ts";
import { groupOf } from "../scripts/generator/group.ts";
import { sharedNames } from "../scripts/generator/shared-shapes.ts";
import type { SourceFile } from "../scripts/generator/source-file.ts";
import { contract } from "./contract.ts";

const document = contract();
const operations = Object.values(document.paths).flatMap((item) =>
  methods.flatMap((method): (Operation & { operationId: string })[] => {
    const operation = item[method];
    return operation?.operationId === undefined ? [] : [{ ...operation, operationId: operation.operationId }];
  }),
);

describe("generating from the whole contract", () => {
  let files: SourceFile[] = [];
  beforeAll(() => {
    files = generateTypes(document);
  });

  const text = (path: string): string => files.find((file) => file.path === path)?.text ?? "";

  test("gives the files of src/generated again, byte by byte, and no other", () => {
    const folder = new URL("../src/generated/", import.meta.url);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const found = entries.map((entry) => {
      const file = `${entry.parentPath.replaceAll("\\", "/").replace(/\/?$/, "/")}${entry.name}`;
      return { path: file.slice(fileURLToPath(folder).length), text: readFileSync(file, "utf8") };
    });
    const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
    expect(found.sort(byPath)).toEqual([...files].sort(byPath));
  });

  test("leaves the contract as it is", () => {
    expect(document).toEqual(contract());
  });

  test("gives each group an entry", () => {
    const entries = new Set(operations.map((operation) => operation["x-group"]));
    expect(entries.size).toBeGreaterThanOrEqual(142);
    for (const entry of entries) expect(text(`${entry}.ts`), entry).toContain("export interface paths {");
  });

  test("puts every shape that has a name to use", () => {
    const declared = [...text("shared.ts").matchAll(/^export interface (\w+)/gm)].map(([, name]) => name);
    expect(declared).toEqual(expect.arrayContaining([...sharedNames]));
  });

  test("spells out only what few operations have", () => {
    const all = files.map((file) => file.text).join("");
    const groups = files.filter(({ path }) => /^(agents|entities)\//.test(path));
    const inGroups = groups.map((file) => file.text).join("");
    // Patches, pictures and files to upload go under media types of their own.
    expect(inGroups.match(/"application\/json": /g)?.length).toBeLessThanOrEqual(41);
    expect(inGroups.match(/"image\/png": /g)?.length).toBeLessThanOrEqual(15);
    expect(inGroups).not.toMatch(/SO-|X-XSRF|components\[/);
    expect(all.length).toBeLessThan(2_600_000);
  });

  test("says so wherever the documentation tells nothing", () => {
    const { properties = {} } = (document.components?.schemas?.["UserGetCurrentPrincipalResult"] ?? {}) as {
      properties?: Record<string, unknown>;
    };
    expect(properties["Licenses"]).toEqual({ "x-documented-type": "array" });
    expect(text("schemas.ts")).toContain(
      "    /** The documentation does not tell what this is: it says `array`. */\n" +
        "    Licenses: unknown;\n",
    );
    const anys = files.flatMap((file) => file.text.match(/\bany\b(?=[;[\]>|])/g) ?? []);
    expect(anys).toEqual([]);
  });
});

test("The group that an operation's id tells is the group that the contract says", () => {
  expect(operations.length).toBeGreaterThanOrEqual(3_116);
  const others = operations.filter(
    ({ operationId, ...operation }) => groupOf(operationId).entry !== operation["x-group"],
  );
  expect(others.map(({ operationId }) => operationId)).toEqual([]);
});
