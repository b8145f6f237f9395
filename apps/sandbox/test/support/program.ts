import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** so-sandbox as it was built, running. */
export interface Program {
  readonly address: string;
  readonly child: ChildProcess;
  /** Everything that it printed to either stream. */
  output(): string;
  /** Kills it without warning. */
  stop(): Promise<void>;
}

/** Starts `so-sandbox serve` on a free port. */
export async function startSandbox(...args: readonly string[]): Promise<Program> {
  const child = spawnSandbox("serve", "--port", "0", ...args);
  let printed = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    printed += chunk;
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`so-sandbox ended with ${code}: ${printed}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk;
      const found = /listens on (http:\/\/[^\s]+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    address,
    child,
    output: () => printed,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

function spawnSandbox(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs it until it ends. */
export async function runSandbox(
  ...args: readonly string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawnSandbox(...args);
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk;
  });
  const [code] = await once(child, "close");
  return { code, out, err };
}

/** Headers of the samples' user. */
export const credentials = {
  authorization: `Basic ${btoa("tje0:Tje0")}`,
  "content-type": "application/json",
};
