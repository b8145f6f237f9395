import type { HeaderList } from "../message/header-list.ts";
import type { Sha256 } from "../sha256/sha256.ts";
import { keyFinder } from "./api-key.ts";
import type { CallerOptions, Recognized } from "./caller.ts";
import { furtherFault, type JwtFault, type JwtOptions, openJwt, verifyJwt } from "./jwt.ts";
import { type FetchKeys, type PublishedKeys, publishedKeys } from "./published-keys.ts";

export interface RecognizeOptions {
  readonly callers: readonly CallerOptions[];
  /** Name of the header field that holds an API key, in lower case. */
  readonly apiKeyHeader: string;
  readonly fetchKeys: FetchKeys;
  readonly clock: () => number;
  readonly sha256?: Sha256 | undefined;
}

/** Why nobody knows who calls; for logs, since who guesses is told no more than that. */
export type UnknownCause = "proof-missing" | "api-key-unknown" | `token-${JwtFault}`;

/** Who calls; or that nobody knows, with the challenges to answer with (RFC 9110, 11.6.1); or that nobody can say now. */
export type Recognition =
  | { readonly kind: "recognized"; readonly who: Recognized }
  | {
      readonly kind: "unknown";
      readonly detail: string;
      readonly challenge: string;
      readonly cause: UnknownCause;
    }
  | { readonly kind: "unverifiable" };

/** Says who sent a request, by its header alone. */
export type Recognize = (headers: HeaderList) => Promise<Recognition>;

interface JwtCaller {
  readonly caller: CallerOptions;
  readonly options: JwtOptions;
  readonly keys: PublishedKeys;
}

/**
 * Makes the check of callers. An API key counts before a token, a token before a session, and a session before the caller's
 * own credentials; a key or token that is wrong is refused, whatever else the request brings.
 *
 * @throws {TypeError} for two callers of one name, two with their own credentials, and what is no hash of a key.
 */
export function recognizer({ callers, apiKeyHeader, fetchKeys, clock, sha256 }: RecognizeOptions): Recognize {
  if (new Set(callers.map(({ name }) => name)).size < callers.length)
    throw new TypeError("callers must have names that differ");
  const own = callers.filter((caller) => "ownCredentials" in caller);
  if (own.length > 1) throw new TypeError("only one caller can have ownCredentials");
  const hashes = callers.flatMap((caller) =>
    "apiKeys" in caller ? caller.apiKeys.map((hash) => [hash, caller] as const) : [],
  );
  const findKey = hashes.length === 0 ? undefined : keyFinder(hashes, sha256);
  const bearers = jwtCallers(callers, fetchKeys, clock);
  const sessions = callers.flatMap((caller) =>
    "session" in caller ? [[caller, caller.session] as const] : [],
  );
  const spent = findKey === undefined ? [] : [apiKeyHeader];

  const unknown = (cause: UnknownCause, detail: string, error = ""): Recognition => ({
    kind: "unknown",
    cause,
    detail,
    challenge: [
      ...(bearers.length > 0 ? [`Bearer realm="so-proxy"${error}`] : []),
      // RFC 9110, 11.6.1: there must be one; no scheme is registered for keys.
      ...(findKey !== undefined || bearers.length === 0 ? ['ApiKey realm="so-proxy"'] : []),
    ].join(", "),
  });

  return async (headers) => {
    const key = findKey === undefined ? null : headers.get(apiKeyHeader);
    if (findKey !== undefined && key !== null) {
      const caller = await findKey(key);
      if (caller === undefined) return unknown("api-key-unknown", "The API key is nobody's.");
      return { kind: "recognized", who: { caller, subject: undefined, spent } };
    }
    const token = bearers.length === 0 ? undefined : bearerOf(headers.get("authorization"));
    const opened = token === undefined ? undefined : openJwt(token);
    if (opened !== undefined) {
      let isUnreachable = false;
      let fault: JwtFault | undefined;
      for (const { caller, options, keys } of bearers) {
        const result = await verifyJwt(opened, options, keys, clock());
        if (result.ok) {
          const who = { caller, subject: result.subject, spent: [...spent, "authorization"] };
          return { kind: "recognized", who };
        }
        if (result.fault === "unreachable") isUnreachable = true;
        else fault = furtherFault(fault, result.fault);
      }
      return isUnreachable
        ? { kind: "unverifiable" }
        : unknown(`token-${fault ?? "form"}`, "The token is not taken.", ', error="invalid_token"');
    }
    for (const [caller, session] of sessions) {
      try {
        const subject = await session(headers);
        if (subject !== undefined)
          return { kind: "recognized", who: { caller, subject, spent: [...spent, "cookie"] } };
      } catch {
        return { kind: "unverifiable" };
      }
    }
    const [caller] = own;
    if (caller !== undefined) return { kind: "recognized", who: { caller, subject: undefined, spent } };
    return unknown("proof-missing", "Say who you are.");
  };
}

/** Callers of one address share its keys. */
function jwtCallers(
  callers: readonly CallerOptions[],
  fetchKeys: FetchKeys,
  clock: () => number,
): readonly JwtCaller[] {
  const byUrl = new Map<string, PublishedKeys>();
  return callers.flatMap((caller) => {
    if (!("jwt" in caller)) return [];
    const { jwks } = caller.jwt;
    const keys = byUrl.get(jwks) ?? publishedKeys(jwks, fetchKeys, clock);
    byUrl.set(jwks, keys);
    return [{ caller, options: caller.jwt, keys }];
  });
}

function bearerOf(authorization: string | null): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization?.trim() ?? "")?.[1];
}
