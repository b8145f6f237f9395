import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, speak, spokenBody } from "../support/client.ts";
import { runtimes } from "../support/programs.ts";
import { type Behaviour, type RawUpstream, rawUpstream } from "../support/raw-upstream.ts";
import { goodRequest, summaryPath } from "../support/sample-requests.ts";

const held = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";
/** One time-out is short, and the others are longer than the test may take. */
const never = { TIMEOUT_MS: "600000", IDLE_TIMEOUT_MS: "600000", TOTAL_TIMEOUT_MS: "600000" };
const timeout = { status: 504, code: "upstream-timeout" };

const drip: Behaviour = (socket) => {
  socket.write(held);
  const timer = setInterval(() => socket.write(" "), 50);
  socket.on("close", () => clearInterval(timer));
};

let upstream: RawUpstream;
beforeAll(async () => {
  upstream = await rawUpstream();
});
afterAll(() => upstream?.close());

describe.each(runtimes)("time-outs on $runtime, each by itself:", ({ runtime, start }) => {
  it.each<{ what: string; settings: Readonly<Record<string, string>>; behaviour: Behaviour }>([
    { what: "header", settings: { TIMEOUT_MS: "500" }, behaviour: () => {} },
    { what: "idle", settings: { IDLE_TIMEOUT_MS: "500" }, behaviour: (socket) => socket.write(held) },
    { what: "total, before the header", settings: { TOTAL_TIMEOUT_MS: "500" }, behaviour: () => {} },
    { what: "total, in a body that drips", settings: { TOTAL_TIMEOUT_MS: "500" }, behaviour: drip },
  ])("$what", async ({ settings, behaviour }) => {
    const program = await start({ UPSTREAM: upstream.url, ...never, ...settings });
    try {
      upstream.behave(behaviour);
      const answer = await ask(program.address, goodRequest);
      expect({ status: answer.status, code: answer.json.code }).toEqual(timeout);
      await expect.poll(() => upstream.open()).toBe(0);
    } finally {
      await program.stop();
    }
  });

  if (runtime === "workerd") return;

  it("connection, where the upstream accepts it and never says a word of TLS", async () => {
    const { port } = new URL(upstream.url);
    const program = await start({
      UPSTREAM: `https://127.0.0.1:${port}`,
      ...never,
      CONNECT_TIMEOUT_MS: "500",
    });
    try {
      upstream.behave(() => {});
      const answer = await ask(program.address, goodRequest);
      expect({ status: answer.status, code: answer.json.code }).toEqual(timeout);
      await expect.poll(() => upstream.open()).toBe(0);
    } finally {
      await program.stop();
    }
  });

  it.each([
    { what: "a caller who never says anything", text: "", dripped: "" },
    { what: "a caller whose header never ends", text: "GET / HTTP/1.1\r\nHost: a\r\nX-A: ", dripped: "a" },
  ])("$what gets 408 and the connection closed", async ({ text, dripped }) => {
    const program = await start({ UPSTREAM: upstream.url, ...never, REQUEST_TIMEOUT_MS: "500" });
    const { port } = new URL(program.address);
    try {
      const received = await new Promise<string>((resolve) => {
        let got = "";
        const socket = connect(Number(port), "127.0.0.1", () => socket.write(text));
        const timer = setInterval(() => dripped !== "" && socket.write(dripped), 100);
        socket.on("error", () => {});
        socket.on("data", (chunk) => {
          got += chunk.toString();
        });
        socket.on("close", () => {
          clearInterval(timer);
          resolve(got);
        });
      });
      expect(spokenBody(received)).toEqual({ status: 408, code: "request-timeout" });
    } finally {
      await program.stop();
    }
  });

  it("a caller whose body never ends gets 408", async () => {
    const program = await start({ UPSTREAM: upstream.url, ...never, TOTAL_TIMEOUT_MS: "500" });
    try {
      const before = upstream.heads.length;
      const head = `POST ${summaryPath} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n`;
      const received = await speak(program.address, `${head}Content-Length: 100\r\n\r\n{`, 1_000);
      expect(spokenBody(received)).toEqual({ status: 408, code: "request-timeout" });
      expect(upstream.heads.length).toBe(before);
    } finally {
      await program.stop();
    }
  });
});
