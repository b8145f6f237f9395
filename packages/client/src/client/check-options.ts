import { Credential } from "../auth/credential.ts";
import { type OptionIssue, SoOptionsError } from "../errors/options-error.ts";
import { type Base, type BaseUrlResolver, readBase } from "../transport/base-url.ts";
import { isTimeout, TIMEOUT_RULE } from "../transport/deadline.ts";
import type { RawClientOptions } from "./client.ts";

/** Adds a mistake where there is one. */
export type Expect = (ok: boolean, option: string, code: string, message: string) => void;

/**
 * Checks what the types cannot, and for callers without types what they would. Gives the base URL, or what finds it.
 *
 * @throws {SoOptionsError} with all mistakes at once.
 */
export function checkOptions<Options extends RawClientOptions>(
  options: Options,
  checkMore?: (options: Options, expect: Expect) => void,
): Base | BaseUrlResolver {
  const { auth, headers, timeoutMs = 1, maxBodyBytes = 1 } = options;
  const issues: OptionIssue[] = [];
  const expect: Expect = (ok, option, code, message) => {
    if (!ok) issues.push({ option, code, message });
  };
  const base = baseOf(options.baseUrl, issues);
  expect(
    auth === undefined || auth instanceof Credential || typeof auth === "function",
    "auth",
    "auth-invalid",
    "Give a credential or a function that gives one.",
  );
  const expectHeaders = (option: string, given: object = {}) =>
    expect(areHeaders(given), option, "header-invalid", "Give what a header can carry.");
  expectHeaders("headers", headers);
  for (const option of ["language", "culture", "timeZone"] as const) {
    const { [option]: value } = options;
    if (value !== undefined) expectHeaders(option, { [option]: value });
  }
  expect(isTimeout(timeoutMs), "timeoutMs", "timeout-invalid", `${TIMEOUT_RULE}.`);
  expect(maxBodyBytes >= 0, "maxBodyBytes", "limit-invalid", "Give a number of bytes, or Infinity.");
  for (const option of ["retry", "observe", "fetch"] as const) {
    const { [option]: value } = options;
    expect(
      value === undefined || typeof value === "function",
      option,
      `${option}-invalid`,
      "Give a function.",
    );
  }
  checkMore?.(options, expect);
  if (!base || issues.length > 0) throw new SoOptionsError(issues);
  return base;
}

function baseOf(given: string | BaseUrlResolver, issues: OptionIssue[]): Base | BaseUrlResolver | undefined {
  return typeof given === "object" && given !== null && typeof given.resolve === "function"
    ? given
    : readBase(given as string, issues);
}

function areHeaders(headers: object): boolean {
  try {
    new Headers(headers as Record<string, string>);
    return Object.values(headers).every((value) => typeof value === "string");
  } catch {
    return false;
  }
}
