import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { printedPattern, type Step } from "./read-steps.ts";

/** What runs commands in a folder, as somebody would who pastes them. */
export interface Shell extends AsyncDisposable {
  /**
   * Runs the commands of a step: to their end, or to what a server says when it is ready.
   *
   * @returns everything that they printed so far, errors included.
   * @throws {Error} where they fail, end too early, or print something else than the README says.
   */
  run(step: Step): Promise<string>;
}

/** @param environment - beside what every program needs; nothing else of this process is passed on. */
export function openShell(folder: string, environment: Readonly<Record<string, string>> = {}): Shell {
  const { PATH = "" } = process.env;
  const home = mkdtempSync(join(tmpdir(), "so-webapi-home-"));
  const env = {
    PATH,
    HOME: home,
    TMPDIR: home,
    NO_COLOR: "1",
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
    WRANGLER_SEND_METRICS: "false",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    ...environment,
  };
  const groups: number[] = [];
  return {
    async run({ commands, prints, isServer, line }) {
      // A file, since what goes on in the background would keep a pipe open.
      const log = join(home, `line-${line}.log`);
      const file = openSync(log, "w");
      const args = ["-eo", "pipefail", "-c", commands];
      const child = spawn("bash", args, { cwd: folder, env, detached: true, stdio: ["ignore", file, file] });
      if (child.pid !== undefined) groups.push(child.pid);
      const ended = once(child, "exit");
      const pattern = prints === undefined ? /^/ : printedPattern(prints);
      const isReady = () => isServer && pattern.test(readFileSync(log, "utf8"));
      while (child.exitCode === null && child.signalCode === null && !isReady())
        await Promise.race([ended, sleep(50)]);

      const output = readFileSync(log, "utf8");
      if (isServer !== (child.exitCode === null) || (child.exitCode ?? 0) !== 0)
        throw new Error(`line ${line} ended with ${child.exitCode ?? child.signalCode}:\n${output}`);
      if (!pattern.test(output)) throw new Error(`line ${line} printed:\n${output}\nand not:\n${prints}`);
      return output;
    },
    async [Symbol.asyncDispose]() {
      for (const group of groups) await stopGroup(group);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Ends what commands started, the programs behind npm and npx too, and waits until they are gone. */
async function stopGroup(group: number): Promise<void> {
  try {
    process.kill(-group, "SIGKILL");
    while (process.kill(-group, 0)) await sleep(20);
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!isGone) throw error;
  }
}
