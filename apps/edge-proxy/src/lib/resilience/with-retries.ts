import {
  type AttemptFailure,
  createRetryBudget,
  createRetryPolicy,
  earnRetry,
  retryDecision,
} from "@so-webapi/platform/retry";
import { fieldOf } from "../headers/fields.ts";
import { type TransportAnswer, TransportError } from "../transport/transport.ts";
import type { Upstream, UpstreamRequest } from "../upstream/upstream.ts";
import { sleep } from "./sleep.ts";

export interface RetryOptions {
  /** Attempts after the first. */
  readonly retries: number;
  /** Milliseconds from the first attempt, behind which no other begins. */
  readonly deadlineMs: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Told of every attempt that is made again. */
  readonly onRetry: () => void;
}

type Outcome =
  | { readonly answer: TransportAnswer | undefined }
  | { readonly error: TransportError; readonly failure: AttemptFailure };

/**
 * Asks again for what changes nothing: operations that the contract calls safe, whose body is at hand. Never a write, not
 * even one whose connection never opened, for runtimes cannot all tell. The upstream's `Retry-After` is waited for; a
 * budget keeps a broken upstream from getting a multiple of its load.
 */
export function withRetries(upstream: Upstream, options: RetryOptions): Upstream {
  const { retries, deadlineMs, clock, random, onRetry } = options;
  const policy = createRetryPolicy({ maxAttempts: retries + 1, deadlineMs });
  let budget = createRetryBudget();
  return {
    ...upstream,
    async send(request) {
      if (!request.operation.safe || request.body instanceof ReadableStream) return upstream.send(request);
      const started = clock();
      for (let attempt = 1; ; attempt++) {
        const outcome = await attemptOf(upstream, request);
        const now = clock();
        const decision = retryDecision({
          attempt,
          method: request.method,
          safe: true,
          outcome: "error" in outcome ? outcome.failure : (outcome.answer?.status ?? 404),
          retryAfter: retryAfterOf(outcome) ?? null,
          elapsedMs: now - started,
          random: random(),
          now,
          policy,
          budget,
        });
        if (!decision.retry) {
          if ("error" in outcome) throw outcome.error;
          if (decision.reason === "status") budget = earnRetry(budget);
          return outcome.answer;
        }
        budget = decision.budget ?? budget;
        if ("answer" in outcome) outcome.answer?.body?.cancel();
        onRetry();
        await sleep(decision.delayMs, request.stop);
      }
    },
  };
}

async function attemptOf(upstream: Upstream, request: UpstreamRequest): Promise<Outcome> {
  try {
    return { answer: await upstream.send(request) };
  } catch (error) {
    const failure = error instanceof TransportError ? failures[error.kind] : undefined;
    if (!(error instanceof TransportError) || failure === undefined) throw error;
    return { error, failure };
  }
}

// What the proxy itself did not let through (`overloaded`, `unavailable`) is not tried again.
const failures: Readonly<Partial<Record<TransportError["kind"], AttemptFailure>>> = {
  unreachable: "unopened",
  invalid: "broken",
  timeout: "timeout",
  aborted: "aborted",
};

function retryAfterOf(outcome: Outcome): string | undefined {
  return "error" in outcome ? undefined : fieldOf(outcome.answer?.headers ?? [], "retry-after");
}
