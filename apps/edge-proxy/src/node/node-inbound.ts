import type { IncomingMessage } from "node:http";
import { mayHaveBody, type ReadInbound, webInbound } from "../lib/inbound/inbound.ts";
import { readableBody } from "./readable-body.ts";

/** Reads target, address and body from Node's own request, before any URL parser has smoothed the target. */
export const nodeInbound: ReadInbound = (request, env) => {
  const incoming = incomingOf(env);
  if (incoming === undefined) return webInbound(request, env);
  return {
    target: incoming.url ?? "/",
    clientAddress: incoming.socket.remoteAddress,
    body: mayHaveBody(request.method)
      ? readableBody(incoming, {
          toError: (cause) => new Error("the request broke off", { cause }),
          // An upload that nobody wants is let run dry, so that the caller gets to read the answer; the server
          // closes the connection if that takes too long.
          abandon: (readable) => readable.resume(),
        })
      : null,
  };
};

function incomingOf(env: unknown): IncomingMessage | undefined {
  if (typeof env !== "object" || env === null || !("incoming" in env)) return undefined;
  return env.incoming as IncomingMessage;
}
