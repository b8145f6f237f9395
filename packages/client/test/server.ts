import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Socket } from "node:net";

/** A request as it came over the socket. */
export interface Seen {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The body before it was taken for text. */
  readonly bytes: Uint8Array;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: Seen[];
}

/** Serves on a free port of 127.0.0.1 and keeps what it saw. */
export async function serve(
  answer: (response: ServerResponse, seen: Seen, request: IncomingMessage) => void,
): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const bytes = Buffer.concat(await request.toArray());
    const { method = "", url: target = "", headers } = request;
    const entry = { method, target, headers, body: bytes.toString("utf8"), bytes };
    seen.push(entry);
    answer(response, entry, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Serves bytes as they are, for answers that no HTTP library would write. `then` says what follows them. */
export async function serveBytes(
  bytes: string,
  then: "end" | "reset" | "stall" = "end",
): Promise<{ readonly url: string } & AsyncDisposable> {
  const open = new Set<Socket>();
  const server = createSocketServer((socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
    socket.once("data", () => {
      // A short wait, or the reset overtakes the bytes.
      socket.write(bytes, () => setTimeout(finish, 20));
    });
    const finish = () => {
      if (then === "end") socket.end();
      if (then === "reset") socket.resetAndDestroy();
    };
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What a server does with one connection. */
export type Conduct =
  /** Resets it before anything was read. */
  | "reset-unread"
  /** Resets it when the head of a request has come. */
  | "reset-read"
  /** Writes these bytes when the head of a request has come, and closes. */
  | { readonly bytes: string | Uint8Array };

/** Treats each connection in its turn, the last conduct for all that follow. */
export async function serveConduct(
  ...conducts: readonly Conduct[]
): Promise<{ readonly url: string; readonly heads: string[] } & AsyncDisposable> {
  const heads: string[] = [];
  let count = 0;
  const server = createSocketServer((socket) => {
    const conduct = conducts[Math.min(count++, conducts.length - 1)] ?? "reset-unread";
    socket.on("error", () => {});
    if (conduct === "reset-unread") return socket.resetAndDestroy();
    socket.once("data", (chunk) => {
      heads.push(chunk.toString("latin1").split("\r\n")[0] ?? "");
      if (conduct === "reset-read") socket.resetAndDestroy();
      else socket.end(conduct.bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heads,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
