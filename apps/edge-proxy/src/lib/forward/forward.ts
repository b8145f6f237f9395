import type { Operation } from "@so-webapi/operations";
import type { Taken } from "../body/body.ts";
import type { Recognized } from "../callers/caller.ts";
import { replacedFields } from "../credentials/credentials.ts";
import { isAmbiguous } from "../headers/answer-headers.ts";
import { requestHeaders } from "../headers/request-headers.ts";
import type { ProxyAnswer } from "../message/proxy-answer.ts";
import { schemeOf } from "../message/proxy-request.ts";
import type { Exchange } from "../observe/exchange.ts";
import type { Settings } from "../settings.ts";
import { untilStopped } from "../stop/until-stopped.ts";
import { type TransportAnswer, TransportError } from "../transport/transport.ts";
import { checkParameters } from "../validation/check-parameters.ts";
import { checkRequest } from "../validation/check-request.ts";
import {
  joined,
  type PlacedViolation,
  type ValidationMode,
  violationMembers,
} from "../validation/verdict.ts";
import { guardRequestBody } from "../visibility/guard-request-body.ts";
import type { View } from "../visibility/view.ts";
import { answerResponse } from "./answer-response.ts";
import { failureResponse } from "./failures.ts";
import { limitedHeaders } from "./limits-of-view.ts";
import { modesFor } from "./modes-for.ts";
import { outgoingBody, tooLarge } from "./request-body.ts";

/** A request that matched an operation. */
export interface MatchedRequest {
  readonly operation: Operation;
  /** Decoded values of the path's parameters. */
  readonly params: Readonly<Record<string, string>>;
  /** The template's path with the caller's parameter values. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** Who asks; undefined where callers are not set. */
  readonly who: Recognized | undefined;
  /** The tenant that is meant, by its configured name; undefined where the upstream is one alone. */
  readonly tenant: string | undefined;
  /** Whether the proxy's own credentials go upstream, in place of the caller's. */
  readonly signsIn: boolean;
  /** False where the contract says nothing of the exchange: then neither side is checked. */
  readonly isDocumented: boolean;
  /** What the caller may see; absent where that is everything. */
  readonly view?: View | undefined;
}

/** Checks a request, sends it upstream, checks the answer and hands it on. Every failure becomes a problem. */
export async function forward(
  exchange: Exchange,
  matched: MatchedRequest,
  settings: Settings,
): Promise<ProxyAnswer> {
  const { request } = exchange;
  const { operation } = matched;
  exchange.facts.operationId = operation.operationId;
  exchange.facts.operation = operation;

  const { requests: mode } = modesFor(matched, settings);
  const misplaced = mode === "off" ? [] : checkParameters(matched);
  if (misplaced.length > 0 && mode === "enforce") {
    return refuseParameters(exchange, misplaced);
  }

  const length = request.headers.get("content-length") ?? undefined;
  if (tooLarge(length, settings.limits.bodyBytes)) return refuseBody(exchange, settings);
  let taken: Taken | null;
  try {
    const limit = Math.min(settings.limits.inspectBytes, settings.limits.bodyBytes);
    taken = request.body === null ? null : await untilStopped(request.body.take(limit), exchange.stop);
  } catch {
    return refuseUpload(exchange);
  }
  if (taken !== null && taken.bytes.byteLength > settings.limits.bodyBytes) {
    return refuseBody(exchange, settings);
  }

  const refusal = await judge(exchange, operation, mode, taken, settings);
  if (refusal !== undefined) return refusal;
  const limited = matched.view && (await limitBody(exchange, operation, taken, matched.view, settings));
  if (limited !== undefined) return limited;
  const verdict = joined(misplaced, exchange.facts.request);
  if (verdict !== undefined) exchange.facts.request = verdict;

  const headers = requestHeaders(request.headers, {
    requestId: exchange.id,
    trace: exchange.trace,
    scheme: schemeOf(request),
    clientAddress: request.clientAddress,
    spent: matched.signsIn ? [...(matched.who?.spent ?? []), ...replacedFields] : matched.who?.spent,
  });
  const outgoing = outgoingBody(taken, length, settings.limits.bodyBytes);
  let answer: TransportAnswer | undefined;
  const asked = exchange.elapsed();
  try {
    answer = await settings.upstream.send({
      operation,
      tenant: matched.tenant,
      identity: identityOf(matched.who),
      signsIn: matched.signsIn,
      method: request.method === "HEAD" ? "HEAD" : operation.method,
      origin: request.origin,
      path: matched.path + matched.query,
      headers: matched.view === undefined ? headers : limitedHeaders(headers),
      body: outgoing.body,
      length: outgoing.length,
      stop: exchange.stop,
      span: exchange.span,
    });
  } catch (error) {
    if (outgoing.exceeded()) return refuseBody(exchange, settings);
    return failureResponse(exchange, error);
  } finally {
    exchange.facts.upstreamMs = exchange.elapsed() - asked;
  }
  if (answer === undefined) return exchange.problem("sample-missing");
  if (answer.status < 200 || answer.status > 599 || isAmbiguous(answer.headers)) {
    answer.body?.cancel();
    return exchange.problem("upstream-invalid");
  }
  return answerResponse(exchange, matched, answer, settings);
}

/** A line break is in no name, and a subject cannot pretend to be another caller's. */
function identityOf(who: Recognized | undefined): string {
  return who === undefined ? "" : `${who.caller.name}\n${who.subject ?? ""}`;
}

function refuseParameters(exchange: Exchange, violations: readonly PlacedViolation[]): ProxyAnswer {
  exchange.facts.request = { result: "invalid", violations };
  exchange.request.body?.cancel();
  return exchange.problem("parameter-invalid", {
    detail: "See violations for the parameters and what the contract wants of them.",
    extensions: violationMembers(exchange.facts.request),
  });
}

async function judge(
  exchange: Exchange,
  operation: Operation,
  mode: ValidationMode,
  taken: Taken | null,
  settings: Settings,
): Promise<ProxyAnswer | undefined> {
  const { headers } = exchange.request;
  const check = await checkRequest({
    mode,
    operation,
    taken,
    contentType: headers.get("content-type") ?? undefined,
    contentEncoding: headers.get("content-encoding") ?? undefined,
    contract: settings.contract,
    decompress: settings.decompress,
    limit: settings.limits.inspectBytes,
  });
  if (check.verdict !== undefined) exchange.facts.request = check.verdict;
  if (check.kind === "pass") return undefined;
  taken?.rest?.cancel().catch(() => {});
  return exchange.problem(check.code, { detail: check.detail, extensions: violationMembers(check.verdict) });
}

async function limitBody(
  exchange: Exchange,
  operation: Operation,
  taken: Taken | null,
  view: View,
  settings: Settings,
): Promise<ProxyAnswer | undefined> {
  const { request } = exchange;
  const refusal = await guardRequestBody(view, {
    operation,
    taken,
    contentType: request.headers.get("content-type"),
    contentEncoding: request.headers.get("content-encoding"),
    decompress: settings.decompress,
    limit: settings.limits.inspectBytes,
  });
  if (refusal === undefined) return undefined;
  taken?.rest?.cancel().catch(() => {});
  return exchange.problem(refusal.code, refusal);
}

/** The caller went away while it was sending, or sent for too long. */
function refuseUpload(exchange: Exchange): ProxyAnswer {
  const { reason } = exchange.stop;
  if (!(reason instanceof TransportError) || reason.kind !== "timeout")
    return exchange.problem("client-closed");
  exchange.request.body?.cancel();
  return exchange.problem("request-timeout");
}

function refuseBody(exchange: Exchange, settings: Settings): ProxyAnswer {
  exchange.request.body?.cancel();
  return exchange.problem("body-too-large", {
    detail: `The proxy takes ${settings.limits.bodyBytes} bytes.`,
  });
}
