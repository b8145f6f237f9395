// Programs under measurement, and what they cost of the processor.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";

/**
 * Starts a command and waits until its port takes connections; fails after 20 seconds or when it ends before.
 * @returns {Promise<{ cpuMicros(): number, stop(signal?: string): Promise<void> }>}
 */
export async function start(command, args, port, env = {}, cwd = undefined) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors = (errors + chunk).slice(-2000);
  });
  child.on("error", (error) => {
    errors += error.message;
  });
  const until = performance.now() + 20_000;
  while (!(await takesConnections(port))) {
    if (child.exitCode !== null || child.pid === undefined || performance.now() > until) {
      child.kill("SIGKILL");
      throw new Error(`${[command, ...args].join(" ")} did not start: ${errors}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return {
    cpuMicros: () => cpuMicros(child.pid),
    // nginx ends its workers when it is asked, and leaves them behind when it is killed.
    stop: (signal = "SIGTERM") =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.on("exit", () => resolve());
        child.kill(signal);
        setTimeout(() => child.kill("SIGKILL"), 2_000).unref();
      }),
  };
}

function takesConnections(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** Microseconds that a process and its children have used, to a hundredth of a second; NaN where the system does not tell. */
function cpuMicros(pid) {
  if (process.platform !== "linux") return Number.NaN;
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(name) ?? []);
  const family = new Set([pid]);
  // Children come after their parents, most of the time: twice is enough for two generations.
  for (let round = 0; round < 3; round++)
    for (const { id, parent } of all) if (family.has(parent)) family.add(id);
  return all.reduce((sum, { id, ticks }) => (family.has(id) ? sum + ticks * 10_000 : sum), 0);
}

function statOf(name) {
  try {
    const fields = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1).split(" ");
    return { id: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}
