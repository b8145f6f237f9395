import { readFileSync } from "node:fs";
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

  it("stays far below a megabyte, packed", () => {
    expect(gzipSync(worker).length).toBeLessThan(200_000);
  });
});

describe("dist/node.js", () => {
  it("is a program that brings everything along", () => {
    const program = read("node.js");
    expect(program).toMatch(/^#!\/usr\/bin\/env node\n/);
    const imported = [...program.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name]) => name);
    expect(imported.filter((name) => !name?.startsWith("node:"))).toEqual([]);
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
