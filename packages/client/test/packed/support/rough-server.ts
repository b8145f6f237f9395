import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { gzipSync } from "node:zlib";

interface Visit {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  /** Reads the body to its end. */
  readonly body: () => Promise<Buffer>;
  /** How many requests had this path before. */
  readonly earlier: number;
  readonly elsewhere: string;
}

/** By the first part of the path. The bytes are written as they are: no HTTP library would send most of them. */
const manners: Readonly<Record<string, (visit: Visit) => unknown>> = {
  "reset-unread": ({ socket }) => socket.resetAndDestroy(),
  "reset-read": async ({ socket, body }) => {
    await body();
    socket.resetAndDestroy();
  },
  "reset-in-body": ({ socket }) => {
    socket.write(`${head(200, "Content-Length: 100")}{"Contact`, () =>
      setTimeout(() => socket.resetAndDestroy(), 20),
    );
  },
  "stall-before-head": () => {},
  "stall-in-head": ({ socket }) => socket.write("HTTP/1.1 200 OK\r\nContent-"),
  "stall-in-body": ({ socket }) => socket.write(`${head(200, "Content-Length: 4")}nu`),
  truncated: ({ socket }) => socket.end(`${head(200, "Content-Length: 100")}{"Contact`),
  "chunk-missing": ({ socket }) => socket.end(`${head(200, "Transfer-Encoding: chunked")}5\r\n{"Con\r\n`),
  "longer-than-told": ({ socket }) => socket.end(`${head(200, "Content-Length: 4")}null{"more": 1}`),
  "204-with-length": ({ socket }) => socket.end(head(204, "Content-Length: 5")),
  "chunked-zero": ({ socket }) => socket.end(`${head(200, "Transfer-Encoding: chunked")}0\r\n\r\n`),
  "html-error": ({ socket }) => socket.end(`${head(502, "Content-Type: text/html")}<h1>Bad gateway</h1>`),
  "html-success": ({ socket }) => socket.end(`${head(200, "Content-Type: text/html")}<h1>Sign in</h1>`),
  gzip: ({ socket }) => {
    const bytes = gzipSync('{"ContactId":7}');
    socket.write(head(200, "Content-Encoding: gzip", `Content-Length: ${bytes.length}`));
    socket.end(bytes);
  },
  "gzip-broken": ({ socket }) => {
    const bytes = gzipSync('{"ContactId":7}').fill(0x41, 10);
    socket.write(head(200, "Content-Encoding: gzip", `Content-Length: ${bytes.length}`));
    socket.end(bytes);
  },
  redirect: ({ socket, elsewhere }) =>
    socket.end(head(307, `Location: ${elsewhere}/stolen`, "Content-Length: 0")),
  "busy-at-first": ({ socket, earlier }) =>
    socket.end(earlier === 0 ? head(429, "Retry-After: 0", "Content-Length: 0") : json({ ContactId: 7 })),
  "reset-at-first": ({ socket, earlier }) =>
    earlier === 0 ? socket.resetAndDestroy() : socket.end(json({ ContactId: 7 })),
  busy: ({ socket }) => socket.end(head(503, "Retry-After: 0", "Content-Length: 0")),
  "new-token-please": ({ socket, request }) =>
    socket.end(
      request.headers.authorization === "Bearer new"
        ? json({ ContactId: 7 })
        : head(401, "Content-Length: 0"),
    ),
  moved: ({ socket }) => socket.end(head(421, "Content-Length: 0")),
  echo: async ({ socket, request, body }) => {
    const bytes = await body();
    const { method, url, headers } = request;
    socket.end(json({ method, url, headers, body: bytes.toString("base64") }));
  },
};

export interface RoughServer extends AsyncDisposable {
  readonly url: string;
}

/**
 * Serves on a socket of 127.0.0.1 and behaves as the first part of a request's path says. `/seen` answers how many
 * requests each path had, but for those to `/seen` itself.
 *
 * @param elsewhere - the origin that it redirects to.
 */
export async function serveRough(elsewhere = ""): Promise<RoughServer> {
  const seen: Record<string, number> = {};
  const server = createServer(async (request) => {
    const { socket } = request;
    socket.on("error", () => {});
    request.on("error", () => {});
    const path = new URL(request.url ?? "/", "http://rough").pathname;
    if (path === "/seen") return socket.end(json(seen));
    const earlier = seen[path] ?? 0;
    seen[path] = earlier + 1;
    const manner = manners[path.split("/")[1] ?? ""] ?? (() => socket.end(head(404, "Content-Length: 0")));
    const body = async () => Buffer.concat(await request.toArray());
    await manner({ request, socket, body, earlier, elsewhere });
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket.once("close", () => sockets.delete(socket))));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function head(status: number, ...lines: string[]): string {
  const type = lines.some((line) => line.startsWith("Content-Type"))
    ? []
    : ["Content-Type: application/json"];
  return [`HTTP/1.1 ${status} x`, "Connection: close", ...type, ...lines, "", ""].join("\r\n");
}

function json(value: unknown): string {
  const text = JSON.stringify(value);
  return `${head(200, `Content-Length: ${Buffer.byteLength(text)}`)}${text}`;
}
