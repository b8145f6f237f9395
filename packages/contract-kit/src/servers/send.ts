import { request as httpRequest } from "node:http";
import type { Header, SampleRequest } from "../samples/sample.ts";
import { inPairs } from "./recorder.ts";

/** An answer as it arrived on the socket. */
export interface Received {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

/** Sends a request with exactly these headers, beside those of the connection, and nothing decoded on the way back. */
export function sendRaw(address: string, request: SampleRequest): Promise<Received> {
  const { hostname, port } = new URL(address);
  const body = Buffer.from(request.body);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      hostname,
      port,
      method: request.method,
      path: request.target,
      headers: [
        ...request.headers.flat(),
        "Host",
        `${hostname}:${port}`,
        "Content-Length",
        String(body.byteLength),
      ],
      // A connection of its own: one that was kept open may be closed by the other side while it is written to.
      agent: false,
    });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          reason: incoming.statusMessage ?? "",
          headers: inPairs(incoming.rawHeaders),
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.end(body);
  });
}
