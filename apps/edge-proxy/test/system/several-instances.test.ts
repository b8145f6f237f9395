import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { startRedis } from "../support/redis-server.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const section = /\n## Running several instances\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? "";
const blocks = (language: string): string[] =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, text = ""]) => text,
  );

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === "object" && address !== null ? address.port : 0)));
    });
  });
}

it("the README's commands for several instances do what it says", async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.kill());
  const folder = mkdtempSync(join(tmpdir(), "so-proxy-instances-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [config = ""] = blocks("jsonc");
  writeFileSync(join(folder, "so-proxy.config.jsonc"), config);
  const [start = "", use = ""] = blocks("sh");
  const [one, two] = [await freePort(), await freePort()];
  // As written, but for ports that may be taken, the place of the program, and waiting until both listen.
  const ready = `for port in ${one} ${two}; do until curl -s -o /dev/null http://127.0.0.1:$port/-/ready; do sleep 0.1; done; done`;
  const script = ["trap 'kill $(jobs -p)' EXIT", start, ready, use]
    .join("\n")
    .replaceAll("redis://127.0.0.1:6379/0", redis.url)
    .replaceAll("8787", one)
    .replaceAll("8788", two)
    .replaceAll(
      "node dist/node.js",
      `node ${fileURLToPath(new URL("../../dist/node.js", import.meta.url))} > /dev/null`,
    );
  const printed = await new Promise<string>((resolve, reject) => {
    const env = { PATH: `${dirname(process.execPath)}:${process.env["PATH"]}` };
    execFile("bash", ["-c", script], { cwd: folder, env, timeout: 120_000 }, (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(`${error.message}\n${stderr}`)),
    );
  });
  const [first, second, state] = printed.trim().split(/\r?\n/);
  expect(first).toBe("cache-status: so-proxy; fwd=miss; stored");
  expect(second).toMatch(/^cache-status: so-proxy; hit; ttl=\d+$/);
  expect(JSON.parse(state ?? "")).toEqual({ status: "ready", store: { kind: "redis", reachable: true } });
});
