import type { Api } from "../api/api.ts";
import { Credential } from "../auth/credential.ts";
import { type OptionIssue, SoOptionsError } from "../errors/options-error.ts";
import type { ClientOptions } from "./client.ts";

/** The longest delay that timers take, almost 25 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** What a time-out must be, for people. */
export const TIMEOUT_RULE = `Give milliseconds from 1 to ${LONGEST_MS}, or Infinity`;

/** Says whether a time-out can be kept. */
export function isTimeout(timeoutMs: unknown): boolean {
  if (typeof timeoutMs !== "number") return false;
  return timeoutMs === Number.POSITIVE_INFINITY || (timeoutMs >= 1 && timeoutMs <= LONGEST_MS);
}

/**
 * Checks what the types cannot, and for callers without types what they would. Gives the base URL without a slash at
 * its end.
 *
 * @throws {SoOptionsError} with all mistakes at once.
 */
export function checkOptions(options: ClientOptions): { readonly baseUrl: string; readonly origin: string } {
  const { auth, language, headers = {}, timeoutMs = LONGEST_MS, fetch } = options;
  const apis: readonly Partial<Api>[] = Array.isArray(options.apis) ? options.apis : [];
  const places = apis.map((api) => api?.at?.join("."));
  const url = parseUrl(options.baseUrl);

  const issues: OptionIssue[] = [];
  const expect = (ok: boolean, option: string, code: string, message: string) => {
    if (!ok) issues.push({ option, code, message });
  };
  expect(url !== undefined, "baseUrl", "base-url-invalid", "Give an absolute URL.");
  if (url) {
    expect(
      /^https?:$/.test(url.protocol),
      "baseUrl",
      "base-url-scheme",
      "Give an address with http or https.",
    );
    expect(
      `${url.username}${url.password}` === "",
      "baseUrl",
      "base-url-credentials",
      "Give credentials as auth.",
    );
    expect(`${url.search}${url.hash}` === "", "baseUrl", "base-url-query", "Give no query and no fragment.");
  }
  expect(places.length > 0, "apis", "apis-empty", "Give at least one API.");
  expect(!places.includes(undefined), "apis", "apis-invalid", "Give APIs of this package only.");
  expect(new Set(places).size === places.length, "apis", "apis-twice", "Give each API once.");
  expect(
    auth === undefined || auth instanceof Credential || typeof auth === "function",
    "auth",
    "auth-invalid",
    "Give a credential or a function that gives one.",
  );
  const noHeader = "Give what a header can carry.";
  expect(language === undefined || areHeaders({ language }), "language", "header-invalid", noHeader);
  expect(areHeaders(headers), "headers", "header-invalid", noHeader);
  expect(isTimeout(timeoutMs), "timeoutMs", "timeout-invalid", `${TIMEOUT_RULE}.`);
  expect(fetch === undefined || typeof fetch === "function", "fetch", "fetch-invalid", "Give a function.");
  if (!url || issues.length > 0) throw new SoOptionsError(issues);
  return { baseUrl: url.href.replace(/\/+$/, ""), origin: url.origin };
}

/** Not `URL.parse`, which Node 20 lacks. */
function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function areHeaders(headers: Readonly<Record<string, string>>): boolean {
  try {
    new Headers(headers);
    return Object.values(headers).every((value) => typeof value === "string");
  } catch {
    return false;
  }
}
