import type { AskOptions } from "../identity/ask-json.ts";
import { type EnvironmentOption, environmentIssues, originOf } from "../identity/environment.ts";
import { askIssues, textIssues, throwIssues } from "../identity/option-issues.ts";
import { type PublishedKeys, publishedKeys } from "../identity/published-keys.ts";
import { SoTokenError } from "../identity/token-error.ts";
import { type Claims, verifyJwt } from "../identity/verify-jwt.ts";
import { TOKENS_CALL } from "./tokens.ts";

/** What a token must be: whose, for whom, of which sign-in, and when. */
export interface VerifyIdTokenOptions extends AskOptions {
  /** `sod`, `qaonline`, `online`, or the origin of a server that stands in for one. It is the issuer. */
  readonly environment: EnvironmentOption;
  /** The application's ID, which must be the token's audience. */
  readonly clientId: string;
  /** What the sign-in was begun with. Default: not looked at, as after a refresh. */
  readonly nonce?: string | undefined;
  /** Milliseconds that this clock and the server's may differ. Default 60,000. */
  readonly toleranceMs?: number | undefined;
  /** The published keys, when many tokens are verified: `publishedKeys(…)`. Default: fetched for this one. */
  readonly keys?: PublishedKeys | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** Who signed in, and for which tenant, as a verified token says. `null` for what it leaves out. */
export interface SignedInUser {
  /** The tenant, `Cust12345` (`ctx`). */
  readonly tenant: string;
  readonly associateId: number | null;
  /** The user's name at sign-in (`upn`). */
  readonly userName: string | null;
  readonly email: string | null;
  readonly companyName: string | null;
  readonly isAdministrator: boolean | null;
  /** The REST API at the time of signing in, `…/Cust12345/api/`; a `baseUrl` ends before `/api`. Tenants move: better ask `tenant(…)`. */
  readonly webApiUrl: string | null;
  /** What a system user is made of. Secret. */
  readonly systemToken: string | null;
  /** All claims, as sent. */
  readonly claims: Claims;
}

const PREFIX = "http://schemes.superoffice.net/identity/";

/** Milliseconds. */
const DEFAULT_TOLERANCE_MS = 60_000;

/**
 * Checks an ID token: signed with RS256 by a key that the environment publishes, issued by it for this application,
 * not over, with the nonce of the sign-in, a subject and a tenant.
 *
 * Source: docs.superoffice.com, "Validate security tokens"; OpenID Connect Core, 3.1.3.7.
 *
 * @throws {SoTokenError} for a token that cannot be trusted; {@link SoOptionsError}; what fetching the keys throws.
 */
export async function verifyIdToken(token: string, options: VerifyIdTokenOptions): Promise<SignedInUser> {
  const { environment, clientId, nonce, toleranceMs = DEFAULT_TOLERANCE_MS, now = Date.now } = options;
  throwIssues(environmentIssues(environment), textIssues({ clientId }), askIssues(options));
  const call = TOKENS_CALL;
  const issuer = originOf(environment);
  const { keys = publishedKeys(environment, { ...options, now }), signal } = options;
  const audience = () => clientId;
  const claims = await verifyJwt(token, { call, keys, issuer, audience, now: now(), toleranceMs, signal });

  if (nonce !== undefined && claims["nonce"] !== nonce) {
    throw new SoTokenError("nonce", "it answers another sign-in", { call });
  }
  const tenant = claims[`${PREFIX}ctx`];
  if (!isText(claims["sub"]) || !isText(tenant)) {
    throw new SoTokenError("claim", "it names no subject or no tenant", { call });
  }
  return { tenant, ...readUser(claims), claims };
}

function readUser(claims: Claims): Omit<SignedInUser, "tenant" | "claims"> {
  const text = (name: string) => {
    const value = claims[PREFIX + name];
    return isText(value) ? value : null;
  };
  const associateId = Number(text("associateid") ?? Number.NaN);
  const administrator = text("is_administrator")?.toLowerCase();
  return {
    associateId: Number.isInteger(associateId) ? associateId : null,
    userName: text("upn"),
    email: text("email"),
    companyName: text("company_name"),
    isAdministrator: administrator === "true" ? true : administrator === "false" ? false : null,
    webApiUrl: text("webapi_url"),
    systemToken: text("system_token"),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
