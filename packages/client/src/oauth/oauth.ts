import { type AuthFunction, bearer } from "../auth/credential.ts";
import type { SingleFlight } from "../auth/single-flight.ts";
import type { AskOptions } from "../identity/ask-json.ts";
import { type EnvironmentOption, environmentIssues, originOf } from "../identity/environment.ts";
import { keptCredential } from "../identity/kept-credential.ts";
import { askIssues, optional, textIssues, throwIssues } from "../identity/option-issues.ts";
import { SoOAuthError } from "./oauth-error.ts";
import { askTokens, type OAuthTokens, TOKENS_CALL } from "./tokens.ts";

/** Where tokens outlive the process: a row of a database, encrypted at best. Never a browser's storage. */
export interface TokenStore {
  /** Gives what was saved last; nothing when there is none. Asked before each refresh, not before each request. */
  load(): Promise<OAuthTokens | null | undefined> | OAuthTokens | null | undefined;
  /**
   * Keeps new tokens in place of the old ones. It has to be done when this ends: a server that gives a new refresh
   * token may forget the old one.
   */
  save(tokens: OAuthTokens): Promise<void> | void;
}

/** The application, and where its tokens are kept. */
export interface OAuthOptions extends Omit<AskOptions, "signal"> {
  /** `sod`, `qaonline`, `online`, or the origin of a server that stands in for one. */
  readonly environment: EnvironmentOption;
  /** The application's ID. */
  readonly clientId: string;
  /** The application's secret. Default: none, a public client with PKCE. */
  readonly clientSecret?: string | undefined;
  /** Gives the first access token when the store has none. Default: what the store has. */
  readonly refreshToken?: string | undefined;
  /** Default: this process's memory. */
  readonly store?: TokenStore | undefined;
  /** Milliseconds before its end at which a token is renewed, but not before half of its life. Default 60,000. */
  readonly refreshBeforeMs?: number | undefined;
  /**
   * Has one refresh at a time. The key is always `oauth`: add who the tokens are for when several share it. Default:
   * one of its own.
   */
  readonly singleFlight?: SingleFlight | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/**
 * Gives the option `auth` of a client for one user who has consented: an access token, renewed before its end by
 * `expires_in`, or when a request was refused with it. Whatever the number of requests that wait, the server sees one
 * refresh; it goes on when they end, since it may have changed the refresh token, and ends after `timeoutMs`.
 *
 * When refreshing fails while the token still lives, the token is used up. A call fails with an
 * {@link SoCredentialError} else, whose `cause` is an {@link SoOAuthError}, or the error of the request.
 *
 * @throws {SoOptionsError} with all mistakes in the options at once.
 *
 * @example
 * import { createClient } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 * import { oauth, type TokenStore } from "@so-webapi/client/oauth";
 *
 * export function clientFor(store: TokenStore, clientSecret: string) {
 *   const auth = oauth({ environment: "online", clientId: "6cf25376616343b3", clientSecret, store });
 *   return createClient({ baseUrl: "https://online3.superoffice.com/Cust12345", auth, apis: [contact] });
 * }
 */
export function oauth(options: OAuthOptions): AuthFunction {
  checkOptions(options);
  const { environment, clientId, clientSecret, store, refreshBeforeMs = 60_000, now = Date.now } = options;
  const origin = originOf(environment);
  const call = TOKENS_CALL;

  return keptCredential<OAuthTokens>({
    key: "oauth",
    now,
    ...(options.singleFlight && { once: options.singleFlight }),
    ...(store && { store }),
    secretOf: ({ accessToken }) => accessToken,
    read({ accessToken, expiresAt }) {
      const endsAt = expiresAt ?? Number.POSITIVE_INFINITY;
      // A short life is used by half at least, or each request would begin with a refresh.
      const renewAt = endsAt - Math.min(refreshBeforeMs, Math.max(0, endsAt - now()) / 2);
      return { credential: bearer(accessToken), renewAt, endsAt };
    },
    async obtain(last) {
      const refreshToken = last?.refreshToken ?? options.refreshToken;
      if (!refreshToken) throw new SoOAuthError("no-refresh-token", "there is no refresh token", { call });
      const form = {
        grant_type: "refresh_token",
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
      };
      const { tokens } = await askTokens({ origin, form, now, asking: options });
      // The platform keeps the refresh token that was sent; the standard allows for another (RFC 6749, 6).
      return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
    },
    // Of two processes that refresh at once, one may find the refresh token used up, and the tokens in the store.
    isLate: (error) => error instanceof SoOAuthError && error.error === "invalid_grant",
    storeError: (cause) => new SoOAuthError("store", "new tokens could not be stored", { call, cause }),
  });
}

function checkOptions(options: OAuthOptions): void {
  const { environment, clientId, clientSecret, refreshToken, store, refreshBeforeMs = 0 } = options;
  const source = {
    option: "refreshToken",
    code: "tokens-missing",
    message: "Give a refresh token or a store.",
  };
  const margin = {
    option: "refreshBeforeMs",
    code: "duration-invalid",
    message: "Give milliseconds, 0 or more.",
  };
  throwIssues(
    environmentIssues(environment),
    textIssues({ clientId, ...optional({ clientSecret, refreshToken }) }),
    askIssues(options),
    refreshToken === undefined && store === undefined ? [source] : [],
    refreshBeforeMs >= 0 && Number.isFinite(refreshBeforeMs) ? [] : [margin],
  );
}
