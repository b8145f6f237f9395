import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { connectionFault, type Sandbox } from "@so-webapi/sandbox";
import { sendTruncated } from "./send-truncated.ts";

export interface ServeOptions {
  readonly fetch: Sandbox["fetch"];
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Listens until `close`; fails where the port cannot be had. */
export function serve({ fetch, host, port }: ServeOptions): Promise<Server> {
  const listener = getRequestListener(async (request, env) => {
    const response = await fetch(request);
    const fault = connectionFault(response);
    if (fault === undefined) return response;
    const { outgoing } = env as { readonly outgoing: ServerResponse };
    // RFC 9293, 3.10.7: the other side is to see a reset, not an orderly end.
    if (fault === "reset") outgoing.socket?.resetAndDestroy();
    else await sendTruncated(response, outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  const server = createServer(listener);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

/** `http://127.0.0.1:4010`, IPv6 in brackets. */
export function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
