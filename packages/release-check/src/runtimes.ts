import { execFile } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** How a user of a runtime comes to a package and uses it. All of them reject with what the command printed. */
export interface Runtime {
  readonly name: string;
  /** Installs packages, by their names, in a project that has a package.json. */
  install(project: string, names: readonly string[]): Promise<void>;
  /** Runs a file of the project. */
  run(project: string, file: string): Promise<string>;
  /** Runs a program that the package brought, by its name. */
  start(project: string, name: string, program: string): Promise<string>;
}

const bin = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));

/** npm with the Node of the machine and its settings of the registry, the rest with ours. */
const node: Runtime = {
  name: "Node",
  install: async (cwd, names) => {
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    await call("npm", ["install", "--prefer-offline", "--ignore-scripts", ...quiet, ...names], cwd, {
      PATH: folders((folder) => !folder.includes("node_modules")),
    });
  },
  run: (cwd, file) => call(process.execPath, [file], cwd),
  start: (cwd, _, program) =>
    call(join(cwd, "node_modules/.bin", program), ["--help"], cwd, {
      PATH: [dirname(process.execPath), folders()].join(delimiter),
    }),
};

const deno: Runtime = {
  name: "Deno",
  install: async (cwd, names) => {
    await call(bin("deno"), ["add", "--quiet", ...names.map((name) => `npm:${name}`)], cwd);
  },
  run: (cwd, file) => call(bin("deno"), ["run", ...rights, file], cwd),
  start: (cwd, name, program) =>
    call(bin("deno"), ["run", ...rights, `npm:${name}/${program}`, "--help"], cwd),
};
const rights = ["--allow-all", "--no-prompt", "--cached-only"];

const bun: Runtime = {
  name: "Bun",
  install: async (cwd, names) => {
    await call(bin("bun"), ["add", "--ignore-scripts", "--silent", ...names], cwd);
  },
  run: (cwd, file) => call(bin("bun"), ["run", "--no-install", file], cwd),
  start: (cwd, _, program) => call(bin("bun"), ["run", "--bun", "--no-install", program, "--help"], cwd),
};

/** The runtimes that the packages are for, each with what installs packages there. */
export const runtimes: readonly Runtime[] = [node, deno, bun];

function folders(wanted: (folder: string) => boolean = () => true): string {
  return (process.env["PATH"] ?? "").split(delimiter).filter(wanted).join(delimiter);
}

/** What a command prints; what it printed to either side is the message when it fails. */
async function call(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  // Deno and Bun keep packages by name and version: what they keep must not outlive the tarballs.
  const kept = { DENO_DIR: join(cwd, "../deno"), BUN_INSTALL_CACHE_DIR: join(cwd, "../bun") };
  // Deno trusts what the machine trusts when it asks the registry, as npm and Bun do.
  const deno = { DENO_NO_UPDATE_CHECK: "1", DENO_TLS_CA_STORE: "mozilla,system" };
  const quiet = { NO_COLOR: "1", NO_PROXY: "127.0.0.1,localhost" };
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd,
      env: { ...process.env, ...quiet, ...deno, ...kept, ...env },
    });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${[command, ...args].join(" ")}: ${stdout}${stderr}`, { cause: error });
  }
}
