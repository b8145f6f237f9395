import type { FailedCall } from "../errors/so-error.ts";
import { type AskOptions, askJson } from "../identity/ask-json.ts";
import { isRecord } from "../identity/published-keys.ts";
import { refusal, SoOAuthError } from "./oauth-error.ts";

/** What a user's consent gives, in a form that JSON keeps. All of it is secret. */
export interface OAuthTokens {
  /** `8A:…`; for requests. */
  readonly accessToken: string;
  /** Milliseconds since 1970; `null` when the server did not say. */
  readonly expiresAt: number | null;
  /** For new access tokens. `null` when there is none: the user has to sign in again then. */
  readonly refreshToken: string | null;
}

/** What the token endpoint answered. */
export interface TokenAnswer {
  readonly tokens: OAuthTokens;
  readonly idToken: string | null;
}

export interface TokenRequest {
  readonly origin: string;
  /** Parameters of the form; those that are undefined stay out. */
  readonly form: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly asking: AskOptions;
}

export const TOKENS_CALL: FailedCall = { method: "POST", path: "/login/common/oauth/tokens" };

/**
 * Asks the token endpoint. The parameters go into the body: an address ends up in logs (RFC 6749, 2.3.1).
 *
 * Source: platform, "Who is calling"; docs.superoffice.com, "Authorization Code flow".
 *
 * @throws {SoOAuthError} for a refusal or an answer without tokens, and what every request throws.
 */
export async function askTokens({ origin, form, now, asking }: TokenRequest): Promise<TokenAnswer> {
  const call = TOKENS_CALL;
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) if (value !== undefined) body.set(name, value);
  // Before the question: the token's life began when the server made it, which was not earlier.
  const askedAt = now();
  const answer = await askJson(`${origin}${call.path}`, { method: "POST", body }, call, asking);
  const { ok, status } = answer;
  const fields = isRecord(answer.body) ? answer.body : {};
  if (!ok) throw refusal((name) => fields[name], { call, status });

  const { access_token, token_type, expires_in, refresh_token, id_token } = fields;
  const isBearer = typeof token_type === "string" && token_type.toLowerCase() === "bearer";
  if (typeof access_token !== "string" || !/^[!-~]+$/.test(access_token) || !isBearer) {
    throw new SoOAuthError("answer", "answered without a bearer token", { call, status });
  }
  const seconds = Number(expires_in ?? Number.NaN);
  return {
    tokens: {
      accessToken: access_token,
      expiresAt: Number.isFinite(seconds) ? askedAt + seconds * 1000 : null,
      refreshToken: textOrNull(refresh_token),
    },
    idToken: textOrNull(id_token),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
