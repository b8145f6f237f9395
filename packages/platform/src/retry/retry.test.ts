import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AttemptFailure,
  createRetryBudget,
  createRetryPolicy,
  DEFAULT_RETRY_POLICY,
  earnRetry,
  type RetryQuestion,
  retryDecision,
} from "./index.ts";

const SEED = 20_260_429;

const question: RetryQuestion = {
  attempt: 1,
  method: "GET",
  outcome: 503,
  elapsedMs: 0,
  random: 0.5,
  now: Date.parse("2026-11-05T12:00:00Z"),
};

function ask(change: Partial<RetryQuestion> = {}, policy: Parameters<typeof createRetryPolicy>[0] = {}) {
  const decision = retryDecision({ ...question, policy: createRetryPolicy(policy), ...change });
  return decision.retry ? decision.delayMs : decision.reason;
}

describe("whether a call is repeated", () => {
  test.each<[what: string, outcome: number | AttemptFailure, get: number | string, post: number | string]>([
    ["a success", 200, "status", "status"],
    ["a mistake of the caller", 400, "status", "status"],
    ["a missing login", 401, "status", "status"],
    ["a wrong host, which another attempt does not find", 421, "status", "status"],
    ["throttling", 429, 100, "write"],
    ["a fault of the server, which may repeat itself", 500, "status", "status"],
    ["a bad gateway", 502, 100, "write"],
    ["an overload", 503, 100, "write"],
    ["a gateway's time-out", 504, 100, "write"],
    ["a connection that never opened", "unopened", 100, 100],
    ["a connection that broke", "broken", 100, "write"],
    ["a time-out", "timeout", 100, "write"],
    ["a caller who gave up", "aborted", "aborted", "aborted"],
  ])("after %s (%s)", (_, outcome, get, post) => {
    expect(ask({ outcome })).toBe(get);
    expect(ask({ outcome, method: "POST" })).toBe(post);
  });

  test.each([
    ["GET", 100, 100, 100],
    ["HEAD", 100, 100, 100],
    ["OPTIONS", 100, 100, 100],
    ["PUT", "write", 100, 100],
    ["DELETE", "write", 100, 100],
    ["POST", "write", "write", 100],
    ["PATCH", "write", "write", 100],
    ["get", "write", "write", 100],
  ])("%s, when writes may be repeated never, if idempotent, always", (method, never, idempotent, all) => {
    expect(ask({ method }, { writes: "never" })).toBe(never);
    expect(ask({ method }, { writes: "idempotent" })).toBe(idempotent);
    expect(ask({ method }, { writes: "all" })).toBe(all);
  });

  test("what the contract knows of an operation counts before its method", () => {
    expect(ask({ method: "POST", safe: true })).toBe(100);
    expect(ask({ method: "GET", safe: false })).toBe("write");
    expect(ask({ method: "POST", idempotent: true }, { writes: "idempotent" })).toBe(100);
    expect(ask({ method: "PUT", idempotent: false }, { writes: "idempotent" })).toBe("write");
    expect(ask({ method: "POST", idempotent: true })).toBe("write");
  });

  test("other statuses when the policy has them", () => {
    expect(ask({ outcome: 500 }, { statuses: [500] })).toBe(100);
    expect(ask({ outcome: 503 }, { statuses: [500] })).toBe("status");
  });
});

describe("how often", () => {
  test("three attempts in all unless told otherwise", () => {
    expect(ask({ attempt: 2 })).toBe(200);
    expect(ask({ attempt: 3 })).toBe("attempts");
    expect(ask({ attempt: 1 }, { maxAttempts: 1 })).toBe("attempts");
    expect(ask({ attempt: 3, outcome: "unopened", method: "POST" })).toBe("attempts");
  });

  test("no attempt begins at the deadline or behind it", () => {
    expect(ask({ elapsedMs: 899 }, { deadlineMs: 1000 })).toBe(100);
    expect(ask({ elapsedMs: 900 }, { deadlineMs: 1000 })).toBe("deadline");
    expect(ask({ elapsedMs: 1e12 }, { deadlineMs: Number.POSITIVE_INFINITY })).toBe(100);
  });
});

describe("how long it waits", () => {
  test.each([
    [1, 0, 0],
    [1, 0.5, 100],
    [1, 0.999, 200],
    [2, 0.5, 200],
    [3, 0.5, 400],
    [6, 0.5, 2_500],
    [5_000, 0.5, 2_500],
  ])("after attempt %i and chance %d: %i ms", (attempt, random, expected) => {
    expect(ask({ attempt, random }, { maxAttempts: 10_000 })).toBe(expected);
  });

  test.each([
    ["seconds", "2", 2_100],
    ["a date", "Thu, 05 Nov 2026 12:00:03 GMT", 3_100],
    ["a date that has passed", "Thu, 05 Nov 2026 11:00:00 GMT", 100],
    ["what it cannot read", "soon", 100],
    ["nothing", "", 100],
    ["null", null, 100],
    ["the longest wait that the policy takes", "30", 30_100],
    ["a longer one", "31", "retry-after"],
  ])("as Retry-After asks by %s, and its own share behind it", (_, retryAfter, expected) => {
    expect(ask({ retryAfter })).toBe(expected);
  });

  test("does not take a Retry-After from an answer that did not come", () => {
    expect(ask({ outcome: "timeout", retryAfter: "2" })).toBe(100);
  });

  test("never less than the server asks, never more than the cap on top, never past the deadline", () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const input = fc.record({
      attempt: fc.integer({ min: 1, max: 50 }),
      random: unit,
      elapsedMs: fc.nat({ max: 70_000 }),
      seconds: fc.option(fc.nat({ max: 40 })),
      method: fc.constantFrom("GET", "POST", "PUT"),
      outcome: fc.constantFrom<number | AttemptFailure>(200, 429, 503, "unopened", "broken", "aborted"),
    });
    fc.assert(
      fc.property(input, ({ seconds, ...rest }) => {
        const retryAfter = seconds === null ? null : String(seconds);
        const decision = retryDecision({ ...question, ...rest, retryAfter });
        if (!decision.retry) return;
        const asked = typeof rest.outcome === "number" ? (seconds ?? 0) * 1000 : 0;
        expect(Number.isInteger(decision.delayMs)).toBe(true);
        expect(decision.delayMs).toBeGreaterThanOrEqual(asked);
        expect(decision.delayMs).toBeLessThanOrEqual(asked + DEFAULT_RETRY_POLICY.maxDelayMs);
        expect(rest.elapsedMs + decision.delayMs).toBeLessThan(DEFAULT_RETRY_POLICY.deadlineMs);
        expect(rest.attempt).toBeLessThan(DEFAULT_RETRY_POLICY.maxAttempts);
        expect(rest.method === "GET" || rest.outcome === "unopened").toBe(true);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

describe("the budget", () => {
  test("is spent by retries, earned back by successes, and never above its capacity", () => {
    let budget = createRetryBudget({ retries: 1, successesPerRetry: 3 });
    const first = retryDecision({ ...question, budget });
    if (!first.retry || !first.budget) throw new Error("the first retry is allowed");
    budget = first.budget;
    expect(budget).toEqual({ balance: 0, capacity: 3, successesPerRetry: 3 });
    expect(ask({ budget })).toBe("budget");
    budget = earnRetry(earnRetry(budget));
    expect(ask({ budget })).toBe("budget");
    budget = earnRetry(budget);
    expect(ask({ budget })).toBe(100);
    expect(earnRetry(budget)).toEqual(budget);
  });

  test("is not spent when there is no retry, and stays as it was given", () => {
    const budget = Object.freeze(createRetryBudget());
    expect(retryDecision({ ...question, budget, outcome: 404 })).toEqual({ retry: false, reason: "status" });
    expect(retryDecision({ ...question, budget })).toMatchObject({ budget: { balance: 90, capacity: 100 } });
    expect(budget.balance).toBe(100);
  });

  test.each([
    { retries: 0 },
    { retries: 1.5 },
    { successesPerRetry: 0 },
    { retries: -1, successesPerRetry: -1 },
  ])("refuses %j", (options) => {
    expect(() => createRetryBudget(options)).toThrow(
      expect.objectContaining({ code: "retry-policy-invalid" }),
    );
  });
});

describe("createRetryPolicy", () => {
  test("fills in what is not said", () => {
    expect(createRetryPolicy()).toEqual(DEFAULT_RETRY_POLICY);
    expect(createRetryPolicy({ maxAttempts: 9, writes: undefined })).toEqual({
      ...DEFAULT_RETRY_POLICY,
      maxAttempts: 9,
    });
  });

  test.each([
    { maxAttempts: 0 },
    { maxAttempts: 1.5 },
    { maxAttempts: Number.NaN },
    { baseDelayMs: -1 },
    { maxDelayMs: Number.NaN },
    { maxDelayMs: Number.POSITIVE_INFINITY },
    { maxRetryAfterMs: -1 },
    { deadlineMs: Number.NaN },
  ])("refuses %j", (options) => {
    expect(() => createRetryPolicy(options)).toThrow(
      expect.objectContaining({ code: "retry-policy-invalid" }),
    );
  });
});
