import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ask } from "../support/client.ts";
import { httpUpstream } from "../support/http-upstream.ts";
import { type Program, startNode } from "../support/programs.ts";
import { contactPath, goodAnswer } from "../support/sample-requests.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const [, servers = ""] = /```nginx\n([\s\S]*?)```/.exec(readme) ?? [];
const read = { path: `${contactPath}/5` };

describe("instances", () => {
  it("lose no read when they are restarted one after the other behind nginx, as the README configures it", async () => {
    const upstream = await httpUpstream();
    onTestFinished(() => upstream.close());
    upstream.answer((response) =>
      setTimeout(
        () => response.writeHead(200, { "content-type": "application/json" }).end(goodAnswer),
        Math.random() * 20,
      ),
    );
    const ports = [await freePort(), await freePort()];
    const start = (port: string): Promise<Program> =>
      startNode({ UPSTREAM: upstream.url, PORT: port, DRAIN_MS: "500", VALIDATE_ANSWERS: "off" });
    const instances = await Promise.all(ports.map(start));
    onTestFinished(async () => void (await Promise.all(instances.map((one) => one.stop()))));
    const address = await startNginx(ports);

    const statuses: number[] = [];
    let goesOn = true;
    const caller = async (): Promise<void> => {
      while (goesOn) statuses.push((await ask(address, read)).status);
    };
    const callers = Array.from({ length: 6 }, caller);
    await expect.poll(() => statuses.length).toBeGreaterThan(30);
    for (const [at, port] of ports.entries()) {
      instances[at]?.signal("SIGTERM");
      await expect.poll(() => instances[at]?.exitCode()).toBe(0);
      instances[at] = await start(port);
      const before = statuses.length;
      await expect.poll(() => statuses.length - before).toBeGreaterThan(30);
    }
    goesOn = false;
    await Promise.all(callers);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

/** Debian's nginx with the README's servers, but for the ports; fails where it is not installed. */
async function startNginx(ports: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "so-proxy-nginx-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const own = await freePort();
  const [one = "", two = ""] = ports;
  const text = servers
    .replace("listen 8080", `listen 127.0.0.1:${own}`)
    .replace("127.0.0.1:8787", `127.0.0.1:${one}`)
    .replace("127.0.0.1:8788", `127.0.0.1:${two}`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; error_log ${folder}/error.log; pid ${folder}/nginx.pid;
events { worker_connections 256; }
http { access_log off; ${temporary.join(" ")}
${text}}\n`,
  );
  const child: ChildProcess = spawn(
    "nginx",
    ["-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")],
    {
      stdio: "inherit",
      env: { PATH: `${process.env["PATH"]}:/usr/sbin` },
    },
  );
  const ended = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  const address = `http://127.0.0.1:${own}`;
  await expect
    .poll(() =>
      ask(address, { path: "/-/ready" }).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  return address;
}

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === "object" && address !== null ? address.port : 0)));
    });
  });
}
