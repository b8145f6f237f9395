import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entriesOf } from "../../src/entries.ts";
import { type Packed, packAll } from "../../src/pack.ts";
import { type Registry, serveRegistry } from "../../src/registry.ts";
import { type Runtime, runtimes } from "../../src/runtimes.ts";
import { type Installed, installedIn, whatRunsOrIsNative } from "../../src/tree.ts";

// Each package alone, so that nothing is there but what it declares. Ours come from a registry of this test, what others made
// from the registry of the machine.
const packed = packAll();
// Not below the folder of the packed ones, where a runtime would find them.
const users = mkdtempSync(join(realpathSync(tmpdir()), "so-users-"));
const packages = packed.packages.map((one) => [one.packed.name, one] as const);
let registry: Registry;
beforeAll(async () => {
  registry = await serveRegistry(packed.packages);
});
afterAll(async () => {
  await registry[Symbol.asyncDispose]();
  packed[Symbol.dispose]();
  rmSync(users, { recursive: true, force: true });
});

describe.each(runtimes)("on $name", (runtime) => {
  it.each(packages)(
    "%s is installed, all that it exports is there, and its programs start",
    async (_, one) => {
      const project = await installed(runtime, one);
      // Matchers are for those who have vitest.
      const entries = entriesOf(one).filter(({ name }) => !name.endsWith("/vitest"));
      writeFileSync(join(project, "use.mjs"), use);
      writeFileSync(join(project, "entries.json"), JSON.stringify(entries));
      expect(await runtime.run(project, "use.mjs")).toBe(`${entries.length} entries\n`);
      for (const program of Object.keys(one.packed.bin ?? {})) {
        const usage = new RegExp(`^Usage: ${program}`, "m");
        expect(await runtime.start(project, one.packed.name, program)).toMatch(usage);
      }

      const all = installedIn(project);
      const names = [one.packed.name, ...Object.keys(one.packed.dependencies ?? {})];
      expect(all.map(({ manifest }) => manifest.name)).toEqual(expect.arrayContaining(names));
      expect(all.flatMap(unwanted)).toEqual([]);
    },
  );
});

/** What would run at installation, or is machine code. */
const unwanted = (one: Installed) => whatRunsOrIsNative(one).map((what) => `${one.manifest.name}: ${what}`);

/** Imports what is code and opens what is not. */
const use = `import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
const entries = JSON.parse(readFileSync("entries.json", "utf8"));
for (const { name, file } of entries) {
  const there = file.endsWith(".js")
    ? Object.keys(await import(name)).length
    : statSync(fileURLToPath(import.meta.resolve(name))).size;
  if (there === 0) throw new Error(name + " is empty");
}
console.log(entries.length + " entries");
`;

async function installed(runtime: Runtime, one: Packed): Promise<string> {
  const project = join(users, `${runtime.name}-${one.packed.name.split("/")[1]}`);
  mkdirSync(project, { recursive: true });
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "user", private: true, type: "module" }),
  );
  writeFileSync(join(project, ".npmrc"), registry.npmrc);
  await runtime.install(project, [one.packed.name, ...peersOf(one)]);
  return project;
}

/** What those install beside it who use all of its entry points; vitest is no part of the production that this is about. */
function peersOf({ packed: { peerDependencies = {} } }: Packed): string[] {
  return Object.keys(peerDependencies).filter((name) => name !== "vitest");
}
