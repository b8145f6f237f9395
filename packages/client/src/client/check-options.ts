import type { Api } from "../api/api.ts";
import { Credential } from "../auth/credential.ts";
import { type OptionIssue, SoOptionsError } from "../errors/options-error.ts";
import type { ClientOptions } from "./client.ts";

/** The longest delay that timers take: 2^31 - 1 ms, almost 25 days. */
const LONGEST_MS = 2_147_483_647;

/**
 * Checks what the types cannot, and for callers without types what they would.
 *
 * @throws {SoOptionsError} with all mistakes at once.
 */
export function checkOptions(options: ClientOptions): { readonly baseUrl: string; readonly origin: string } {
  const { auth, apis, language, headers, timeoutMs, fetch } = options;
  const baseUrl = checkBaseUrl(options.baseUrl);
  const issues: (OptionIssue | undefined)[] = [
    "code" in baseUrl ? baseUrl : undefined,
    auth === undefined || auth instanceof Credential || typeof auth === "function"
      ? undefined
      : issue("auth", "auth-invalid", "Give basic(…), soTicket(…), bearer(…) or a function that gives one."),
    checkApis(apis),
    language === undefined || isHeader("Accept-Language", language)
      ? undefined
      : issue("language", "header-invalid", "It cannot be sent as a header."),
    headers === undefined || Object.entries(headers).every(([name, value]) => isHeader(name, value))
      ? undefined
      : issue("headers", "header-invalid", "One of them cannot be sent as a header."),
    timeoutMs === undefined || isTimeout(timeoutMs)
      ? undefined
      : issue("timeoutMs", "timeout-invalid", TIMEOUT_RULE),
    fetch === undefined || typeof fetch === "function"
      ? undefined
      : issue("fetch", "fetch-invalid", "It is no function."),
  ];
  const found = issues.filter((item) => item !== undefined);
  if ("code" in baseUrl || found.length > 0) throw new SoOptionsError(found);
  return baseUrl;
}

export const TIMEOUT_RULE = `A time-out is a number of milliseconds from 1 to ${LONGEST_MS}, or Infinity.`;

/** Says whether a time-out can be kept. */
export function isTimeout(timeoutMs: unknown): boolean {
  if (timeoutMs === Number.POSITIVE_INFINITY) return true;
  return typeof timeoutMs === "number" && timeoutMs >= 1 && timeoutMs <= LONGEST_MS;
}

function checkBaseUrl(text: unknown): { readonly baseUrl: string; readonly origin: string } | OptionIssue {
  let url: URL;
  try {
    url = new URL(String(text));
  } catch {
    return issue("baseUrl", "base-url-invalid", "It is no absolute URL.");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return issue("baseUrl", "base-url-scheme", "It begins with neither https: nor http:.");
  }
  if (url.username !== "" || url.password !== "") {
    return issue("baseUrl", "base-url-credentials", "It holds a user or a password: give them as auth.");
  }
  if (url.search !== "" || url.hash !== "") {
    return issue("baseUrl", "base-url-query", "It holds a query or a fragment.");
  }
  return { baseUrl: url.href.replace(/\/+$/, ""), origin: url.origin };
}

function checkApis(apis: readonly Api[] | undefined): OptionIssue | undefined {
  if (!Array.isArray(apis) || apis.length === 0) {
    return issue(
      "apis",
      "apis-empty",
      "Give at least one, imported from @so-webapi/client/agents/…, for example.",
    );
  }
  if (
    !apis.every((api: Partial<Api> | null) => Array.isArray(api?.at) && typeof api.operations === "object")
  ) {
    return issue("apis", "apis-invalid", "One of them is no API of this package.");
  }
  const places = apis.map((api: Api) => api.at.join("."));
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  return twice === undefined ? undefined : issue("apis", "apis-twice", `${twice} is given twice.`);
}

function isHeader(name: string, value: unknown): boolean {
  try {
    new Headers([[name, value as string]]);
    return typeof value === "string";
  } catch {
    return false;
  }
}

function issue(option: string, code: string, message: string): OptionIssue {
  return { option, code, message };
}
