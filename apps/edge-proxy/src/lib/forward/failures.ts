import type { ProxyAnswer } from "../message/proxy-answer.ts";
import type { Exchange } from "../observe/exchange.ts";
import type { ProblemCode } from "../problem/problems.ts";
import { TransportError, type TransportFailure } from "../transport/transport.ts";
import { UpstreamRefusal } from "../upstream/upstream-refusal.ts";

const codes: Readonly<Record<TransportFailure, ProblemCode>> = {
  unreachable: "upstream-unreachable",
  timeout: "upstream-timeout",
  invalid: "upstream-invalid",
  aborted: "client-closed",
  overloaded: "overloaded",
  unavailable: "upstream-unavailable",
};

/** Notes a failure on the way upstream for the log and gives the problem that stands for it. */
export function noteFailure(exchange: Exchange, error: unknown): ProblemCode {
  const failure = error instanceof UpstreamRefusal ? error : failureOf(exchange, error);
  const code = failure instanceof UpstreamRefusal ? failure.code : codes[failure.kind];
  exchange.facts.code = code;
  const cause = causeOf(failure);
  if (cause !== undefined) exchange.facts.cause = cause;
  return code;
}

/** The answer for a failure on the way upstream, noted for the log. */
export function failureResponse(exchange: Exchange, error: unknown): ProxyAnswer {
  const code = noteFailure(exchange, error);
  const { retryAfterMs } = error instanceof UpstreamRefusal ? error : failureOf(exchange, error);
  const extensions = error instanceof UpstreamRefusal ? error.extensions : undefined;
  return exchange.problem(code, {
    ...(extensions !== undefined && { extensions }),
    // RFC 9110, 10.2.3: whole seconds.
    ...(retryAfterMs !== undefined && {
      headers: { "retry-after": String(Math.max(1, Math.ceil(retryAfterMs / 1000))) },
    }),
  });
}

// The abort that we asked for comes back in a form of the runtime's choosing: what we asked for counts.
function failureOf(exchange: Exchange, error: unknown): TransportError {
  if (exchange.stop.aborted && exchange.stop.reason instanceof TransportError) return exchange.stop.reason;
  return error instanceof TransportError ? error : new TransportError("invalid", { cause: error });
}

/** The code of the innermost error that has one, else its name. Texts stay out: they can quote what was sent. */
export function causeOf(error: unknown): string | undefined {
  let found: string | undefined;
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = "code" in at && typeof at.code === "string" ? at.code : undefined;
    if (!(at instanceof TransportError || at instanceof UpstreamRefusal))
      found = code ?? (found === undefined ? at.name : found);
  }
  return found;
}
