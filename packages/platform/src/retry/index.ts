export { formatHttpDate, type HttpDateErrorCode, parseHttpDate } from "./http-date.ts";
export { parseRetryAfter, type RetryAfterErrorCode } from "./retry-after.ts";
export { createRetryBudget, earnRetry, type RetryBudget, type RetryBudgetOptions } from "./retry-budget.ts";
export {
  type AttemptFailure,
  type NoRetryReason,
  type RetryDecision,
  type RetryQuestion,
  retryDecision,
} from "./retry-decision.ts";
export { createRetryPolicy, DEFAULT_RETRY_POLICY, type RetryPolicy } from "./retry-policy.ts";
