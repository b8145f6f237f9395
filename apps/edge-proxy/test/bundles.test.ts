import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../dist/${path}`, import.meta.url), "utf8");

describe("dist/worker.js", () => {
  const worker = read("worker.js");

  it("is one module without Node and without eval", () => {
    expect(worker).not.toMatch(/\bfrom\s*"(?!data:)/);
    expect(worker).not.toMatch(/\brequire\(|["']node:/);
    expect(worker).not.toMatch(/\beval\(|new Function\(/);
  });

  it("stays far below a megabyte with every validator, packed", () => {
    expect(gzipSync(worker).length).toBeLessThan(700_000);
  });
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
