import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPacked, type Project } from "./support/install.ts";

let project: Project;
/** Sub-paths that are no agent and no entity. */
let subPaths: string[];
let groups: string[];

beforeAll(() => {
  project = installPacked();
  const dist = join(project.folder, "node_modules/@so-webapi/client/dist");
  subPaths = globSync("*/index.js", { cwd: dist }).map((file) => file.slice(0, -"/index.js".length));
  groups = globSync("generated/*/*.js", { cwd: dist }).map((file) => file.slice("generated/".length, -3));
});
afterAll(() => project[Symbol.dispose]());

const bin = (name: string) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));

/** What a command says when it fails, nothing when it is content. */
function complaint(command: string, args: readonly string[]): string {
  try {
    execFileSync(command, args, { cwd: project.folder, encoding: "utf8", stdio: "pipe" });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

describe("the packed package", () => {
  it("brings openapi-fetch with its types, and nothing else of other people", () => {
    expect(project.thirdParties).toEqual(["openapi-fetch", "openapi-typescript-helpers"]);
  });

  it("has a README and code, and neither sources nor tests", () => {
    const files = execFileSync("tar", ["-tzf", project.tarball], { encoding: "utf8" }).trim().split("\n");
    const folders = new Set(files.map((file) => file.split("/").slice(0, 2).join("/")));
    expect([...folders].sort()).toEqual([
      "package/LICENSE",
      "package/README.md",
      "package/dist",
      "package/package.json",
    ]);
    expect(files.filter((file) => /\.test[.-]|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  it("is what publint wants, suggestions included", async () => {
    const { messages } = await publint({ pkgDir: join(project.folder, "node_modules/@so-webapi/client") });
    expect(messages).toEqual([]);
  });

  it("has the types that it says it has, in attw's eyes, at every sub-path", () => {
    const entries = [...subPaths, ...groups.filter((name) => name.endsWith("/contact"))];
    expect(entries).toEqual(expect.arrayContaining(["webhooks", "agents/contact", "entities/contact"]));
    const args = [
      project.tarball,
      "--profile",
      "esm-only",
      "--no-definitely-typed",
      "--no-color",
      "-f",
      "ascii",
    ];
    expect(complaint(bin("attw"), [...args, "--include-entrypoints", ...entries])).toBe("");
  });

  it("loads at every agent, entity and sub-path", () => {
    expect(groups).toHaveLength(142);
    const names = [".", ...subPaths.map((name) => `./${name}`), ...groups.map((name) => `./${name}`)];
    const imports = names.map((name) => `@so-webapi/client${name.slice(1)}`);
    const code = `const all = await Promise.all(${JSON.stringify(imports)}.map((name) => import(name)));
      if (all.some((module) => Object.keys(module).length === 0)) throw new Error("a module exports nothing");`;
    expect(complaint(process.execPath, ["--input-type=module", "--eval", code])).toBe("");
    const dist = join(project.folder, "node_modules/@so-webapi/client/dist");
    const declared = [
      ...subPaths.map((name) => `${name}/index`),
      ...groups.map((name) => `generated/${name}`),
    ];
    expect(declared.filter((name) => !existsSync(join(dist, `${name}.d.ts`)))).toEqual([]);
  });

  const FILES = ["program/run.ts", "program/worker.ts", "program/undefined-options.ts"];
  it.each(["nodenext", "bundler"])(
    "compiles in a user's strict project with moduleResolution %s, libraries checked",
    (moduleResolution) => {
      const compilerOptions = {
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        skipLibCheck: false,
        allowImportingTsExtensions: true,
        module: moduleResolution === "nodenext" ? "nodenext" : "esnext",
        moduleResolution,
        target: "es2023",
        lib: ["es2023", "dom", "dom.iterable"],
        types: [],
      };
      const file = `tsconfig.${moduleResolution}.json`;
      const everything = [...subPaths, ...groups].map(
        (name, index) => `export * as part${index} from "@so-webapi/client/${name}";`,
      );
      writeFileSync(join(project.folder, "everything.ts"), everything.join("\n"));
      writeFileSync(
        join(project.folder, file),
        JSON.stringify({ compilerOptions, files: [...FILES, "everything.ts"] }),
      );
      expect(complaint(bin("tsc"), ["-p", file, "--pretty", "false"])).toBe("");
    },
  );
});

describe("the guide for users of the vendor's client", () => {
  it("has only code that compiles, block by block, in a user's project", () => {
    const guide = readFileSync(
      new URL("../../docs/coming-from-the-vendor-client.md", import.meta.url),
      "utf8",
    );
    const fences = guide.match(/^```.+$/gm) ?? [];
    const blocks = [...guide.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
    expect(blocks.length).toBeGreaterThanOrEqual(8);
    // No code in another language, which nothing would compile.
    expect(fences).toEqual(blocks.map(() => "```ts"));

    const folder = join(project.folder, "guide");
    mkdirSync(folder);
    blocks.forEach((code, index) => void writeFileSync(join(folder, `${index}.ts`), `${code}\nexport {};\n`));
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      noEmit: true,
      module: "nodenext",
      target: "es2023",
      lib: ["es2023", "dom", "dom.iterable"],
      types: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    expect(complaint(bin("tsc"), ["-p", "guide", "--pretty", "false"])).toBe("");
  });
});

describe("the size limit", () => {
  const kilobytes = (count: number) => count * 1024;

  it("holds for the tarball", () => {
    expect(statSync(project.tarball).size).toBeLessThan(kilobytes(256));
  });

  it.each([
    [
      "one agent with token functions and retries",
      8,
      `import { bearer, createClient, retries } from "@so-webapi/client";
       import { contactAgent } from "@so-webapi/client/agents/contact";
       export const clientFor = (baseUrl, token) =>
         createClient({ baseUrl, auth: async () => bearer(await token()), retry: retries(), apis: [contactAgent] });`,
    ],
    [
      "the raw client",
      6,
      `import { createRawClient } from "@so-webapi/client";
       export const clientFor = (baseUrl) => createRawClient({ baseUrl });`,
    ],
  ])("holds for a user's bundle: %s, %i KB gzip", async (_title, limit, contents) => {
    const result = await build({
      stdin: { contents, resolveDir: project.folder },
      bundle: true,
      write: false,
      minify: true,
      format: "esm",
      platform: "neutral",
      target: "es2022",
    });
    const size = gzipSync(result.outputFiles[0]?.contents ?? "").length;
    expect(size).toBeLessThan(kilobytes(limit));
  });
});
