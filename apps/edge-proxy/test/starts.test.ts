import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";

const folder = fileURLToPath(new URL("../", import.meta.url));
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const PATH = [dirname(process.execPath), join(folder, "node_modules/.bin"), "/usr/bin", "/bin"].join(
  delimiter,
);

/** Waits for the address that a program prints. */
function addressOf(child: ChildProcess): Promise<string> {
  let printed = "";
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`ended: ${printed}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /listens on (http:\/\/\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
}

describe("the README's commands start the proxy, as they are written", () => {
  const commands = [...read("README.md").matchAll(/```sh\n(.*(?:node|bun|deno run .*) dist\/node\.js)\n```/g)]
    .map(([, command = ""]) => command)
    .filter((command) => !command.includes("https://"));

  it("are there for Node, Bun and Deno", () => {
    for (const name of ["node", "bun", "deno"]) {
      expect(
        commands.some((command) => command.split(" ").includes(name)),
        name,
      ).toBe(true);
    }
  });

  it.each(commands)("%s", async (command) => {
    const scratch = mkdtempSync(join(tmpdir(), "so-proxy-start-"));
    const env = { PATH, PORT: "0", DENO_NO_UPDATE_CHECK: "1", HOME: scratch };
    // Files that a command names are written where the README's reader would have them: beside a copy of dist.
    cpSync(join(folder, "dist"), join(scratch, "dist"), { recursive: true });
    cpSync(join(folder, "package.json"), join(scratch, "package.json"));
    // A group of its own, so that all of it can be ended.
    const child = spawn("sh", ["-c", command], {
      cwd: scratch,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const answer = await ask(await addressOf(child), { path: "/-/health" });
      expect(answer.json).toMatchObject({ status: "ok", upstream: "sandbox" });
    } finally {
      process.kill(-(child.pid ?? 0), "SIGKILL");
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});

// Docker is not at hand where these tests run: what the instructions say is done by hand, in a folder of its own.
describe("the Dockerfile", () => {
  const instructions = read("Dockerfile")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)] as const);
  const of = (name: string): string[] => instructions.filter(([one]) => one === name).map(([, rest]) => rest);

  it("has instructions that this test knows, and ends as a user without rights", () => {
    const known = ["FROM", "WORKDIR", "ENV", "COPY", "USER", "EXPOSE", "HEALTHCHECK", "CMD"];
    expect(instructions.filter(([name]) => !known.includes(name))).toEqual([]);
    expect(of("USER")).toEqual(["node"]);
    expect(of("FROM")).toEqual(["node:24-slim"]);
  });

  it("copies what there is and what .dockerignore lets through", () => {
    const allowed = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    expect(of("COPY").map((copy) => copy.split(" ")[0])).toEqual(allowed);
  });

  it("makes a folder in which the program starts, is healthy and stops on SIGTERM", async () => {
    const scratch = mkdtempSync(join(tmpdir(), "so-proxy-image-"));
    try {
      for (const copy of of("COPY")) {
        const [from = "", to = ""] = copy.split(" ");
        cpSync(join(folder, from), join(scratch, to.endsWith("/") ? join(to, from) : to), {
          recursive: true,
        });
      }
      const declared = of("ENV").flatMap((line) =>
        line.split(" ").map((pair) => pair.split("=") as [string, string]),
      );
      const env = { PATH, ...Object.fromEntries(declared), PORT: String(await freePort()) };
      const [command = "", ...args] = JSON.parse(of("CMD")[0] ?? "[]") as string[];
      const child = spawn(command, args, { cwd: scratch, env, stdio: ["ignore", "pipe", "inherit"] });
      const ended = once(child, "exit");
      await addressOf(child);
      const [check = "", ...how] = JSON.parse(
        (of("HEALTHCHECK")[0] ?? "").replace(/^.*?CMD /, ""),
      ) as string[];
      execFileSync(check, how, { cwd: scratch, env });
      child.kill("SIGTERM");
      expect((await ended)[0]).toBe(0);
      expect(() => execFileSync(check, how, { cwd: scratch, env, stdio: "pipe" })).toThrow();
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
