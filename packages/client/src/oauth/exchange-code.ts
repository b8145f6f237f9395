import { equalSecrets } from "@so-webapi/platform/session";
import type { AskOptions } from "../identity/ask-json.ts";
import { type EnvironmentOption, environmentIssues, originOf } from "../identity/environment.ts";
import { askIssues, optional, textIssues, throwIssues } from "../identity/option-issues.ts";
import type { PublishedKeys } from "../identity/published-keys.ts";
import type { PendingSignIn } from "./authorization-url.ts";
import { type SignedInUser, verifyIdToken } from "./id-token.ts";
import { refusal, SoOAuthError } from "./oauth-error.ts";
import { askTokens, type OAuthTokens, TOKENS_CALL } from "./tokens.ts";

/** The application, where the user came back to, and what the sign-in was begun with. */
export interface ExchangeCodeOptions extends AskOptions {
  /** `sod`, `qaonline`, `online`, or the origin of a server that stands in for one. */
  readonly environment: EnvironmentOption;
  /** The application's ID. */
  readonly clientId: string;
  /** The application's secret. Default: none, a public client. */
  readonly clientSecret?: string | undefined;
  /** Where the user came back to: the address with its query, or the parameters of a posted form. */
  readonly callback: string | URL | URLSearchParams;
  /** What `authorizationUrl` gave, out of the user's session. Take it out of there: it is good for one sign-in. */
  readonly pending: PendingSignIn;
  /** Milliseconds that this clock and the server's may differ. Default 60,000. */
  readonly toleranceMs?: number | undefined;
  /** The published keys, when many users sign in: `publishedKeys(…)`. Default: fetched for this one. */
  readonly keys?: PublishedKeys | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** A sign-in that is complete. */
export interface SignIn {
  /** For `oauth(…)`, and to be stored. */
  readonly tokens: OAuthTokens;
  /** Who signed in, as a verified token says. */
  readonly user: SignedInUser;
}

const CALLBACK_CALL = { method: "GET", path: "/login/common/oauth/authorize" };

/**
 * Ends a sign-in, when the user comes back: checks that it is the one that was begun, takes the code to the server and
 * verifies the ID token that comes with the tokens.
 *
 * Source: docs.superoffice.com, "Authorization Code flow"; OpenID Connect Core, 3.1.3.
 *
 * @throws {SoOAuthError} for a refusal, by the user too (`access_denied`), and a callback that answers nothing that
 * was begun; {@link SoTokenError} for an ID token that cannot be trusted; {@link SoOptionsError}; and what requests throw.
 *
 * @example
 * import { exchangeCode, type PendingSignIn } from "@so-webapi/client/oauth";
 *
 * export async function onCallback(request: Request, pending: PendingSignIn, clientSecret: string) {
 *   const { tokens, user } = await exchangeCode({
 *     environment: "online",
 *     clientId: "6cf25376616343b3",
 *     clientSecret,
 *     callback: request.url,
 *     pending,
 *   });
 *   console.log(user.tenant, user.userName);
 *   return tokens;
 * }
 */
export async function exchangeCode(options: ExchangeCodeOptions): Promise<SignIn> {
  const { environment, clientId, clientSecret, pending, now = Date.now } = options;
  const { state, nonce, codeVerifier, redirectUri } = pending;
  throwIssues(
    environmentIssues(environment),
    textIssues({ clientId, ...optional({ clientSecret }), state, nonce, codeVerifier, redirectUri }),
    askIssues(options),
  );
  const origin = originOf(environment);
  const code = readCallback(parametersOf(options.callback), state, origin);
  const form = {
    grant_type: "authorization_code",
    client_id: clientId,
    client_secret: clientSecret,
    code,
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
  };
  const { tokens, idToken } = await askTokens({ origin, form, now, asking: options });
  if (idToken === null)
    throw new SoOAuthError("answer", "answered without an ID token", { call: TOKENS_CALL });
  const user = await verifyIdToken(idToken, { ...options, nonce });
  return { tokens, user };
}

function readCallback(parameters: URLSearchParams, state: string, origin: string): string {
  const call = CALLBACK_CALL;
  // First: an error that answers nothing of ours is nobody's business (RFC 6749, 10.12).
  const states = parameters.getAll("state");
  if (states.length !== 1 || !equalSecrets(states[0] ?? "", state)) {
    throw new SoOAuthError("state", "the callback does not answer this sign-in", { call });
  }
  const issuer = parameters.get("iss");
  if (issuer !== null && issuer !== origin) {
    // RFC 9207, 2.4.
    throw new SoOAuthError("callback", "the callback comes from another server", { call });
  }
  if (parameters.has("error")) throw refusal((name) => parameters.get(name), { call });
  const codes = parameters.getAll("code");
  if (codes.length !== 1 || !codes[0])
    throw new SoOAuthError("callback", "the callback has no code", { call });
  return codes[0];
}

/** A server knows its own address by path alone, mostly. */
function parametersOf(callback: string | URL | URLSearchParams): URLSearchParams {
  if (callback instanceof URLSearchParams) return callback;
  const { searchParams, hash } = new URL(callback, "http://localhost");
  return hash === "" ? searchParams : new URLSearchParams(`${searchParams}&${hash.slice(1)}`);
}
