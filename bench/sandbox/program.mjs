import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

// Programs under measurement, each alone on the machine's last core where taskset is at hand.

const canPin = availableParallelism() > 1 && spawnSync("taskset", ["--version"]).status === 0;
const last = availableParallelism() - 1;

/** How programs are kept apart, for people. */
export const pinning = canPin
  ? `server on core ${last}, client on the others (taskset)`
  : "server and client share the cores (no taskset, or one core)";

/** Keeps this process, the client, off the core of the servers. */
export function pinClient() {
  if (canPin) spawnSync("taskset", ["-a", "-p", "-c", `0-${last - 1}`, String(process.pid)]);
}

/**
 * Starts `node ...args` and waits until it says where it listens.
 * @returns {Promise<{ url: string, readyMs: number, cpuMs(): number | undefined, stop(): Promise<void> }>}
 * `cpuMs` is what it has used of its core so far; undefined where the system does not tell.
 */
export function start(args, env = {}, patienceMs = 120_000) {
  const command = canPin
    ? ["taskset", "-c", String(last), process.execPath, ...args]
    : [process.execPath, ...args];
  const began = performance.now();
  const child = spawn(command[0], command.slice(1), {
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${args[0]} did not start: ${printed}`));
    }, patienceMs);
    child.once("exit", (code) => reject(new Error(`${args[0]} ended with ${code}: ${printed}`)));
    child.stderr.on("data", (chunk) => {
      printed = (printed + chunk).slice(-2000);
    });
    child.stdout.on("data", (chunk) => {
      printed = (printed + chunk).slice(-2000);
      const url = /listens on (http:\/\/[^\s/]+)/.exec(printed)?.[1];
      if (url === undefined) return;
      const readyMs = performance.now() - began;
      clearTimeout(late);
      child.stdout.removeAllListeners("data").resume();
      resolve({ url, readyMs, cpuMs: () => cpuMs(child.pid), stop: () => stop(child) });
    });
  });
}

function stop(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.removeAllListeners("exit").once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

/** taskset becomes the program it starts, so the id is the program's. */
function cpuMs(pid) {
  if (process.platform !== "linux") return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  // User and system time in ticks of a hundredth of a second, of all threads.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
