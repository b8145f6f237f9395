import { parseErrorBody } from "@so-webapi/platform/errors";
import { type SingleFlight, singleFlight } from "../auth/single-flight.ts";
import { type FailedCall, SoAbortError, SoStatusError } from "../errors/so-error.ts";
import { type AskOptions, askJson } from "./ask-json.ts";
import { fromBase64Url } from "./base64.ts";
import { type EnvironmentOption, originOf } from "./environment.ts";
import { orAborted } from "./or-aborted.ts";

/** The keys that an environment signs its tokens with. */
export interface PublishedKeys {
  /**
   * Gives the keys that a token may be signed with: the one with its `kid`, or all when it has none. Empty when there is
   * none, after the list was fetched anew if it was not just fetched.
   */
  find(kid: string | undefined, signal?: AbortSignal): Promise<readonly CryptoKey[]>;
}

/** How the keys are asked for; they count for an hour of `now`. */
export interface PublishedKeysOptions extends Omit<AskOptions, "signal"> {
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

const PATH = "/login/.well-known/jwks";
const KEYS_CALL: FailedCall = { method: "GET", path: PATH };

/** How long keys count without a new look, so that one that was withdrawn goes. */
const KEEP_MS = 3_600_000;

/** How often at most an unknown `kid` has the list fetched: anybody can make one up. */
const PAUSE_MS = 30_000;

/** Octets of the shortest modulus that is taken: 2,048 bits (RFC 7518, 3.3). */
const SHORTEST_MODULUS = 256;

interface NamedKey {
  readonly kid: string | undefined;
  readonly key: CryptoKey;
}

/**
 * Keeps the keys published at `/login/.well-known/jwks`.
 *
 * Source: platform, "Who is calling"; docs.superoffice.com, "OpenID Connect", `jwks_uri`.
 */
export function publishedKeys(
  environment: EnvironmentOption,
  options: PublishedKeysOptions = {},
): PublishedKeys {
  const { now = Date.now } = options;
  const origin = originOf(environment);
  const once: SingleFlight = singleFlight();
  let known: readonly NamedKey[] = [];
  let fetchedAt = Number.NEGATIVE_INFINITY;
  const matching = (kid: string | undefined) =>
    known.filter((one) => kid === undefined || one.kid === kid).map(({ key }) => key);
  const fetchKeys = () =>
    once("keys", async () => {
      const answer = await askJson(`${origin}${PATH}`, { method: "GET" }, KEYS_CALL, options);
      if (!answer.ok)
        throw new SoStatusError(answer.status, parseErrorBody(answer.body), { call: KEYS_CALL });
      known = await readKeys(answer.body);
      fetchedAt = now();
    });
  return {
    async find(kid, signal) {
      const age = now() - fetchedAt;
      const found = matching(kid);
      // A clock that was set back makes keys of the future, which are fetched anew, too.
      if (found.length > 0 && age >= 0 && age < KEEP_MS) return found;
      if (age >= 0 && age < PAUSE_MS) return found;
      await orAborted(fetchKeys(), signal).catch((cause) => {
        throw signal?.aborted ? new SoAbortError({ call: KEYS_CALL, cause: signal.reason }) : cause;
      });
      return matching(kid);
    },
  };
}

/** Takes the RSA keys for signatures; others are passed over (RFC 7517, 5). */
async function readKeys(body: unknown): Promise<readonly NamedKey[]> {
  const list = isRecord(body) && Array.isArray(body["keys"]) ? body["keys"] : [];
  const keys = await Promise.all(list.map(readKey));
  return keys.filter((key) => key !== undefined);
}

async function readKey(jwk: unknown): Promise<NamedKey | undefined> {
  if (!isRecord(jwk)) return undefined;
  const { kty, use = "sig", alg = "RS256", kid, n, e } = jwk;
  if (kty !== "RSA" || use !== "sig" || alg !== "RS256" || typeof n !== "string" || typeof e !== "string") {
    return undefined;
  }
  if ((fromBase64Url(n)?.length ?? 0) < SHORTEST_MODULUS) return undefined;
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  try {
    const key = await crypto.subtle.importKey("jwk", { kty, n, e, alg }, algorithm, false, ["verify"]);
    return { kid: typeof kid === "string" ? kid : undefined, key };
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
