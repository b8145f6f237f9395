import { createRetryPolicy, type RetryPolicy, retryDecision } from "@so-webapi/platform/retry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnopened } from "./is-unopened.ts";
import { retries } from "./retries.ts";

const now = Date.parse("2026-11-05T12:00:00Z");
const refused = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });

describe("retries", () => {
  it("decides as the platform's retryDecision does", () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const policies = fc.record({
      maxAttempts: fc.integer({ min: 1, max: 5 }),
      baseDelayMs: fc.integer({ min: 0, max: 1000 }),
      maxDelayMs: fc.integer({ min: 0, max: 2000 }),
      maxRetryAfterMs: fc.integer({ min: 0, max: 60_000 }),
      deadlineMs: fc.integer({ min: 0, max: 60_000 }),
      statuses: fc.subarray([429, 500, 503, 504]),
      writes: fc.constantFrom<RetryPolicy["writes"]>("never", "idempotent", "all"),
    });
    const question = fc.record({
      number: fc.integer({ min: 1, max: 40 }),
      method: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"),
      safe: fc.constantFrom(true, false, undefined),
      outcome: fc.constantFrom<number | "unopened" | "broken">(404, 429, 500, 503, "unopened", "broken"),
      /** Whether what broke was the body of an answer. */
      hasHead: fc.boolean(),
      retryAfter: fc.constantFrom(null, "0", "3", "45", "soon", "Thu, 05 Nov 2026 12:00:30 GMT"),
      elapsedMs: fc.nat({ max: 70_000 }),
      random: unit,
    });
    fc.assert(
      fc.property(
        policies,
        question,
        (policy, { number, method, safe, outcome, hasHead, retryAfter, elapsedMs, random }) => {
          const decide = retries({ ...policy, budget: false, random: () => random, now: () => now })();
          const response =
            typeof outcome === "number"
              ? new Response("", {
                  status: outcome,
                  headers: retryAfter === null ? {} : { "Retry-After": retryAfter },
                })
              : outcome === "broken" && hasHead
                ? new Response("")
                : undefined;
          const causes = { unopened: refused, broken: new TypeError("broken") };
          const cause = typeof outcome === "number" ? undefined : causes[outcome];
          const expected = retryDecision({
            attempt: number,
            method,
            // In calls an operation that is not safe is one by its method, too.
            ...(safe !== undefined && { safe, idempotent: safe || ["PUT", "DELETE"].includes(method) }),
            outcome,
            retryAfter: typeof outcome === "number" ? retryAfter : null,
            elapsedMs,
            random,
            now,
            policy: createRetryPolicy(policy),
          });
          expect(decide({ number, method, safe, response, cause, elapsedMs })).toBe(
            expected.retry ? expected.delayMs : undefined,
          );
        },
      ),
      { seed: 9_110, numRuns: 3_000 },
    );
  });

  it("takes what is undefined for what is not said", () => {
    const unsaid = { statuses: undefined, budget: undefined, random: undefined, maxAttempts: undefined };
    const response = new Response("", { status: 500 });
    const wait = retries({ ...unsaid, baseDelayMs: 0 })()({
      number: 1,
      method: "GET",
      response,
      elapsedMs: 0,
    });
    expect(wait).toBe(0);
    const usual = retries({ writes: "all", random: () => 0 });
    const end = { number: 1, method: "POST", response, elapsedMs: 0 };
    expect(usual({ writes: undefined })(end)).toBe(0);
    expect(usual({ writes: "never" })(end)).toBeUndefined();
  });

  it("keeps its budget over clients and calls: spent by retries, earned by successes", () => {
    const retry = retries({ budget: { retries: 1, successesPerRetry: 2 }, random: () => 0 });
    const ask = (status: number) => {
      const response = new Response("", { status });
      return retry()({ number: 1, method: "GET", response, elapsedMs: 0 });
    };
    expect([ask(503), ask(503), ask(200), ask(503), ask(200), ask(503), ask(503)]).toEqual([
      0,
      undefined,
      undefined,
      undefined,
      undefined,
      0,
      undefined,
    ]);
  });
});

describe("isUnopened", () => {
  it.each([
    ["Node", refused, true],
    ["Node, no such host", { cause: { code: "ENOTFOUND" } }, true],
    ["undici", { cause: { code: "UND_ERR_CONNECT_TIMEOUT" } }, true],
    ["Bun", { code: "ConnectionRefused" }, true],
    [
      "Deno",
      { cause: { message: "error sending request for url (http://a/): client error (Connect): tcp" } },
      true,
    ],
    ["a reset", { cause: { code: "ECONNRESET" } }, false],
    ["no route, which an open connection can end with", { cause: { code: "EHOSTUNREACH" } }, false],
    ["a host that is called so", { message: "fetch of http://ECONNREFUSED/ failed" }, false],
    ["a browser", new TypeError("Failed to fetch"), false],
    ["nothing", undefined, false],
    ["a text", "ECONNREFUSED", false],
  ])("%s", (_title, cause, expected) => {
    expect(isUnopened(cause)).toBe(expected);
  });
});
