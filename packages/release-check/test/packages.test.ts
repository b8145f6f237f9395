import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { afterAll, describe, expect, it } from "vitest";
import { modulesOf } from "../src/entries.ts";
import { type Packed, packAll } from "../src/pack.ts";
import { installedWith, whatRunsOrIsNative } from "../src/tree.ts";

/** Kilobytes that a tarball may have: what it has, and room for a tenth more. */
const limits: Readonly<Record<string, number>> = {
  "@so-webapi/client": 270,
  "@so-webapi/command-line": 6,
  "@so-webapi/contract-kit": 760,
  "@so-webapi/docs-compiler": 160,
  "@so-webapi/edge-proxy": 9_700,
  "@so-webapi/openapi": 1_270,
  "@so-webapi/operations": 230,
  "@so-webapi/platform": 96,
  "@so-webapi/report-page": 11,
  "@so-webapi/sandbox": 340,
  "@so-webapi/sandbox-server": 1_400,
  "@so-webapi/soap": 110,
  "@so-webapi/types": 250,
  "@so-webapi/validators": 160,
};

const project = packAll();
afterAll(() => project[Symbol.dispose]());
const packages = project.packages.map((one) => [one.packed.name, one] as const);
const bin = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const onDeno = ["--allow-all", "--no-prompt", "--node-modules-dir=manual", "--cached-only"];

/** What a command says when it fails, nothing when it is content. */
function complaint(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string {
  try {
    execFileSync(command, args, {
      cwd: project.folder,
      encoding: "utf8",
      stdio: "pipe",
      // Nothing of this repository's environment, or a runtime could find its modules.
      env: { PATH: process.env["PATH"], HOME: project.folder, DENO_NO_UPDATE_CHECK: "1", ...env },
    });
    return "";
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string };
    return `${stdout}${stderr}` || String(error);
  }
}

it("packs every package that is not private, and has a limit for each", () => {
  expect(packages.map(([name]) => name).sort()).toEqual(Object.keys(limits).sort());
  const rows = packages.map(([name, { bytes, files }]) =>
    [
      name.padEnd(30),
      `${Math.ceil(bytes / 1024)} KB`.padStart(9),
      `${limits[name]} KB`.padStart(9),
      files.length,
    ].join("  "),
  );
  console.log(`${"package".padEnd(30)}     packed      limit  files\n${rows.join("\n")}`);
});

describe.each(packages)("%s, packed", (name, one) => {
  it("is no larger than its limit", () => {
    expect(one.bytes / 1024).toBeLessThan(limits[name] ?? 0);
  });

  it("has a README, a licence, and neither sources nor tests", () => {
    expect(one.files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "package.json"]));
    expect(one.files.filter((file) => /\.test\.|\.tsbuildinfo$|^src\/|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  it("says what it is, under which licence, and names versions only", () => {
    expect(one.packed.license).toBe("MIT");
    expect(one.packed).toHaveProperty("description");
    const versions = Object.values({ ...one.packed.dependencies, ...one.packed.optionalDependencies });
    expect(versions.filter((version) => /^(?:workspace|catalog|link|file):/.test(version))).toEqual([]);
  });

  it("runs nothing at installation and brings no machine code, nor does what is installed with it", () => {
    const own = { folder: one.unpacked, manifest: one.packed };
    const found = [own, ...installedWith(one)].flatMap((installed) =>
      whatRunsOrIsNative(installed).map((what) => `${installed.manifest.name}: ${what}`),
    );
    expect(found).toEqual([]);
  });

  it("is what publint wants, suggestions included", async () => {
    const { messages } = await publint({ pkgDir: one.unpacked });
    expect(messages).toEqual([]);
  });

  it("has programs that start, on Node, Deno and Bun", () => {
    for (const name of Object.values(one.packed.bin ?? {})) {
      const file = join(one.unpacked, name);
      expect(readFileSync(file, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
      expect(complaint(process.execPath, [file, "--help"])).toBe("");
      expect(complaint(bin("deno"), ["run", ...onDeno, file, "--help"])).toBe("");
      expect(complaint(bin("bun"), ["run", "--no-install", file, "--help"])).toBe("");
    }
  });
});

// The package of types has no code: compilers judge it in its own tests.
const withTypes = packages.filter(
  ([name, one]) => name !== "@so-webapi/client" && hasTypes(one) && modulesOf(one).length > 0,
);

describe.each(withTypes)("%s", (_, one) => {
  it("has the types that it says it has, in attw's eyes", () => {
    // The client's own test looks at all of its entry points.
    // One agent and one entity stand for all: the others are made by the same lines.
    const entries = typical(one).map((entry) => entry.slice(one.packed.name.length + 1) || ".");
    const how = ["--profile", "esm-only", "--no-definitely-typed", "--no-color", "-f", "ascii"];
    expect(complaint(bin("attw"), [one.tarball, ...how, "--entrypoints", ...entries])).toBe("");
  });
});

describe("every entry point has types that a strict project compiles, libraries checked", () => {
  // `skipLibCheck` is off unless a user turns it on: what the types of a package refer to has to be there, too.
  const strict = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ skipLibCheck: false, noEmit: true, target: "es2022", module: "nodenext" },
    typeRoots: [fileURLToPath(new URL("../node_modules/@types", import.meta.url))],
    types: ["node"],
  };
  const entries = project.packages.filter(hasTypes).flatMap(typical);
  const compile = (name: string, names: readonly string[]) => {
    const lines = names.map((entry, index) => `export type * as m${index} from "${entry}";`);
    writeFileSync(join(project.folder, `${name}.ts`), lines.join("\n"));
    const config = { compilerOptions: strict, files: [`${name}.ts`] };
    writeFileSync(join(project.folder, `${name}.json`), JSON.stringify(config));
    return complaint(bin("tsc"), ["-p", `${name}.json`]);
  };

  it("all but vitest's matchers", () => {
    const all = entries.filter((entry) => !entry.endsWith("/vitest"));
    expect(all.length).toBeGreaterThan(30);
    expect(compile("types", all)).toBe("");
  });

  it("and one that lacks a library is seen", () => {
    expect(compile("missing", ["@so-webapi/nothing"])).toContain("TS2307");
  });
});

/** Its modules, with one agent and one entity for all of them. */
function typical(one: Packed): string[] {
  return modulesOf(one).filter((entry) => !/\/(?:agents|entities)\/(?!contact$)/.test(entry));
}

function hasTypes({ packed }: Packed): boolean {
  return JSON.stringify(packed.exports ?? {}).includes(".d.ts");
}

describe("every entry point can be imported", () => {
  // Packages that say so need a newer Node; types have nothing to run; matchers are for vitest alone.
  const any = project.packages.flatMap(modulesOf).filter((entry) => !entry.endsWith("/vitest"));
  const edge = ["platform", "operations", "validators", "client", "soap", "report-page"];
  const old = any.filter((entry) => edge.some((name) => entry.startsWith(`@so-webapi/${name}`)));
  const program = (entries: readonly string[]) => `const names = ${JSON.stringify(entries)};
for (const name of names) await import(name);
console.log(names.length);
`;
  const file = (name: string, entries: readonly string[]) => {
    writeFileSync(join(project.folder, name), program(entries));
    return name;
  };

  it("on Node 24", () => {
    expect(any.length).toBeGreaterThan(600);
    expect(complaint(process.execPath, [file("all.mjs", any)])).toBe("");
  });

  it("on Deno", () => {
    expect(complaint(bin("deno"), ["run", ...onDeno, file("all.mjs", any)])).toBe("");
  });

  it("on Bun", () => {
    expect(complaint(bin("bun"), ["run", "--no-install", file("all.mjs", any)])).toBe("");
  });

  it("on Node 20, where it is the client, the bridge or what they stand on", () => {
    const node = (process.env["PATH"] ?? "")
      .split(":")
      .map((folder) => join(folder, "node"))
      .concat(process.env["SO_NODE_20"] ?? [])
      .find(
        (path) =>
          existsSync(path) && execFileSync(path, ["--version"], { encoding: "utf8" }).startsWith("v20."),
      );
    // Where there is none, packages/client/test/system/oldest-node.test.ts installs one and runs the client there.
    if (node === undefined) console.log("no Node 20 on the path: not imported there");
    else expect(complaint(node, [file("old.mjs", old)])).toBe("");
    expect(old.length).toBeGreaterThan(600);
  });
});
