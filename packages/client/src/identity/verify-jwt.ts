import type { FailedCall } from "../errors/so-error.ts";
import { parseJson } from "../transport/parse-json.ts";
import { type Bytes, fromBase64Url } from "./base64.ts";
import { isRecord, type PublishedKeys } from "./published-keys.ts";
import { SoTokenError, type TokenFault } from "./token-error.ts";

/** What a token says, as sent. */
export type Claims = Readonly<Record<string, unknown>>;

export interface VerifyJwtOptions {
  /** What brought the token, for errors. */
  readonly call: FailedCall;
  readonly keys: PublishedKeys;
  readonly issuer: string;
  /** Gives who the token must be for, out of its claims where that depends on them. */
  readonly audience: (claims: Claims) => string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds that clocks may differ. */
  readonly toleranceMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Checks a signed token (RFC 7515, RFC 7519) and gives its claims: the form, RS256 and nothing else, the signature by a
 * published key, issuer, audience and time, in this order, so that nothing of a token counts before its signature does.
 *
 * Source: docs.superoffice.com, "Validate security tokens".
 *
 * @throws {SoTokenError} and what fetching the keys throws.
 */
export async function verifyJwt(token: string, options: VerifyJwtOptions): Promise<Claims> {
  const { call } = options;
  const refuse = (reason: TokenFault, what: string) => new SoTokenError(reason, what, { call });

  const parts = token.split(".");
  const [head = "", body = "", last = ""] = parts;
  const header = readPart(head);
  const claims = readPart(body);
  const signature = fromBase64Url(last);
  if (!header || !claims || !signature || parts.length !== 3)
    throw refuse("malformed", "it is no signed JWT");
  // An allow-list: what a token says of itself must not choose how it is checked (RFC 8725, 3.1).
  if (header["alg"] !== "RS256") throw refuse("algorithm", "it is not signed with RS256");
  // Extensions that must be understood (RFC 7515, 4.1.11); none is.
  if ("crit" in header) throw refuse("algorithm", "it has extensions that are not known");

  const { kid } = header;
  const keys = await options.keys.find(typeof kid === "string" ? kid : undefined, options.signal);
  if (keys.length === 0) throw refuse("key", "it was signed with a key that is not published");
  const signed = new TextEncoder().encode(`${head}.${body}`);
  if (!(await isSignedByOne(keys, signature, signed)))
    throw refuse("signature", "its signature does not fit");

  if (claims["iss"] !== options.issuer) throw refuse("issuer", "it was issued by another than expected");
  if (!isFor(options.audience(claims), claims)) throw refuse("audience", "it was made for another audience");
  const late = secondsOff(claims["exp"], options.now);
  if (late === undefined) throw refuse("claim", "it does not say when it ends");
  if (late * 1000 >= options.toleranceMs)
    throw refuse("expired", `by this clock it ended ${late} s ago. ${CLOCK}`);
  const early = -(secondsOff(claims["nbf"] ?? 0, options.now) ?? Number.NaN);
  if (Number.isNaN(early)) throw refuse("claim", "its begin is no time");
  if (early * 1000 > options.toleranceMs)
    throw refuse("not-yet-valid", `by this clock it begins in ${early} s. ${CLOCK}`);
  return claims;
}

const CLOCK = "If it was issued just now, this clock is wrong";

function readPart(text: string): Claims | undefined {
  const bytes = fromBase64Url(text);
  if (!bytes) return undefined;
  try {
    const parsed = parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return "value" in parsed && isRecord(parsed.value) ? parsed.value : undefined;
  } catch {
    return undefined;
  }
}

async function isSignedByOne(keys: readonly CryptoKey[], signature: Bytes, signed: Bytes): Promise<boolean> {
  const outcomes = keys.map((key) => crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, signature, signed));
  return (await Promise.all(outcomes)).includes(true);
}

/** One of several audiences counts only when the token names it as the authorized one (OpenID Connect Core, 3.1.3.7). */
function isFor(audience: string, { aud, azp }: Claims): boolean {
  if (!Array.isArray(aud)) return aud === audience;
  return aud.includes(audience) && (aud.length === 1 || azp === audience);
}

/** Whole seconds from a NumericDate until now, negative when it lies ahead; `undefined` for what is none. */
function secondsOff(date: unknown, now: number): number | undefined {
  // Documented samples have one of their times as a string.
  const seconds = typeof date === "string" && /^\d{1,15}$/.test(date) ? Number(date) : date;
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) return undefined;
  return Math.floor(now / 1000 - seconds);
}
