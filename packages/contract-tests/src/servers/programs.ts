import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

/** A program that was built, running on a free port of 127.0.0.1. */
export interface Program {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Environment variables of the Node program, bindings of the worker. */
export type Settings = Readonly<Record<string, string>>;

const proxy = new URL("./", import.meta.resolve("@so-webapi/edge-proxy/package.json"));
const startMs = 60_000;

/** Starts the proxy's Node program. Fails where it ends, or does not say its address in a minute. */
export function startNodeProxy(settings: Settings): Promise<Program> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("dist/node.js", proxy))], {
    env: { PATH: process.env["PATH"], PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`the proxy did not start: ${printed}`));
    }, startMs);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`the proxy ended with ${code}: ${printed}`));
    });
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const address = /listens on (http:\/\/[^\s]+)/.exec(printed)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve({ address, stop });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
  });
}

/** Starts the proxy's worker bundle in plain workerd, where `eval` does not work, with the settings of its deployment. */
export async function startWorkerProxy(settings: Settings): Promise<Program> {
  const config = deployment();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...workerModules(),
      compatibilityDate: config.compatibility_date,
      compatibilityFlags: config.compatibility_flags,
      bindings: { ...settings },
      host: "127.0.0.1",
      port: 0,
      cf: false,
    }),
  );
  const { origin } = await miniflare.ready;
  return { address: origin, stop: () => miniflare.dispose() };
}

/** The modules that wrangler.jsonc uploads, the entry first. */
function workerModules() {
  const modulesRoot = fileURLToPath(new URL("dist/worker/", proxy));
  const modules = readdirSync(modulesRoot)
    .sort()
    .map((name) => ({
      type: name.endsWith(".txt") ? ("Text" as const) : ("ESModule" as const),
      path: modulesRoot + name,
      contents: readFileSync(modulesRoot + name, "utf8"),
    }));
  return { modulesRoot, modules };
}

function deployment(): { readonly compatibility_date: string; readonly compatibility_flags: string[] } {
  const text = readFileSync(new URL("wrangler.jsonc", proxy), "utf8");
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
}
