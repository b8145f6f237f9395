import { answerHeaders } from "../headers/answer-headers.ts";
import type { HeaderField } from "../headers/fields.ts";
import { requestHeaders } from "../headers/request-headers.ts";
import { ProxyAnswer } from "../message/proxy-answer.ts";
import { schemeOf } from "../message/proxy-request.ts";
import type { Exchange } from "../observe/exchange.ts";
import type { Settings } from "../settings.ts";
import { untilStopped } from "../stop/until-stopped.ts";
import { TransportError } from "../transport/transport.ts";
import type { LocalFetch } from "../upstream/sandbox-upstream.ts";
import { noteFailure } from "./failures.ts";
import { tooLarge } from "./request-body.ts";

/**
 * Lets a request that is beside the contract through to a WebAPI in this process, under the address that the caller used or
 * the origin of `publicUrl`, so that the issuer and the links that it makes lead through the proxy. Neither side is checked;
 * both bodies are small and held whole. The log gets method, status and time, as always: no path, query or body.
 *
 * @param spent Names of the caller's fields that are for the proxy alone.
 */
export async function passOn(
  exchange: Exchange,
  fetch: LocalFetch,
  settings: Settings,
  spent: readonly string[] = [],
): Promise<ProxyAnswer> {
  const { request } = exchange;
  const fields = [...request.headers].filter(([name]) => !spent.includes(name));
  const headers = requestHeaders(fields, {
    requestId: exchange.id,
    trace: exchange.trace,
    scheme: schemeOf(request),
    clientAddress: request.clientAddress,
  });
  const body = await wholeBody(exchange, settings);
  if (body instanceof ProxyAnswer) return body;
  try {
    const asked = new Request(new URL(settings.publicUrl ?? request.origin).origin + request.target, {
      method: request.method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body,
      signal: exchange.stop.signal,
    });
    const answer = await untilStopped(fetch(asked), exchange.stop);
    // A body that breaks off must not be begun: the caller would take half for the whole.
    const bytes = await untilStopped(answer.arrayBuffer(), exchange.stop);
    return keptOf(answer, request.method === "HEAD" || bytes.byteLength === 0 ? null : new Uint8Array(bytes));
  } catch (error) {
    return exchange.problem(noteFailure(exchange, error));
  }
}

/** The body of a request, or the problem where it is over `bodyBytes` or does not arrive. */
async function wholeBody(
  exchange: Exchange,
  { limits }: Settings,
): Promise<Uint8Array<ArrayBuffer> | null | ProxyAnswer> {
  const { request, stop } = exchange;
  const refuse = (): ProxyAnswer => {
    request.body?.cancel();
    return exchange.problem("body-too-large", { detail: `The proxy takes ${limits.bodyBytes} bytes.` });
  };
  if (tooLarge(request.headers.get("content-length") ?? undefined, limits.bodyBytes)) return refuse();
  if (request.body === null) return null;
  try {
    const { bytes, rest } = await untilStopped(request.body.take(limits.bodyBytes), stop);
    if (rest !== null || bytes.byteLength > limits.bodyBytes) return refuse();
    return bytes.byteLength === 0 ? null : bytes;
  } catch {
    const { reason } = stop;
    const late = reason instanceof TransportError && reason.kind === "timeout";
    if (late) request.body.cancel();
    return exchange.problem(late ? "request-timeout" : "client-closed");
  }
}

function keptOf(answer: Response, body: Uint8Array<ArrayBuffer> | null): ProxyAnswer {
  const fields = [...answer.headers].map(([name, value]): HeaderField => [name, value]);
  const headers = answerHeaders(fields);
  if (body !== null) headers.push(["content-length", String(body.byteLength)]);
  return new ProxyAnswer(body, { status: answer.status, statusText: answer.statusText, headers });
}
