import { Credential } from "../auth/credential.ts";
import { holdRules, type OptionRule } from "../errors/options-error.ts";
import { type Base, type BaseUrlResolver, readBase } from "../transport/base-url.ts";
import { isTimeout, TIMEOUT_RULE } from "../transport/deadline.ts";
import type { ClientOptions, RawClientOptions } from "./client.ts";

/**
 * Checks what the types cannot, and for callers without types what they would. Gives the base URL, or what finds it.
 *
 * @param more - further rules.
 *
 * @throws {SoOptionsError} with all mistakes at once.
 */
export function checkOptions(
  options: RawClientOptions & Pick<ClientOptions, "validate">,
  more: readonly OptionRule[] = [],
): Base | BaseUrlResolver {
  const {
    auth,
    headers = {},
    language,
    culture,
    timeZone,
    timeoutMs = 1,
    attemptTimeoutMs = 1,
    maxBodyBytes = 1,
  } = options;
  const { retry, observe, fetch, validate } = options;
  const [base, ...rules] = isResolver(options.baseUrl) ? [options.baseUrl] : readBase(options.baseUrl);
  holdRules([
    ...rules,
    ...more,
    [
      auth === undefined || auth instanceof Credential || typeof auth === "function",
      "auth",
      "Give a credential or a function that gives one.",
    ],
    ...Object.entries({ headers, language, culture, timeZone }).map(
      ([option, value]): OptionRule => [
        isHeaders(value),
        option,
        "Give what a header can carry.",
        "header-invalid",
      ],
    ),
    ...Object.entries({ timeoutMs, attemptTimeoutMs }).map(
      ([option, value]): OptionRule => [isTimeout(value), option, `${TIMEOUT_RULE}.`, "timeout-invalid"],
    ),
    [maxBodyBytes >= 0, "maxBodyBytes", "Give a number of bytes, or Infinity.", "limit-invalid"],
    ...functionRules({ retry, observe, fetch, validate }),
  ]);
  return base;
}

/** Rules for options that are functions or absent. */
function functionRules(options: Readonly<Record<string, unknown>>): readonly OptionRule[] {
  return Object.entries(options).map(([option, value]) => [
    value === undefined || typeof value === "function",
    option,
    "Give a function.",
  ]);
}

function isResolver(given: string | BaseUrlResolver): given is BaseUrlResolver {
  return typeof (given as Partial<BaseUrlResolver> | undefined)?.resolve === "function";
}

/** Says of one header's value, or of several with their names, whether it can be sent. */
function isHeaders(given: unknown): boolean {
  const headers = typeof given === "object" && given ? given : { language: given ?? "" };
  try {
    new Headers(headers as Record<string, string>);
    return Object.values(headers).every((value) => typeof value === "string");
  } catch {
    return false;
  }
}
