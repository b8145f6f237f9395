import { copyFile, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readConfig } from "../src/config/config.ts";
import { accessNames } from "../src/config/document/access.ts";
import { serviceNames } from "../src/config/document/services.ts";
import { type Variable, variables } from "../src/config/variables.ts";
import everySetting from "./support/every-setting.config.ts";
import { spawnNode } from "./support/programs.ts";

const source = {
  SECRET: "secret",
  HASH: "sha256:5c0ffee5a17:0f343b0931126a20f133d67c2b018a3b1a1e9d0d6b9a1c6fcf8a5c1d2e3f4a5b",
  REDIS: "redis://127.0.0.1",
};

it("defineConfig knows every setting, and each one is read as it is typed", () => {
  const read = readConfig(source, everySetting);
  expect(read.ok ? [] : read.errors).toEqual([]);
  const keys = Object.values<Variable>(variables).flatMap(({ key }) => (key === "" ? [] : [key]));
  const said = (path: string): unknown =>
    path
      .split(".")
      .reduce<unknown>(
        (at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined),
        everySetting,
      );
  // Tenants stand in the place of an upstream.
  const missing = [...keys, ...accessNames, ...serviceNames].filter((key) => said(key) === undefined);
  expect(missing).toEqual(["upstream"]);
});

it("a so-proxy.config.ts with defineConfig is read by the program", async () => {
  const folder = await mkdtemp(join(tmpdir(), "so-proxy-define-"));
  try {
    const scope = join(folder, "node_modules/@so-webapi");
    await mkdir(scope, { recursive: true });
    await symlink(fileURLToPath(new URL("..", import.meta.url)), join(scope, "edge-proxy"));
    const file = fileURLToPath(new URL("support/every-setting.config.ts", import.meta.url));
    await copyFile(file, join(folder, "so-proxy.config.ts"));
    const child = spawnNode(source, ["check"], folder);
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
      });
    expect(await new Promise((resolve) => child.once("close", resolve)), printed).toBe(0);
    expect(printed).toContain('"Cust12345"');
    expect(printed).not.toContain('"secret"');
  } finally {
    await rm(folder, { recursive: true });
  }
});
