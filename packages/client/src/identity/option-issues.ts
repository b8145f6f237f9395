import { type OptionIssue, SoOptionsError } from "../errors/options-error.ts";
import { isTimeout, TIMEOUT_RULE } from "../transport/deadline.ts";
import { type AskOptions, DEFAULT_ASK_TIMEOUT_MS } from "./ask-json.ts";

/** What is wrong with options that must be texts with something in them. `undefined` is for {@link optional} ones. */
export function textIssues(texts: Readonly<Record<string, unknown>>): OptionIssue[] {
  return Object.entries(texts)
    .filter(([, value]) => typeof value !== "string" || value === "")
    .map(([option]) => ({ option, code: "text-empty", message: "Give a text that is not empty." }));
}

/** Only those that were given. */
export function optional(texts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
}

/** What is wrong with how requests are to be sent. */
export function askIssues({ fetch, timeoutMs = DEFAULT_ASK_TIMEOUT_MS }: AskOptions): OptionIssue[] {
  const issues: OptionIssue[] = [];
  if (!isTimeout(timeoutMs))
    issues.push({ option: "timeoutMs", code: "timeout-invalid", message: `${TIMEOUT_RULE}.` });
  if (fetch !== undefined && typeof fetch !== "function") {
    issues.push({ option: "fetch", code: "fetch-invalid", message: "Give a function." });
  }
  return issues;
}

/** @throws {SoOptionsError} with all issues at once, if there are any. */
export function throwIssues(...issues: readonly (readonly OptionIssue[])[]): void {
  const all = issues.flat();
  if (all.length > 0) throw new SoOptionsError(all);
}
