import { PlatformError } from "../platform-error.ts";

/**
 * How many retries are left to all calls together: a token bucket as a value. Each retry costs what
 * `successesPerRetry` successes earn, so that a broken server gets a bounded share more of requests, not a multiple.
 */
export interface RetryBudget {
  /** What is left, in successes; a whole number. */
  readonly balance: number;
  /** What it holds at most, in successes. */
  readonly capacity: number;
  /** The cost of a retry, in successes. */
  readonly successesPerRetry: number;
}

/** How much a budget holds, and what earns it. */
export interface RetryBudgetOptions {
  /** How many retries a full budget is good for. A whole number from 1. Default 10. */
  readonly retries?: number;
  /** How many successes earn one retry. A whole number from 1. Default 10: in the long run one retry for ten calls. */
  readonly successesPerRetry?: number;
}

/**
 * Makes a full budget. Keep one for each server, and put in its place what {@link retryDecision} and
 * {@link earnRetry} give back.
 *
 * @throws {PlatformError} `retry-policy-invalid` for a number that is not whole or below 1.
 *
 * @example
 * createRetryBudget({ retries: 2, successesPerRetry: 5 }); // { balance: 10, capacity: 10, successesPerRetry: 5 }
 */
export function createRetryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  const { retries = 10, successesPerRetry = 10 } = options;
  const capacity = retries * successesPerRetry;
  const areWhole = [retries, successesPerRetry, capacity].every(Number.isSafeInteger);
  if (!areWhole || retries < 1 || successesPerRetry < 1) {
    throw new PlatformError("retry-policy-invalid", "A budget counts in whole numbers from 1.");
  }
  return { balance: capacity, capacity, successesPerRetry };
}

/**
 * Gives the budget after a call that succeeded: one more, up to its capacity.
 *
 * @example
 * earnRetry({ balance: 3, capacity: 10, successesPerRetry: 5 }).balance; // 4
 */
export function earnRetry(budget: RetryBudget): RetryBudget {
  return { ...budget, balance: Math.min(budget.balance + 1, budget.capacity) };
}
