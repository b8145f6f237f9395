import { readFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { UpstreamAnswer } from "../upstream-answer.ts";
import { Pool } from "./pool.ts";

const answer = (body: string, fields = ""): string =>
  `HTTP/1.1 200 OK\r\n${fields}Content-Length: ${body.length}\r\n\r\n${body}`;

/** Connections that were opened and the texts that came over each, answered by `reply`. */
interface Server {
  readonly origin: string;
  readonly seen: string[];
  readonly sockets: Socket[];
  reply: string;
  ends: boolean;
}

/** A connection rests for a moment before it is used again. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

const toClose: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

async function server(isTls = false): Promise<Server> {
  const seen: string[] = [];
  const sockets: Socket[] = [];
  const onSocket = (socket: Socket): void => {
    const at = sockets.push(socket) - 1;
    seen.push("");
    socket.on("error", () => {});
    socket.on("data", (piece) => {
      seen[at] += piece.toString("latin1");
      if (/\r\n\r\n/.test(piece.toString("latin1"))) {
        if (made.ends) socket.end(made.reply);
        else socket.write(made.reply);
      }
    });
  };
  const pem = (name: string) =>
    readFileSync(fileURLToPath(new URL(`../../../test/support/tls/${name}.pem`, import.meta.url)));
  const listening = isTls
    ? createTlsServer({ key: pem("key"), cert: pem("certificate") }, onSocket)
    : createServer(onSocket);
  listening.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  toClose.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => listening.close(resolve));
  });
  const made: Server = {
    origin: `http${isTls ? "s" : ""}://127.0.0.1:${address.port}`,
    seen,
    sockets,
    reply: answer("x"),
    ends: false,
  };
  return made;
}

function poolTo(origin: string): Pool {
  const pool = new Pool(origin, { connectTimeout: 5_000, keepAliveTimeout: 4_000, maxHeader: 65_536 });
  toClose.push(() => pool.close());
  return pool;
}

/** Asks and gives the body, or the code of what went wrong. */
async function ask(pool: Pool, body: Uint8Array | null = null): Promise<string> {
  const taken = await new Promise<string>((resolve) => {
    const fail = (error: unknown): void =>
      resolve(error instanceof Error && "code" in error ? String(error.code) : String(error));
    const upstream = new UpstreamAnswer({
      onAnswer: ({ body: given }) =>
        void given?.take(1e6).then(({ bytes }) => resolve(Buffer.from(bytes).toString("latin1")), fail),
      onFailure: fail,
      onEnd: () => {},
      toError: (cause) => (cause instanceof Error ? cause : new Error(String(cause))),
    });
    const head = `POST / HTTP/1.1\r\nhost: ${pool.host}\r\ncontent-length: ${body?.byteLength ?? 0}\r\n\r\n`;
    pool.send({ head, body, isHead: false, headersTimeout: 5_000, idleTimeout: 5_000 }, upstream);
  });
  return taken;
}

describe("connections", () => {
  it("are used again, one after the other, and opened where all are busy", async () => {
    const upstream = await server();
    const pool = poolTo(upstream.origin);
    for (const _ of [1, 2, 3]) {
      expect(await ask(pool)).toBe("x");
      await rest();
    }
    expect(upstream.sockets.length).toBe(1);
    expect(await Promise.all([ask(pool), ask(pool)])).toEqual(["x", "x"]);
    expect(upstream.sockets.length).toBe(2);
  });

  it.each([
    { what: "ends", speak: (socket: Socket) => socket.end() },
    { what: "speaks unasked", speak: (socket: Socket) => socket.write(answer("forged")) },
    { what: "is reset", speak: (socket: Socket) => socket.resetAndDestroy() },
  ])("that $what before a request went out gives it to another one", async ({ speak }) => {
    const upstream = await server();
    const pool = poolTo(upstream.origin);
    expect(await ask(pool)).toBe("x");
    await rest();
    const [first] = upstream.sockets;
    if (first === undefined) throw new Error("no connection");
    // From a timer the event loop goes on to what came in, and only then to what was put off.
    const asked = await new Promise<{ body: Promise<string> }>((resolve) => {
      setTimeout(() => {
        speak(first);
        resolve({ body: ask(pool) });
      });
    });
    expect(await asked.body).toBe("x");
    expect(upstream.sockets.length).toBe(2);
    expect(upstream.seen[0]?.match(/POST/g)?.length).toBe(1);
  });

  it.each([
    { what: "says that it closes", reply: answer("x", "Connection: close\r\n") },
    { what: "keeps it for less than a request may take", reply: answer("x", "Keep-Alive: timeout=2\r\n") },
    {
      what: "sent more than its answer",
      reply: `${answer("x")}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged`,
    },
  ])("are not used again where the upstream $what", async ({ reply }) => {
    const upstream = await server();
    upstream.reply = reply;
    const pool = poolTo(upstream.origin);
    expect(await ask(pool)).toBe("x");
    await rest();
    expect(await ask(pool)).toBe("x");
    expect(upstream.sockets.length).toBe(2);
  });

  it("are given up where the upstream speaks unasked: it could be an answer for somebody else", async () => {
    const upstream = await server();
    const pool = poolTo(upstream.origin);
    await ask(pool);
    upstream.sockets[0]?.write(answer("forged"));
    await expect.poll(() => upstream.sockets[0]?.destroyed).toBe(true);
    expect(await ask(pool)).toBe("x");
    expect(upstream.sockets.length).toBe(2);
  });

  it("do not carry a request to an upstream that closes behind its answer without a word of it", async () => {
    const upstream = await server();
    upstream.ends = true;
    const pool = poolTo(upstream.origin);
    for (let round = 0; round < 20; round++) expect(await ask(pool)).toBe("x");
  });

  it("are given up where the upstream leaves while nobody asks", async () => {
    const upstream = await server();
    const pool = poolTo(upstream.origin);
    await ask(pool);
    upstream.sockets[0]?.end();
    await expect.poll(() => upstream.sockets[0]?.destroyed).toBe(true);
    expect(await ask(pool)).toBe("x");
  });

  it("carry bodies as they are, long and short", async () => {
    const upstream = await server();
    const pool = poolTo(upstream.origin);
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const long = new Uint8Array(40_000).fill(255);
    await ask(pool, all);
    await rest();
    await ask(pool, long);
    await expect.poll(() => upstream.seen[0]?.endsWith("\xff".repeat(40_000))).toBe(true);
    expect(upstream.seen[0]).toContain(`\r\n\r\n${Buffer.from(all).toString("latin1")}`);
  });

  it("nobody listens for fail with the system's code", async () => {
    const upstream = await server();
    await toClose.pop()?.();
    expect(await ask(poolTo(upstream.origin))).toBe("ECONNREFUSED");
  });

  it("carry nothing where the certificate is nobody's that is known", async () => {
    const upstream = await server(true);
    expect(await ask(poolTo(upstream.origin))).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(upstream.seen.join("")).toBe("");
  });
});

describe("closing", () => {
  it("waits for what is under way and for nothing else", async () => {
    const upstream = await server();
    const pool = poolTo(upstream.origin);
    await ask(pool);
    await rest();
    upstream.reply = "";
    const last = ask(pool);
    await expect.poll(() => upstream.seen[0]?.split("POST").length).toBe(3);
    let isClosed = false;
    const closed = pool.close().then(() => {
      isClosed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).toBe(false);
    upstream.sockets[0]?.write(answer("late"));
    expect(await last).toBe("late");
    await closed;
  });
});
