import { XSRF_COOKIE, XSRF_HEADER } from "../credentials/headers.ts";
import { failure, type Result, success } from "../result.ts";
import { parseCookies } from "./cookies.ts";
import { equalSecrets } from "./equal-secrets.ts";

/** Headers of a request, looked up by name in any case: a `Headers` object, for one. */
export interface HeaderLookup {
  get(name: string): string | null | undefined;
}

/** Which of both is missing or empty, or that they differ. */
export type XsrfErrorCode = "xsrf-cookie-missing" | "xsrf-header-missing" | "xsrf-mismatch";

/**
 * Checks a request that a session cookie identifies: the header `X-XSRF-TOKEN` must repeat the cookie `XSRF-TOKEN`,
 * or the answer is 401. Gives the token that both have; it is a secret. Ask only when there is no `Authorization`
 * header, which needs no token. Whether the session exists and the token is its own is for the caller to check.
 *
 * Both are compared as sent, without decoding. When the cookie comes several times, all must agree: a page of a
 * neighbouring domain can add one.
 *
 * Source: platform, "Who is calling"; rest/index.md, "X-XSRF-TOKEN".
 *
 * @example
 * const headers = new Headers({ cookie: "XSRF-TOKEN=abc; theme=dark", "x-xsrf-token": "abc" });
 * checkXsrf(headers).ok; // true
 */
export function checkXsrf(headers: HeaderLookup): Result<string, XsrfErrorCode> {
  const cookies = parseCookies(headers.get("cookie")).get(XSRF_COOKIE) ?? [];
  const token = headers.get(XSRF_HEADER)?.trim() ?? "";
  if (!cookies.some((cookie) => cookie !== "")) {
    return failure("xsrf-cookie-missing", `There is no cookie ${XSRF_COOKIE}.`);
  }
  if (token === "") return failure("xsrf-header-missing", `There is no header ${XSRF_HEADER}.`);
  // Not `every`, which stops at the first that differs.
  const differing = cookies.filter((cookie) => !equalSecrets(cookie, token));
  if (differing.length > 0) {
    return failure("xsrf-mismatch", `The header ${XSRF_HEADER} differs from the cookie ${XSRF_COOKIE}.`);
  }
  return success(token);
}
