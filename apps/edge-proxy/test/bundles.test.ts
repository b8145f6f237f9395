import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../dist/${path}`, import.meta.url), "utf8");

describe.each([
  { file: "worker.js", most: 800_000 },
  { file: "worker-sandbox.js", most: 1_000_000 },
])("dist/$file", ({ file, most }) => {
  const worker = read(file);

  it("is one module without Node and without eval", () => {
    // The text is megabytes long: a failure is to show what it found and not the whole.
    const found = (pattern: RegExp): string | undefined => pattern.exec(worker)?.[0];
    expect(found(/(?:^|[;}])import[\s{*"][^;]{0,300}?["'](?!data:)[^"']+["']/)).toBeUndefined();
    expect(found(/\brequire\(["'].{0,50}|["']node:.{0,50}/)).toBeUndefined();
    expect(found(/\beval\(.{0,50}|new Function\(.{0,50}/)).toBeUndefined();
  });

  it("stays far below a megabyte with every validator, packed", () => {
    expect(gzipSync(worker).length).toBeLessThan(most);
  });
});

it("dist/worker.js has nothing of the sandbox in it, and dist/node.js reads it when it is wanted", () => {
  const mark = "so-sandbox-sample";
  expect(read("worker-sandbox.js")).toContain(mark);
  expect(read("worker.js")).not.toContain(mark);
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
      expect(imported.filter((name) => !/^(?:node:|\.)/.test(name))).toEqual([]);
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
