import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

/** Serves a fetch handler on a socket of 127.0.0.1. */
export async function serveFetch(
  handle: (request: Request) => Promise<Response>,
): Promise<{ readonly url: `http://${string}` } & AsyncDisposable> {
  const server = createServer(async (request, response) => {
    const { method = "GET", url, headers } = request;
    const bytes = Buffer.concat(await request.toArray());
    const answer = await handle(
      new Request(`http://${headers.host}${url}`, {
        method,
        headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
        ...(bytes.length > 0 && { body: bytes }),
      }),
    );
    response.writeHead(answer.status, [...answer.headers].flat());
    if (answer.body === null) return response.end();
    return Readable.fromWeb(answer.body as ReadableStream).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
