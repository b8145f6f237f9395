import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Body } from "../lib/body/body.ts";
import { bodyStream } from "../lib/body/body-stream.ts";
import type { HeaderField } from "../lib/headers/fields.ts";
import { mayHaveBody } from "../lib/inbound/inbound.ts";
import { HeaderList } from "../lib/message/header-list.ts";
import type { ProxyRequest } from "../lib/message/proxy-request.ts";
import { readableBody } from "./readable-body.ts";

/**
 * Node's request in the proxy's own form, before any URL parser has smoothed the target. Undefined where `Host` is missing,
 * none or there twice.
 */
export function nodeRequest(incoming: IncomingMessage, outgoing: ServerResponse): ProxyRequest | undefined {
  const { method = "GET", url: target = "/" } = incoming;
  const origin = originOf(incoming.headers.host);
  if (origin === undefined) return undefined;
  const fields = fieldsOf(incoming.rawHeaders);
  if (fields === undefined) return undefined;
  const headers = new HeaderList(fields);
  const body = mayHaveBody(method) ? uploadOf(incoming) : null;
  return {
    method,
    target,
    origin,
    headers,
    body,
    clientAddress: incoming.socket.remoteAddress,
    onGone(listener) {
      // Not taken off: whoever has its answer is told of nothing, and taking off costs more than that.
      outgoing.on("close", () => {
        if (!outgoing.writableFinished) listener(incoming.errored ?? undefined);
      });
      return nothing;
    },
    web: (signal) =>
      new Request(`${origin}${target}`, {
        method,
        headers: [...headers].map(([name, value]): [string, string] => [name, value]),
        signal,
        ...(body !== null && { body: bodyStream(body), duplex: "half" }),
      }),
  };
}

const nothing = (): void => {};

function uploadOf(incoming: IncomingMessage): Body {
  return readableBody(incoming, {
    toError: (cause) => new Error("the request broke off", { cause }),
    abandon: runDry,
  });
}

/** Milliseconds that an upload which nobody wants may go on. */
const DRY = 30_000;

/** An upload that nobody wants is let run dry, so that the caller gets to read the answer, but not for ever. */
function runDry(readable: Readable): void {
  readable.resume();
  if (readable.readableEnded || readable.destroyed) return;
  const timer = setTimeout(() => readable.destroy(), DRY).unref();
  readable.once("close", () => clearTimeout(timer));
}

/** Node gives raw headers as names and values in turn. Undefined for two hosts (RFC 9112, 3.2): Node takes the first. */
function fieldsOf(raw: readonly string[]): HeaderField[] | undefined {
  const fields: HeaderField[] = [];
  let hosts = 0;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    if (name === "host" && ++hosts > 1) return undefined;
    fields.push([name, raw[at + 1] ?? ""]);
  }
  return fields;
}

const plainHost = /^[a-z0-9.-]+(?::(?!80$)[1-9][0-9]{0,3})?$/;

/** The origin that `Host` names; undefined for what is no host. The common form costs no URL parser. */
function originOf(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const url = `http://${host}`;
  if (plainHost.test(host)) return url;
  // RFC 9110, 7.2: host and port and nothing else.
  if (/[/?#@\\\s]/.test(host) || !URL.canParse(url)) return undefined;
  return new URL(url).origin;
}
