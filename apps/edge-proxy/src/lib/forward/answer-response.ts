import { rewriteOrigin } from "@so-webapi/platform/links";
import { isJson } from "@so-webapi/platform/media";
import type { Taken } from "../body/body.ts";
import { type FlowEnd, flow } from "../body/flow.ts";
import { answerHeaders, areValid } from "../headers/answer-headers.ts";
import { fieldOf, type HeaderField } from "../headers/fields.ts";
import { rewriteLarge } from "../links/rewrite-large.ts";
import { rewriteLocations } from "../links/rewrite-location.ts";
import { rewriteText } from "../links/rewrite-text.ts";
import { ProxyAnswer } from "../message/proxy-answer.ts";
import type { Exchange } from "../observe/exchange.ts";
import { publicBaseOf, type Settings } from "../settings.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import { VALIDATION_HEADER, validationHeader, violationMembers } from "../validation/verdict.ts";
import { noteFailure } from "./failures.ts";
import type { MatchedRequest } from "./forward.ts";
import { holdBytes, inspectAnswer } from "./inspect-answer.ts";
import { limitAnswer } from "./limits-of-view.ts";
import { modesFor } from "./modes-for.ts";

// Statuses without a body (RFC 9110, 6.4.1).
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** Checks an upstream's answer, rewrites its links and makes the response; a body without links keeps its bytes. */
export async function answerResponse(
  exchange: Exchange,
  matched: MatchedRequest,
  answer: TransportAnswer,
  settings: Settings,
): Promise<ProxyAnswer> {
  const isHead = exchange.request.method === "HEAD";
  const body = isHead || bodiless.has(answer.status) ? null : answer.body;
  if (body === null) answer.body?.cancel();
  let taken: Taken | null;
  try {
    taken = body === null ? null : await body.take(holdBytes(answer, matched, settings));
  } catch (error) {
    return exchange.problem(noteFailure(exchange, error));
  }
  const { text, value, verdict } = isHead
    ? { text: undefined, value: undefined, verdict: undefined }
    : await inspectAnswer(answer, taken, matched, settings);
  if (verdict !== undefined) {
    exchange.facts.answer = verdict;
    // An answer counts once, however often it is used.
    if (answer.isKept !== true) settings.drift.note(matched.operation, answer.status, verdict, value);
  }
  if (verdict?.result === "invalid" && modesFor(matched, settings).answers === "enforce") {
    taken?.rest?.cancel().catch(() => {});
    // Places can be keys of dictionaries, which are data.
    return exchange.problem("answer-invalid", {
      extensions: matched.view ? {} : violationMembers(verdict),
    });
  }
  const baseUrl = answer.baseUrl ?? settings.upstream.baseUrl;
  let rewritten = text === undefined ? undefined : rewriteBody(text, exchange, matched, baseUrl, settings);
  if (matched.view !== undefined && taken !== null) {
    const limited = await limitAnswer(matched.view, matched, answer, taken, rewritten, settings);
    if (limited.refusal !== undefined) {
      taken.rest?.cancel().catch(() => {});
      return exchange.problem(limited.refusal.code, limited.refusal);
    }
    ({ taken, rewritten } = limited);
  }
  const flowing = text === undefined ? rewriteFlow(exchange, answer, taken, matched, settings) : undefined;
  taken = flowing ?? taken;
  const isChanged = rewritten !== undefined || matched.view !== undefined || flowing !== undefined;
  const fields = fieldsOf(exchange, answer, matched, isChanged, settings);
  if (!areValid(fields)) {
    taken?.rest?.cancel().catch(() => {});
    return exchange.problem("upstream-invalid");
  }
  // RFC 9110, 8.3: what a body without a type may be taken for. Servers and browsers would guess.
  if (taken !== null && fieldOf(fields, "content-type") === undefined)
    fields.push(["content-type", "application/octet-stream"]);
  const outcome = validationHeader(exchange.facts);
  if (outcome !== undefined) fields.push([VALIDATION_HEADER, outcome]);
  const sent = bodyOf(exchange, answer, taken, rewritten, isChanged, fields);
  return new ProxyAnswer(sent, { status: answer.status, statusText: answer.statusText, headers: fields });
}

function rewriteBody(
  text: string,
  exchange: Exchange,
  { operation, tenant }: MatchedRequest,
  baseUrl: string | undefined,
  settings: Settings,
): Uint8Array<ArrayBuffer> | undefined {
  if (baseUrl === undefined || operation.links.length === 0) return undefined;
  const target = publicBaseOf(settings, exchange.request, tenant);
  const after = rewriteText(text, operation.links, (url) => rewriteOrigin(url, baseUrl, target));
  return after === text ? undefined : new TextEncoder().encode(after);
}

/** The same for a body that is not held whole: it is too long, or packed so that it would be. */
function rewriteFlow(
  exchange: Exchange,
  answer: TransportAnswer,
  taken: Taken | null,
  { operation, tenant, view }: MatchedRequest,
  settings: Settings,
): Taken | undefined {
  const baseUrl = answer.baseUrl ?? settings.upstream.baseUrl;
  // What a view has looked through comes unpacked.
  const coding = view === undefined ? fieldOf(answer.headers, "content-encoding") : undefined;
  if (taken === null || (taken.rest === null && coding === undefined) || answer.status === 206)
    return undefined;
  if (baseUrl === undefined || operation.links.length === 0) return undefined;
  if (!isJson(fieldOf(answer.headers, "content-type"))) return undefined;
  const target = publicBaseOf(settings, exchange.request, tenant);
  const rewrite = (url: string): string => rewriteOrigin(url, baseUrl, target);
  return rewriteLarge(taken, { places: operation.links, rewrite, coding });
}

function fieldsOf(
  exchange: Exchange,
  answer: TransportAnswer,
  { signsIn, tenant }: MatchedRequest,
  isRewritten: boolean,
  settings: Settings,
): HeaderField[] {
  const baseUrl = answer.baseUrl ?? settings.upstream.baseUrl;
  const all = answerHeaders(answer.headers);
  // A session that the upstream begins is the proxy's, and its cookie would let the caller into it.
  const fields = !signsIn ? all : all.filter(([name]) => name !== "set-cookie");
  // A rewritten body goes out unpacked and is no longer what a digest (RFC 9530) was made of.
  const kept = isRewritten
    ? fields.filter(([name]) => !["content-encoding", "content-digest", "repr-digest", "etag"].includes(name))
    : fields;
  return baseUrl === undefined
    ? kept
    : rewriteLocations(kept, baseUrl, publicBaseOf(settings, exchange.request, tenant));
}

function bodyOf(
  exchange: Exchange,
  answer: TransportAnswer,
  taken: Taken | null,
  rewritten: Uint8Array<ArrayBuffer> | undefined,
  isChanged: boolean,
  fields: HeaderField[],
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null {
  if (taken === null) return null;
  if (taken.rest === null) {
    const bytes = rewritten ?? taken.bytes;
    fields.push(["content-length", String(bytes.byteLength)]);
    return bytes;
  }
  const declared = isChanged ? undefined : fieldOf(answer.headers, "content-length");
  if (declared !== undefined && /^[0-9]+$/.test(declared)) fields.push(["content-length", declared]);
  exchange.defer();
  return flow(taken.bytes, taken.rest, {
    onEnd: (end, reason) => finish(exchange, answer.status, end, reason),
  });
}

function finish(exchange: Exchange, status: number, end: FlowEnd, reason: unknown): void {
  if (end === "failed") noteFailure(exchange, reason);
  if (end === "cancelled") exchange.facts.code = "client-closed";
  exchange.end(status);
}
