import { XSRF_COOKIE, XSRF_HEADER } from "@so-webapi/platform/credentials";
import { parseCookies } from "@so-webapi/platform/session";
import { SoOptionsError } from "../errors/options-error.ts";
import { type AuthFunction, Credential, type IdentifiedInit } from "./credential.ts";

/** Where a session's token and cookie come from. Default of both: the browser's. */
export interface XsrfSessionOptions {
  /**
   * The session's token, or a function that gives it before each request. Default: the cookie `XSRF-TOKEN`, of the
   * option `cookie` or of the page.
   */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /**
   * Sends this as the `Cookie` header, where it may be set: a server that calls for a user. Default: the browser sends
   * its own cookies, to another origin than the page's too (`credentials: "include"`).
   */
  readonly cookie?: string | undefined;
}

/**
 * Identifies the caller by the session that the browser has with SuperOffice: cookies go along, and the header
 * `X-XSRF-TOKEN` repeats the token. It is read before each request, since it changes with the session.
 *
 * Source: platform, "Who is calling".
 *
 * @throws {SoOptionsError} for a token or cookie that a header cannot carry. That there is no token is the cause of the
 * call's `SoCredentialError`.
 *
 * @example
 * import { createClient, xsrfSession } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 *
 * const so = createClient({
 *   baseUrl: "https://crm.example.com/SuperOffice",
 *   auth: xsrfSession(),
 *   apis: [contact],
 * });
 */
export function xsrfSession({ token, cookie }: XsrfSessionOptions = {}): AuthFunction {
  const read = () =>
    parseCookies(cookie ?? documentCookie())
      .get(XSRF_COOKIE)
      ?.find(Boolean) ?? "";
  for (const value of [cookie, token]) if (typeof value === "string") check(value);
  return async () => {
    const value = typeof token === "function" ? await token() : (token ?? read());
    check(value);
    const headers: [string, string][] = [[XSRF_HEADER, value]];
    if (cookie !== undefined) headers.push(["Cookie", cookie]);
    return new SessionCredential("xsrf", new Map(headers));
  };
}

class SessionCredential extends Credential {
  override applyTo(headers: Headers): IdentifiedInit {
    // Cloudflare Workers have no cookies and no such field.
    const isKnown = "credentials" in Request.prototype;
    return { ...super.applyTo(headers), ...(isKnown && { credentials: "include" }) };
  }
}

/** The page's cookies; nothing where there is no page. */
function documentCookie(): string {
  const { document } = globalThis as { readonly document?: { readonly cookie?: string } };
  return document?.cookie ?? "";
}

function check(value: string): void {
  if (/^[ -~]+$/.test(value)) return;
  const message = "A session needs its token and cookies, in visible ASCII.";
  throw new SoOptionsError([{ option: "auth", code: "session-invalid", message }]);
}
