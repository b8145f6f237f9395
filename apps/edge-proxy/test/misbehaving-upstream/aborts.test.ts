import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../support/client.ts";
import { type Program, runtimes } from "../support/programs.ts";
import { answerText, type RawUpstream, rawUpstream } from "../support/raw-upstream.ts";
import { contactPath, goodAnswer, goodRequest } from "../support/sample-requests.ts";
import { startSmall } from "../support/small-heap.ts";

const MiB = 1024 * 1024;
const head = `POST ${goodRequest.path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n`;
const whole = `${head}Content-Length: ${goodRequest.body.length}\r\n\r\n${goodRequest.body}`;
const upload = `POST ${contactPath} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${128 * MiB}\r\n\r\n`;
const flowing = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n";
const piece = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(65_536, "x"), Buffer.from("\r\n")]);

/** Sends chunks for as long as the other side takes them, and counts the bytes that it took. */
function pour(socket: Socket, count: (bytes: number) => void): void {
  socket.write(flowing);
  const more = (): void => {
    while (!socket.destroyed) {
      count(piece.length);
      if (!socket.write(piece)) return void socket.once("drain", more);
    }
  };
  more();
}

describe.each(runtimes)("on $runtime", ({ runtime, start }) => {
  let upstream: RawUpstream;
  let program: Program;
  const callers: Socket[] = [];

  beforeAll(async () => {
    upstream = await rawUpstream();
    const settings = { UPSTREAM: upstream.url, LOG: "all", TIMEOUT_MS: "3000", BODY_LIMIT: "256MB" };
    program = await startSmall(start, settings);
  });
  afterAll(async () => {
    for (const socket of callers) socket.destroy();
    await program?.stop();
    await upstream?.close();
  });

  function call(text: string): Socket {
    const socket = connect({
      port: Number(new URL(program.address).port),
      host: "127.0.0.1",
      allowHalfOpen: true,
    });
    callers.push(socket);
    socket.on("error", () => {});
    socket.write(text);
    return socket;
  }

  async function expectRecovered(): Promise<void> {
    await expect.poll(() => upstream.open()).toBe(0);
    upstream.behave((socket) => socket.end(answerText(goodAnswer)));
    expect((await ask(program.address, goodRequest)).text).toBe(goodAnswer);
    expect(program.output()).not.toMatch(/\n\s+at |"internal"/);
  }

  // workerd 1.20261102 does not abort a request's signal when its caller leaves; the header time-out ends it there.
  const ways = runtime === "workerd" ? [] : (["destroy", "resetAndDestroy", "end"] as const);
  it.for(ways)(
    "a caller who goes away (%s) before the answer ends the request upstream, and is noted as 499",
    async (act) => {
      upstream.behave(() => {});
      const before = upstream.heads.length;
      const noted = program.output().split('"client-closed"').length;
      const socket = call(whole);
      await expect.poll(() => upstream.heads.length).toBe(before + 1);
      socket[act]();
      await expect.poll(() => upstream.open()).toBe(0);
      await expect.poll(() => program.output().split('"client-closed"').length).toBe(noted + 1);
      await expectRecovered();
    },
  );

  it("a caller who goes away in the middle of the answer ends it upstream too", async () => {
    upstream.behave((socket) => pour(socket, () => {}));
    const socket = call(whole);
    await new Promise((resolve) => socket.once("data", resolve));
    socket.destroy();
    await expectRecovered();
  });

  it("a caller who goes away in the middle of an upload ends it upstream too", async () => {
    upstream.behave(() => {});
    const before = upstream.heads.length;
    const socket = call(upload);
    socket.write(Buffer.alloc(2 * MiB, " "));
    await expect.poll(() => upstream.heads.length).toBe(before + 1);
    socket.destroy();
    await expectRecovered();
  });

  it("an upstream that goes away in the middle of an upload ends it with 502", async () => {
    upstream.behave((socket) => void setTimeout(() => socket.resetAndDestroy(), 100));
    const socket = call(upload);
    const answer = new Promise<string>((resolve) => {
      let got = "";
      socket.on("data", (chunk) => {
        got += chunk.toString();
        if (got.includes("}")) resolve(got);
      });
      socket.on("close", () => resolve(got));
    });
    socket.write(Buffer.alloc(2 * MiB, " "));
    expect(await answer).toMatch(/^HTTP\/1\.1 502 /);
    socket.destroy();
    await expectRecovered();
  });

  it("a caller who does not read holds the upstream back, and costs no more memory than a few buffers", async () => {
    let sent = 0;
    const count = (bytes: number): void => {
      sent += bytes;
    };
    upstream.behave((socket) => pour(socket, count));
    const memory = program.peakMemory();
    const socket = call(whole);
    socket.pause();
    // Full once nothing moves any more: what is in flight then is in the buffers of four sockets.
    let last = -1;
    while (sent !== last) {
      last = sent;
      await wait(500);
    }
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(32 * MiB);
    if (memory !== undefined) expect((program.peakMemory() ?? 0) - memory).toBeLessThan(32 * MiB);
    socket.destroy();
    await expectRecovered();
  });

  it("an upstream that does not read holds the caller back, and costs no more memory than a few buffers", async () => {
    let stuck: Socket | undefined;
    upstream.behave((socket) => {
      stuck = socket.pause();
    });
    const memory = program.peakMemory();
    const before = upstream.heads.length;
    const socket = call(upload);
    let sent = 0;
    const chunk = Buffer.alloc(65_536, " ");
    const more = (): void => {
      while (sent < 128 * MiB) {
        sent += chunk.length;
        if (!socket.write(chunk)) return void socket.once("drain", more);
      }
    };
    more();
    await expect.poll(() => upstream.heads.length).toBe(before + 1);
    let last = -1;
    while (sent !== last) {
      last = sent;
      await wait(500);
    }
    expect(sent).toBeLessThan(32 * MiB);
    if (memory !== undefined) expect((program.peakMemory() ?? 0) - memory).toBeLessThan(32 * MiB);
    socket.destroy();
    stuck?.resume();
    await expectRecovered();
  });
});
