import { type OptionIssue, SoOptionsError } from "../errors/options-error.ts";

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

/** @throws {SoOptionsError} with all issues at once, if there are any. */
export function throwIssues(...issues: readonly (readonly OptionIssue[])[]): void {
  const all = issues.flat();
  if (all.length > 0) throw new SoOptionsError(all);
}
