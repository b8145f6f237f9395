import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, speak, spokenBody } from "./support/client.ts";
import { configFile } from "./support/config-file.ts";
import { httpUpstream } from "./support/http-upstream.ts";
import { type Program, spawnNode, startNode } from "./support/programs.ts";
import { goodAnswer, goodRequest, sampleOf, summaryPath } from "./support/sample-requests.ts";

const run = promisify(execFile);

async function runToEnd(settings: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const child = spawnNode(settings, args);
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => (out += chunk));
  child.stderr?.on("data", (chunk: Buffer) => (err += chunk));
  const [code] = await once(child, "close");
  return { code, out, err };
}

describe("so-proxy", () => {
  it("prints its address and one line that works when it is pasted", async () => {
    const program = await startNode({ UPSTREAM: "samples" });
    try {
      await expect.poll(() => program.output().split("\n").length).toBe(3);
      const [greeting, line = ""] = program.output().split("\n");
      expect(greeting).toContain(program.address);
      const bin = fileURLToPath(new URL("support/bin", import.meta.url));
      const PATH = [bin, dirname(process.execPath), process.env["PATH"]].join(delimiter);
      const { stdout } = await run("sh", ["-c", line], { env: { PATH } });
      expect(stdout).toBe(sampleOf("v1ContactAgent_GetMyActiveContacts").response.body);
    } finally {
      await program.stop();
    }
  });

  it("explains its settings", async () => {
    const { code, out } = await runToEnd({}, ["--help"]);
    expect(code).toBe(0);
    for (const name of ["UPSTREAM", "VALIDATE_REQUESTS", "BODY_LIMIT", "TIMEOUT_MS", "PORT"])
      expect(out).toContain(name);
  });

  it("names everything that is wrong with its settings at once, and no value", async () => {
    const settings = {
      UPSTREAM: "ftp://canary",
      PORT: "canary",
      VALIDATION: "canary",
      BODY_LIMIT: "-1",
      TIMEOUT_MS: "1.5",
    };
    const { code, err } = await runToEnd(settings);
    expect(code).toBe(1);
    expect(err.trim().split("\n")).toEqual([
      "so-proxy: VALIDATION must be one of off, report, enforce [setting-invalid]",
      "so-proxy: UPSTREAM must begin with http:// or https:// [setting-invalid]",
      "so-proxy: BODY_LIMIT must be a number of bytes, with KB or MB after it if you like [setting-invalid]",
      "so-proxy: TIMEOUT_MS must be a whole number from 0 to 2147483647 [setting-invalid]",
      "so-proxy: PORT must be a whole number from 0 to 65535 [setting-invalid]",
    ]);
  });

  it("says that a port is taken", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const address = holder.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    const { code, err } = await runToEnd({ PORT: port });
    holder.close();
    expect(code).toBe(1);
    expect(err).toBe(
      `so-proxy: port ${port} of 127.0.0.1 is in use; stop what listens there or set PORT [listen-failed]\n`,
    );
  });

  it("ends where a port is taken, whatever else it had opened: a collector, a store", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const address = holder.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const config = configFile({ upstream: "samples", store: { redis: { env: "REDIS_URL" } } });
    const settings = {
      PORT: String(port),
      REDIS_URL: "redis://127.0.0.1:1/0",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
    };
    const { code, err } = await runToEnd(settings, ["--config", config]);
    holder.close();
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("[listen-failed]") });
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "lets what is under way end on %s and then leaves",
    async (signal) => {
      const upstream = await httpUpstream();
      upstream.answer((response) => {
        setTimeout(
          () => response.writeHead(200, { "content-type": "application/json" }).end(goodAnswer),
          400,
        );
      });
      const child = spawnNode({ PORT: "0", UPSTREAM: upstream.url });
      const [greeting] = (await once(child.stdout ?? child, "data")) as [Buffer];
      const address = /http:\/\/[\d.:]+/.exec(greeting.toString())?.[0] ?? "";
      const answer = ask(address, goodRequest);
      await expect.poll(() => upstream.seen.length).toBe(1);
      child.kill(signal);
      const [code] = await once(child, "exit");
      expect((await answer).text).toBe(goodAnswer);
      expect(code).toBe(0);
      await upstream.close();
    },
  );
});

describe("what never becomes a request", () => {
  let program: Program;
  beforeAll(async () => {
    program = await startNode({ UPSTREAM: "samples" });
  });
  afterAll(() => program?.stop());

  const head = `POST ${summaryPath} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n`;
  it.each([
    {
      what: "bytes that are not HTTP",
      bytes: "\x16\x03\x01\x02\x00",
      status: 400,
      code: "request-malformed",
    },
    {
      what: "a length beside chunks",
      bytes: `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      status: 400,
      code: "request-malformed",
    },
    {
      what: "two lengths",
      bytes: `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
      status: 400,
      code: "request-malformed",
    },
    {
      what: "a length that is none",
      bytes: `${head}Content-Length: +5\r\n\r\nhello`,
      status: 400,
      code: "request-malformed",
    },
    {
      what: "a coding that only looks like chunked",
      bytes: `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
      status: 400,
      code: "request-malformed",
    },
    {
      what: "a folded field",
      bytes: `${head}X-A: 1\r\n 2: 3\r\nX\x00: 4\r\n\r\n`,
      status: 400,
      code: "request-malformed",
    },
    { what: "no Host", bytes: "GET /-/health HTTP/1.1\r\n\r\n", status: 400, code: "request-malformed" },
    {
      what: "a Host that is none",
      bytes: "GET /-/health HTTP/1.1\r\nHost: a b\r\n\r\n",
      status: 400,
      code: "request-malformed",
    },
    {
      what: "a header of 20 KB",
      bytes: `${head}X-A: ${"a".repeat(20_000)}\r\n\r\n`,
      status: 431,
      code: "headers-too-large",
    },
    {
      what: "an odd expectation",
      bytes: "GET /-/health HTTP/1.1\r\nHost: a\r\nExpect: much\r\n\r\n",
      status: 417,
      code: "expectation-failed",
    },
    {
      what: "CONNECT",
      bytes: "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
      status: 405,
      code: "method-not-allowed",
    },
  ])("$what is answered $status $code", async ({ bytes, status, code }) => {
    expect(spokenBody(await speak(program.address, [Buffer.from(bytes, "latin1")]))).toEqual({
      status,
      code,
    });
    expect((await ask(program.address, { path: "/-/health" })).status).toBe(200);
  });

  it("a request that asks for another protocol is answered in this one", async () => {
    const bytes = "GET /-/health HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    expect(await speak(program.address, bytes)).toMatch(/^HTTP\/1\.1 200/);
  });
});
