import type { SoapBridge } from "@so-webapi/soap";
import type { Contract } from "../contract/contract.ts";
import { webInbound } from "../inbound/inbound.ts";
import type { ProxyAnswer } from "../message/proxy-answer.ts";
import type { ProxyRequest } from "../message/proxy-request.ts";
import { answerOf, requestOf, responseOf } from "../message/web.ts";
import type { Exchange } from "../observe/exchange.ts";

/** How SOAP clients are served. */
export interface SoapOptions {
  /**
   * Seals the credentials of `SoPrincipal` logins into the tickets that clients get: 32 random bytes, the same in every
   * instance that serves the same clients. Default: none, and logins are refused; clients then bring tickets of SuperOffice.
   */
  readonly ticketKey?: Uint8Array<ArrayBuffer>;
  /** `SO-Language` for clients that name none. Default: none, texts in several languages come raw. */
  readonly language?: string;
}

/** Answers a request of REST, within an exchange that has begun. */
export type AnswerRest = (exchange: Exchange) => Promise<ProxyAnswer>;

/** Answers SOAP clients; undefined where the path is no service's. */
export type SoapService = (exchange: Exchange, path: string) => Promise<ProxyAnswer | undefined> | undefined;

export interface SoapServicePorts {
  readonly contract: Contract;
  /** Bytes of an envelope and of an answer that are read at most. */
  readonly maxBytes: number;
  /** Whether calls without a ticket go on, because the proxy signs in for its callers. */
  readonly signsIn: boolean;
  /** Name of the header that holds an API key, in lower case. */
  readonly apiKeyHeader: string;
  readonly clock: () => number;
  /** The address that callers use, without a slash at its end. */
  readonly addressOf: (request: ProxyRequest) => string;
  readonly answerRest: AnswerRest;
}

/** Tell a caller something about its rate, or that it should come later: they hold for the SOAP call as well. */
const carried = ["retry-after", "ratelimit", "ratelimit-policy", "cache-status"];

/**
 * SOAP clients at `/Remote/Services84/*.svc` to `Services88`. A call becomes the REST operation that it means and goes through
 * the proxy as if it had come as that: caller, policy, rate, validation, cache and credentials hold for it. The tables of the
 * five versions are read when the first client comes.
 */
export function soapService(options: SoapOptions, ports: SoapServicePorts): SoapService {
  const { contract, maxBytes, signsIn, clock } = ports;
  let loaded: Promise<SoapBridge> | undefined;
  const bridge = async (): Promise<SoapBridge> => {
    const { createSoapBridge } = await import("@so-webapi/soap");
    return createSoapBridge({
      contract,
      maxBytes,
      clock,
      credentials: signsIn ? "optional" : "required",
      ...options,
    });
  };

  const answerService = async (exchange: Exchange, path: string): Promise<ProxyAnswer | undefined> => {
    loaded ??= bridge();
    const { target: readService, handle } = await loaded;
    const target = readService(path);
    if (target === undefined) return undefined;
    const { request } = exchange;
    exchange.facts.soap = `Services${target.version}/${target.agent}`;
    let told: readonly (readonly [string, string])[] = [];
    const upstream = async (rest: Request): Promise<Response> => {
      const answer = await ports.answerRest(exchange.within(innerRequest(rest, request, ports)));
      told = [...answer.headers].filter(([name]) => carried.includes(name));
      return responseOf(answer);
    };
    const origin = ports.addressOf(request);
    const answer = answerOf(await handle(request.web(exchange.stop.signal), upstream, { origin, target }));
    for (const [name, value] of told) answer.headers.append(name, value);
    return answer;
  };
  return (exchange, path) => (/\.svc\/?$/i.test(path) ? answerService(exchange, path) : undefined);
}

/** The REST request of a SOAP call, with what tells the proxy who sent it. */
function innerRequest(rest: Request, outer: ProxyRequest, { apiKeyHeader }: SoapServicePorts): ProxyRequest {
  const inner = requestOf(rest, { ...webInbound(rest, undefined), clientAddress: outer.clientAddress });
  const { headers } = inner;
  for (const name of [apiKeyHeader, "authorization"]) {
    const value = outer.headers.get(name);
    if (value !== null && !headers.has(name)) headers.set(name, value);
  }
  // Something in front of the proxy may have changed it.
  return { ...inner, origin: outer.origin };
}
