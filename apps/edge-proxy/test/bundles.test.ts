import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { workerModules } from "./support/worker-modules.ts";

const read = (path: string): string => readFileSync(new URL(`../dist/${path}`, import.meta.url), "utf8");

describe.each([
  { folder: "worker", most: 450_000, mostCode: 650_000 },
  { folder: "worker-sandbox", most: 700_000, mostCode: 1_750_000 },
] as const)("dist/$folder", ({ folder, most, mostCode }) => {
  const { modules } = workerModules(folder);

  it("is modules that bring everything along, without Node and without eval", () => {
    for (const { path, contents } of modules) {
      // The text is megabytes long: a failure is to show what it found and not the whole.
      const found = (pattern: RegExp): string | undefined => pattern.exec(contents)?.[0];
      const imported = [...contents.matchAll(/(?:\bfrom|^import|[;}]import|\bimport\()"([\w.:/@-]+)"/g)];
      for (const [, name = ""] of imported) {
        const target = join(dirname(path), name);
        expect({ name, isThere: modules.some((module) => module.path === target) }).toEqual({
          name,
          isThere: true,
        });
      }
      expect(found(/\brequire\(["'].{0,50}|["']node:.{0,50}/)).toBeUndefined();
      expect(found(/\beval\(.{0,50}|new Function\(.{0,50}/)).toBeUndefined();
    }
  });

  it("stays far below a megabyte with every validator, packed", () => {
    expect(gzipSync(modules.map(({ contents }) => contents).join("\n")).length).toBeLessThan(most);
  });

  it("keeps tables in a text beside it, for workerd compiles all code before the first request", () => {
    const [code = 0, tables = 0] = modules.map(({ contents }) => contents.length);
    expect(modules.map(({ path }) => basename(path))).toEqual(["index.js", "tables.txt"]);
    expect(code).toBeLessThan(mostCode);
    expect(tables).toBeGreaterThan(1_000_000);
  });
});

it("dist/worker has nothing of the sandbox in it, and dist/node.js reads it when it is wanted", () => {
  const mark = "so-sandbox-sample";
  const has = (folder: "worker" | "worker-sandbox"): boolean =>
    workerModules(folder).modules.some(({ contents }) => contents.includes(mark));
  expect(has("worker-sandbox")).toBe(true);
  expect(has("worker")).toBe(false);
  expect(read("node.js")).not.toContain(mark);
});

describe("dist/node.js", () => {
  const program = read("node.js");
  const chunks = readdirSync(new URL("../dist/chunks/", import.meta.url));

  it("is a program that brings everything along", () => {
    expect(program).toMatch(/^#!\/usr\/bin\/env node\n/);
    for (const code of [program, ...chunks.map((name) => read(`chunks/${name}`))]) {
      const imported = [...code.matchAll(/(?:\bfrom|^import|;import)"([\w.:/@-]+)"/g)].map(
        ([, name = ""]) => name,
      );
      expect(imported.filter((name) => !name.startsWith(".") && !isBuiltin(name))).toEqual([]);
    }
  });

  it("reads a group's validators when they are wanted, from files beside it", () => {
    expect(chunks.length).toBeGreaterThan(142);
    const atStart = [...program.matchAll(/(?:\bfrom|^import|;import)"(\.[^"]+)"/g)].map(
      ([, name = ""]) => name,
    );
    const size = atStart.reduce((sum, name) => sum + read(name).length, program.length);
    expect(gzipSync(program).length).toBeLessThan(500_000);
    expect(size).toBeLessThan(2_000_000);
  });
});

describe("dist/lib", () => {
  it("can be imported by the package's name", async () => {
    const { createProxy, problems } = await import("@so-webapi/edge-proxy");
    const proxy = createProxy({ upstream: { kind: "samples", samples: [] } });
    const answer = await proxy.fetch(new Request("http://proxy.example/nowhere"));
    expect(answer.status).toBe(problems["path-unknown"].status);
  });

  it("has nothing of Node in it", () => {
    for (const file of [
      "create-proxy.js",
      "settings.js",
      "transport/fetch-transport.js",
      "forward/forward.js",
    ]) {
      expect(read(`lib/${file}`)).not.toMatch(/["']node:/);
    }
  });
});
