import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { oldRuntime } from "./runtime.ts";

it.each([
  [{ node: "20.20.2" }, "needs Node 22.19 or newer, and this is 20.20.2"],
  [{ node: "22.18.9" }, "needs Node 22.19 or newer, and this is 22.18.9"],
  [{ node: "22.19.0" }, undefined],
  [{ node: "24.0.0" }, undefined],
  [{ node: "20.0.0", bun: "1.4.5" }, undefined],
  [{ node: "20.0.0", deno: "2.9.6" }, undefined],
])("of a runtime with %o it says %s", (versions, said) => {
  expect(oldRuntime(versions)).toBe(said);
});

it("the oldest Node is the one that package.json says", () => {
  const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    readonly engines: { readonly node: string };
  };
  const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engines.node) ?? [];
  expect(oldRuntime({ node: `${major}.${minor}.0` })).toBeUndefined();
  expect(oldRuntime({ node: `${major}.${Number(minor) - 1}.0` })).toContain(`${major}.${minor}`);
});
