import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The compilers that users have: the one this package is made with, and the one of the rest of the repository. */
export const compilers = {
  "5.9.3": join(root, "node_modules/typescript/bin/tsc"),
  "7.0.2": join(root, "../../node_modules/typescript/bin/tsc"),
} as const;

export interface CompileOptions {
  readonly compiler: keyof typeof compilers;
  readonly module?: { readonly module: string; readonly moduleResolution: string };
  readonly exactOptionalPropertyTypes?: boolean;
  /** Default: true. CommonJS files cannot be written in `import` and `export` with it. */
  readonly verbatimModuleSyntax?: boolean;
  /** Default: none but the language's own. */
  readonly lib?: readonly string[];
  /** Default: false, so declarations are checked too. */
  readonly skipLibCheck?: boolean;
  readonly files: readonly string[];
  /** More arguments of tsc. Default: none. */
  readonly args?: readonly string[];
}

export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** A project with the published part of the package in its node_modules, and nothing else of this repository. */
export class Consumer {
  readonly folder = mkdtempSync(join(tmpdir(), "so-webapi-types-"));

  constructor() {
    const installed = join(this.folder, "node_modules/@so-webapi/types");
    const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { files: string[] };
    mkdirSync(installed, { recursive: true });
    for (const file of ["package.json", ...files]) {
      cpSync(join(root, file), join(installed, file), { recursive: true });
    }
    this.write("package.json", JSON.stringify({ type: "module" }));
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Puts a file of test/fixtures into the project. */
  add(fixture: string): string {
    const text = readFileSync(join(root, "test/fixtures", fixture), "utf8");
    this.write(fixture, text);
    return text;
  }

  /** Puts openapi-fetch into the project: the one that the client of this repository is made with. */
  addOpenapiFetch(): void {
    const client = createRequire(join(root, "../client/package.json"));
    const fetch = dirname(client.resolve("openapi-fetch/package.json"));
    for (const name of ["openapi-fetch", "openapi-typescript-helpers"]) {
      const from = realpathSync(join(realpathSync(fetch), "..", name));
      cpSync(from, join(this.folder, "node_modules", name), { recursive: true });
    }
  }

  node(...args: string[]): { readonly status: number | null; readonly output: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: this.folder,
      encoding: "utf8",
    });
    return { status, output: stdout + stderr };
  }

  tsc({
    compiler,
    module = nodeNext,
    exactOptionalPropertyTypes = false,
    verbatimModuleSyntax = true,
    lib = [],
    skipLibCheck = false,
    files,
    args = [],
  }: CompileOptions): string {
    const compilerOptions = {
      ...module,
      target: "ES2022",
      lib: ["ES2022", ...lib],
      types: [],
      strict: true,
      exactOptionalPropertyTypes,
      skipLibCheck,
      noEmit: true,
      allowImportingTsExtensions: true,
      verbatimModuleSyntax,
    };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
    const { status, output } = this.node(
      compilers[compiler],
      "-p",
      "tsconfig.json",
      "--pretty",
      "false",
      ...args,
    );
    if (status === null || status > 2) throw new Error(`tsc ${compiler} did not run:\n${output}`);
    return output;
  }

  compile(options: CompileOptions): Diagnostic[] {
    const lines = this.tsc(options)
      .split("\n")
      .filter((line) => /^\S/.test(line));
    return lines.map((line) => {
      const match = /^(?<file>[^(]+)\((?<line>\d+),\d+\): error (?<code>TS\d+): (?<message>.*)$/.exec(line);
      const { file = "", line: at = "0", code = "", message = line } = match?.groups ?? {};
      return { file, line: Number(at), code, message };
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const nodeNext = { module: "NodeNext", moduleResolution: "NodeNext" };
export const bundler = { module: "ESNext", moduleResolution: "Bundler" };
/** Of the Node that cannot `require` an ES module. */
export const node16 = { module: "Node16", moduleResolution: "Node16" };
