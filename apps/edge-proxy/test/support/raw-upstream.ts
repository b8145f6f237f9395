import { createServer, type Server, type Socket } from "node:net";

/** What a raw upstream does with one request. `head` is everything up to the empty line. */
export type Behaviour = (socket: Socket, head: string) => void;

/** A server on bare TCP that can break every rule of HTTP. */
export interface RawUpstream {
  readonly url: string;
  /** Request heads as they came, oldest first. */
  readonly heads: string[];
  /** Bytes that came in all. */
  received(): number;
  /** Connections that are open now. */
  open(): number;
  /** What it does from the next request on; what it was to do to connections is forgotten. */
  behave(behaviour: Behaviour): void;
  /** What it does to connections, before anything is read of them. */
  greet(greeting: (socket: Socket) => void): void;
  close(): Promise<void>;
}

export async function rawUpstream(first: Behaviour = (socket) => socket.destroy()): Promise<RawUpstream> {
  let behaviour = first;
  let greeting: ((socket: Socket) => void) | undefined;
  let bytes = 0;
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let text = "";
    /** Bytes of a body that are still to come; for ever where its end is not declared. */
    let left = 0;
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    greeting?.(socket);
    socket.on("data", (chunk) => {
      bytes += chunk.length;
      const skipped = Math.min(left, chunk.length);
      left -= skipped;
      if (left > 0) return;
      text += chunk.toString("latin1", skipped);
      const end = text.indexOf("\r\n\r\n");
      if (end === -1) return;
      const head = text.slice(0, end);
      const length = /^transfer-encoding:/im.test(head)
        ? Number.POSITIVE_INFINITY
        : Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
      // Whoever keeps a connection open asks again when the last answer is in: nothing follows a body at once.
      left = Math.max(0, length - (text.length - end - 4));
      text = "";
      heads.push(head);
      behaviour(socket, head);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    heads,
    received: () => bytes,
    open: () => sockets.size,
    behave(next) {
      behaviour = next;
      greeting = undefined;
    },
    greet(next) {
      greeting = next;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** An answer in correct HTTP/1.1, after which the connection closes. */
export function answerText(
  body: string,
  fields: readonly string[] = ["Content-Type: application/json"],
  status = "200 OK",
): string {
  return [
    `HTTP/1.1 ${status}`,
    ...fields,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}
