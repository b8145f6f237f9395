import type { ServicesVersion } from "@so-webapi/soap";
import type { RestBridge } from "@so-webapi/soap/reverse";
import type { Contract } from "../contract/contract.ts";
import type { HeaderField } from "../headers/fields.ts";
import { Stop } from "../stop/stop.ts";
import type { Transport } from "../transport/transport.ts";
import { sandboxUpstream } from "./sandbox-upstream.ts";
import type { Upstream } from "./upstream.ts";
import { normalizeBaseUrl } from "./url-upstream.ts";

export interface SoapUpstreamOptions {
  /** Address without `/Remote`: `https://crm.example/SuperOffice`. */
  readonly baseUrl: string;
  readonly version: ServicesVersion;
  readonly contract: Contract;
  /** Bytes of an answer that are read at most. */
  readonly maxBytes: number;
  readonly transport: Transport;
  /** Milliseconds, see {@link TransportRequest.headersTimeout}. */
  readonly headersTimeout: number;
  /** Milliseconds, see {@link TransportRequest.idleTimeout}. */
  readonly idleTimeout: number;
}

/**
 * A server that speaks SOAP only: the agents' operations become calls of its services, all others are answered 501. Experimental:
 * it has been tried against this proxy's own SOAP side, which proves round trips and no real server.
 */
export function soapUpstream(options: SoapUpstreamOptions): Upstream {
  const { version, contract, maxBytes } = options;
  const baseUrl = normalizeBaseUrl(options.baseUrl);
  let loaded: Promise<RestBridge> | undefined;
  const bridge = async (): Promise<RestBridge> => {
    const { createRestBridge } = await import("@so-webapi/soap/reverse");
    return createRestBridge({ contract, version, maxBytes });
  };
  const answer = async (request: Request): Promise<Response> => {
    loaded ??= bridge();
    const { handle } = await loaded;
    // The bridge makes an answer of every failure; those of the transport are told apart by the proxy.
    let failure: { readonly error: unknown } | undefined;
    const response = await handle(request, (soap) =>
      send(soap, baseUrl, options).catch((error: unknown) => {
        failure = { error };
        throw error;
      }),
    );
    if (failure !== undefined) throw failure.error;
    return response;
  };
  return { ...sandboxUpstream(answer, undefined), kind: "soap", baseUrl };
}

async function send(
  request: Request,
  baseUrl: string,
  { transport, headersTimeout, idleTimeout, maxBytes }: SoapUpstreamOptions,
): Promise<Response> {
  const { origin, pathname: prefix } = new URL(baseUrl);
  const body = new Uint8Array(await request.arrayBuffer());
  const { status, body: given } = await transport({
    method: request.method,
    origin,
    path: (prefix === "/" ? "" : prefix) + new URL(request.url).pathname,
    headers: [...request.headers].map(([name, value]): HeaderField => [name, value]),
    body,
    length: body.byteLength,
    headersTimeout,
    idleTimeout,
    stop: Stop.of(request.signal),
  });
  const taken = await given?.take(maxBytes);
  // What is longer is refused by the bridge, which counts again.
  await taken?.rest?.cancel();
  return new Response(taken?.bytes ?? null, {
    status,
    headers: { "content-type": "text/xml; charset=utf-8" },
  });
}
