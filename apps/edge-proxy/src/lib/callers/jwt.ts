import { algorithmFacts, type JwtAlgorithm, jwtAlgorithms } from "./algorithms.ts";
import type { PublishedKeys } from "./published-keys.ts";

/** Which tokens are taken. */
export interface JwtOptions {
  /** `iss`, exactly. */
  readonly issuer: string;
  /** One of `aud`. */
  readonly audience: string;
  /** Address of the issuer's keys; https, or http on this machine. */
  readonly jwks: string;
  /** Default `["RS256"]`. */
  readonly algorithms?: readonly JwtAlgorithm[];
  /** Claims that the token must have beside: the value itself, or it among those of a list or of words with spaces. */
  readonly claims?: Readonly<Record<string, string>>;
}

/** What is wrong with a token, in the order in which it is looked at; for logs. */
const jwtFaults = ["algorithm", "form", "issuer", "audience", "time", "claim", "key", "signature"] as const;

/** Why a token is not taken; for logs. */
export type JwtFault = (typeof jwtFaults)[number];

/** Of two faults of one token, held to two issuers: the one that it got further to, which is the one that was meant. */
export function furtherFault(one: JwtFault | undefined, other: JwtFault): JwtFault {
  return one !== undefined && jwtFaults.indexOf(one) >= jwtFaults.indexOf(other) ? one : other;
}

export type JwtResult =
  | { readonly ok: true; readonly subject: string | undefined }
  | { readonly ok: false; readonly fault: JwtFault | "unreachable" };

/** Seconds that clocks may differ. */
const TOLERANCE = 60;
const MAX_LENGTH = 8192;

/** A token, taken apart and not yet trusted. */
export interface OpenedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** Takes a token apart; undefined where it has not the form of a signed one (RFC 7515, 7.1). */
export function openJwt(token: string): OpenedJwt | undefined {
  const [, header, claims, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
  if (header === undefined || claims === undefined || signature === undefined || token.length > MAX_LENGTH)
    return undefined;
  try {
    const opened = { header: parseObject(header), claims: parseObject(claims) };
    return { ...opened, signed: `${header}.${claims}`, signature: bytesOf(signature) };
  } catch {
    return undefined;
  }
}

/**
 * Verifies a token: algorithm of the list, signed by a published key, issuer, audience, time and claims (RFC 7519, 4.1;
 * RFC 8725, 3). What it cannot understand, `crit`, it does not take.
 *
 * @param now - milliseconds since 1970.
 */
export async function verifyJwt(
  { header, claims, signed, signature }: OpenedJwt,
  options: JwtOptions,
  keys: PublishedKeys,
  now: number,
): Promise<JwtResult> {
  const wrong = (fault: JwtFault): JwtResult => ({ ok: false, fault });
  const { alg, kid, crit } = header;
  const algorithm = (options.algorithms ?? ["RS256"]).find((candidate) => candidate === alg);
  if (algorithm === undefined || !jwtAlgorithms.includes(algorithm)) return wrong("algorithm");
  if (crit !== undefined || (kid !== undefined && typeof kid !== "string")) return wrong("form");
  // What costs nothing comes first: a token of somebody else never has keys fetched.
  if (claims["iss"] !== options.issuer) return wrong("issuer");
  if (!among(claims["aud"], options.audience, false)) return wrong("audience");
  if (!isNow(claims, now / 1000)) return wrong("time");
  for (const [name, value] of Object.entries(options.claims ?? {}))
    if (!among(claims[name], value, true)) return wrong("claim");
  const search = await keys.find(kid, algorithm);
  if (search.kind === "unreachable") return { ok: false, fault: "unreachable" };
  if (search.kind === "unknown") return wrong("key");
  const { verifyAs } = algorithmFacts(algorithm);
  const isSigned = await crypto.subtle.verify(
    verifyAs,
    search.key,
    signature,
    new TextEncoder().encode(signed),
  );
  if (!isSigned) return wrong("signature");
  const { sub } = claims;
  return { ok: true, subject: typeof sub === "string" ? sub : undefined };
}

/** A token without an end is not taken. */
function isNow({ exp, nbf }: OpenedJwt["claims"], seconds: number): boolean {
  if (typeof exp !== "number" || exp + TOLERANCE <= seconds) return false;
  return nbf === undefined || (typeof nbf === "number" && nbf - TOLERANCE <= seconds);
}

/** Scopes are words of one text (RFC 8693, 4.2), audiences never. */
function among(claim: unknown, value: string, isWords: boolean): boolean {
  if (Array.isArray(claim)) return claim.includes(value);
  return claim === value || (isWords && typeof claim === "string" && claim.split(" ").includes(value));
}

function parseObject(part: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(part)));
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("no object");
  return { ...value };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
