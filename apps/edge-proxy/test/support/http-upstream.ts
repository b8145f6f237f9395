import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A request as an upstream saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** An upstream that speaks HTTP well. */
export interface HttpUpstream {
  readonly url: string;
  readonly seen: Seen[];
  answer(next: (response: ServerResponse, seen: Seen) => void): void;
  close(): Promise<void>;
}

export async function httpUpstream(): Promise<HttpUpstream> {
  const seen: Seen[] = [];
  let answer = (response: ServerResponse, _seen: Seen): void => {
    response.end();
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("error", () => {});
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", rawHeaders, headers } = request;
      const one: Seen = { method, url, rawHeaders, headers, body: Buffer.concat(chunks) };
      seen.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    answer(next) {
      answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
