import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { workerModules } from "./worker-modules.ts";

const dist = new URL("../../dist/", import.meta.url);

/** A program that was built, running. */
export interface Program {
  readonly address: string;
  /** Of the process that serves; undefined where there is none of its own. */
  readonly pid: number | undefined;
  /** Everything that it printed. */
  output(): string;
  /** Largest resident memory so far in bytes; undefined where it cannot be told. */
  peakMemory(): number | undefined;
  alive(): boolean;
  /** Sends a signal; a Worker has none. */
  signal(name: "SIGTERM" | "SIGINT" | "SIGHUP"): void;
  /** Null while it runs, and for a Worker. */
  exitCode(): number | null;
  stop(): Promise<void>;
}

export type Settings = Readonly<Record<string, string>>;

/** Starts dist/node.js on a free port. */
export function startNode(
  settings: Settings = {},
  args: readonly string[] = [],
  folder?: string,
): Promise<Program> {
  return started(spawnNode({ PORT: "0", ...settings }, args, folder));
}

const bin = (name: string): string =>
  fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));

/** Starts the same program on Bun. */
export function startBun(
  settings: Settings = {},
  args: readonly string[] = [],
  folder?: string,
): Promise<Program> {
  return started(spawnOn([bin("bun")], { PORT: "0", ...settings }, args, folder));
}

/** Starts the same program on Deno, with the rights that the README gives it and no more. */
export function startDeno(
  settings: Settings = {},
  args: readonly string[] = [],
  folder?: string,
): Promise<Program> {
  const environment = { PORT: "0", DENO_NO_UPDATE_CHECK: "1", ...settings };
  return started(spawnOn([denoProgram(), "run", ...denoRights], environment, args, folder));
}

/** The program itself: what npm puts into .bin is a script around it, which signals do not get past. */
function denoProgram(): string {
  const program = fileURLToPath(new URL("../../node_modules/deno/deno", import.meta.url));
  return existsSync(program) ? program : bin("deno");
}

const denoRights = ["--allow-net", "--allow-env", "--allow-read", "--no-prompt"] as const;

async function started(child: ChildProcess): Promise<Program> {
  let printed = "";
  let exited = false;
  child.once("exit", () => {
    exited = true;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`so-proxy ended with ${code}: ${printed}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /listens on (http:\/\/\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    address,
    pid: child.pid,
    output: () => printed,
    peakMemory: () => peakMemoryOf(child.pid),
    alive: () => !exited,
    signal: (name) => void child.kill(name),
    exitCode: () => child.exitCode,
    stop: () =>
      new Promise((resolve) => {
        if (exited) return resolve();
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

/** Linux keeps it; elsewhere nobody tells. */
function peakMemoryOf(pid: number | undefined): number | undefined {
  if (process.platform !== "linux") return undefined;
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1]) * 1024;
}

/** dist/node.js with nothing of this process's settings in its environment, in a folder or in this one. */
export function spawnNode(settings: Settings, args: readonly string[] = [], folder?: string): ChildProcess {
  return spawnOn([process.execPath], settings, args, folder);
}

/** dist/node.js by a command that runs JavaScript. */
function spawnOn(
  [command, ...before]: readonly [string, ...string[]],
  settings: Settings,
  args: readonly string[],
  folder?: string,
): ChildProcess {
  return spawn(command, [...before, fileURLToPath(new URL("node.js", dist)), ...args], {
    env: { PATH: process.env["PATH"], ...settings },
    cwd: folder ?? fileURLToPath(new URL("../../", import.meta.url)),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Starts dist/worker in plain workerd, as it would be deployed; eval does not work there. */
export function startWorker(settings: Settings = {}): Promise<Program> {
  return startBundle("worker", settings);
}

/** Starts dist/worker-sandbox in the same way, with an empty D1 database unless it is to have none. */
export function startSandboxWorker(settings: Settings = {}, database = true): Promise<Program> {
  return startBundle("worker-sandbox", settings, database ? ["DB"] : []);
}

async function startBundle(
  bundle: "worker" | "worker-sandbox",
  settings: Settings,
  d1Databases: readonly string[] = [],
): Promise<Program> {
  let printed = "";
  const { compatibility_date, compatibility_flags } = wranglerConfig();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...workerModules(bundle),
      compatibilityDate: compatibility_date,
      compatibilityFlags: compatibility_flags,
      bindings: settings,
      d1Databases: [...d1Databases],
      host: "127.0.0.1",
      port: 0,
      cf: false,
      assets: {
        directory: fileURLToPath(new URL("public", dist)),
        binding: "ASSETS",
        // What wrangler makes of `run_worker_first` and `html_handling`.
        routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
        assetConfig: { html_handling: "none", not_found_handling: "none" },
      },
      handleStructuredLogs: ({ message }) => {
        printed += `${message}\n`;
      },
    }),
  );
  const url = await miniflare.ready;
  return {
    address: url.origin,
    pid: undefined,
    output: () => printed,
    peakMemory: () => undefined,
    alive: () => true,
    signal: () => {},
    exitCode: () => null,
    stop: () => miniflare.dispose(),
  };
}

/** What wrangler.jsonc of this package says. */
export function wranglerConfig(): { compatibility_date: string; compatibility_flags: string[] } & Record<
  string,
  unknown
> {
  const text = readFileSync(new URL("../../wrangler.jsonc", import.meta.url), "utf8");
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
}

/** Everything that the proxy runs on, for tables that must hold on each. */
export const runtimes = [
  { runtime: "node", start: startNode },
  { runtime: "bun", start: startBun },
  { runtime: "deno", start: startDeno },
  { runtime: "workerd", start: startWorker },
] as const;
