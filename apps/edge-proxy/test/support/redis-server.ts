import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

/** A Redis on loopback that keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  /** Kills it as a crash would. */
  kill(): Promise<void>;
  /** Lets it hang: connections stay and nothing is answered. */
  pause(): void;
  resume(): void;
  /** Starts it again at the same address, empty. */
  start(): Promise<void>;
}

const programs = ["redis-server", "valkey-server"];

/** Starts Debian's Redis or Valkey; fails where neither is installed. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  async function start(): Promise<void> {
    const errors: string[] = [];
    for (const program of programs) {
      try {
        child = await spawned(program, port);
        return;
      } catch (error) {
        errors.push(`${program}: ${error instanceof Error ? error.message : "failed"}`);
      }
    }
    throw new Error(`no Redis could be started (apt-get install redis-server): ${errors.join("; ")}`);
  }
  await start();
  return {
    url: `redis://127.0.0.1:${port}/0`,
    start,
    pause: () => void child?.kill("SIGSTOP"),
    resume: () => void child?.kill("SIGCONT"),
    kill: () =>
      new Promise((resolve) => {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

function spawned(program: string, port: number): Promise<ChildProcess> {
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
    let printed = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${printed.slice(-300)}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (/Ready to accept connections/.test(printed)) resolve(child);
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
