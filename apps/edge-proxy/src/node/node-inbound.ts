import type { IncomingMessage, ServerResponse } from "node:http";
import { mayHaveBody, type ReadInbound, webInbound } from "../lib/inbound/inbound.ts";
import { readableBody } from "./readable-body.ts";

/** Reads target, address and body from Node's own request, before any URL parser has smoothed the target. */
export const nodeInbound: ReadInbound = (request, env) => {
  if (!isNodeEnv(env)) return webInbound(request, env);
  const { incoming, outgoing } = env;
  return {
    // The adapter ends a failed stream with the error's text, which would look like the end of the answer.
    cut: () => outgoing.destroy(),
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

/** What `@hono/node-server` hands to `fetch`. */
interface NodeEnv {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

function isNodeEnv(env: unknown): env is NodeEnv {
  return typeof env === "object" && env !== null && "incoming" in env && "outgoing" in env;
}
