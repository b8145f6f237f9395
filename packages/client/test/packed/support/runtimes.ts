import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build as esbuild } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { build as vite } from "vite";
import type { Places, Report } from "../program/check.ts";

export interface Runtime {
  readonly name: string;
  /** What `navigator.userAgent` begins with there. */
  readonly agent: string;
  /** Runs the program of a project. Rejects when the runtime is missing. */
  run(folder: string, places: Places): Promise<Report>;
}

const bin = (name: string) => fileURLToPath(new URL(`../../../node_modules/.bin/${name}`, import.meta.url));

/** Everything that the packed client must run on. */
export const runtimes: readonly Runtime[] = [
  {
    name: "Node",
    agent: "Node.js/",
    run: (folder, places) => start(process.execPath, ["program/main.ts"], folder, places),
  },
  {
    name: "Deno",
    agent: "Deno/",
    run: (folder, places) => {
      const rights = ["--allow-net=127.0.0.1", "--no-prompt", "--node-modules-dir=manual", "--cached-only"];
      return start(bin("deno"), ["run", ...rights, "program/main.ts"], folder, places);
    },
  },
  {
    name: "Bun",
    agent: "Bun/",
    run: (folder, places) => start(bin("bun"), ["run", "--no-install", "program/main.ts"], folder, places),
  },
  {
    name: "workerd",
    agent: "Cloudflare-Workers",
    async run(folder, places) {
      const script = join(folder, "built/worker.mjs");
      await bundle(folder, "program/worker.ts", script, "neutral");
      return runWorker(script, places);
    },
  },
  {
    name: "Node, bundled by esbuild",
    agent: "Node.js/",
    run: (folder, places) => runBundled(process.execPath, folder, places),
  },
  {
    name: "Node, bundled by Vite",
    agent: "Node.js/",
    async run(folder, places) {
      await vite({
        root: folder,
        configFile: false,
        logLevel: "error",
        build: {
          target: "es2022",
          outDir: "built/vite",
          lib: { entry: "program/main.ts", formats: ["es"], fileName: "main" },
          rolldownOptions: { external: /^node:/ },
        },
      });
      return start(process.execPath, ["built/vite/main.js"], folder, places);
    },
  },
];

/** Runs the program of a project as esbuild bundles it. */
export async function runBundled(node: string, folder: string, places: Places): Promise<Report> {
  await bundle(folder, "program/main.ts", join(folder, "built/esbuild.mjs"), "node");
  return start(node, ["built/esbuild.mjs"], folder, places);
}

async function start(command: string, args: string[], cwd: string, places: Places): Promise<Report> {
  const { stdout } = await promisify(execFile)(command, [...args, JSON.stringify(places)], {
    cwd,
    timeout: 290_000,
    // Nothing of this repository's environment, or a runtime could find its modules.
    env: { PATH: process.env["PATH"], HOME: cwd, DENO_NO_UPDATE_CHECK: "1" },
  });
  return JSON.parse(stdout);
}

async function bundle(folder: string, entry: string, outfile: string, platform: "neutral" | "node") {
  await esbuild({
    absWorkingDir: folder,
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    target: "es2022",
    logLevel: "error",
  });
}

async function runWorker(script: string, places: Places): Promise<Report> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: readFileSync(script, "utf8"),
      compatibilityDate: "2025-09-01",
      cf: false,
    }),
  );
  try {
    const answer = await miniflare.dispatchFetch("http://worker/", {
      method: "POST",
      body: JSON.stringify(places),
    });
    return (await answer.json()) as Report;
  } finally {
    await miniflare.dispose();
  }
}
