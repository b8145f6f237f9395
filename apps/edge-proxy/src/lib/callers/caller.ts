import type { PolicyOptions } from "../policies/policy.ts";
import type { RateOptions } from "../stores/rate-store.ts";
import type { JwtOptions } from "./jwt.ts";

/**
 * Says who has signed in, by the header of the request: the user's name, or undefined where there is no session. The name
 * counts apart in rates, and the user's cookies stay here. What it throws is 503 for the caller, without a word of it.
 *
 * @example
 * import type { FindSession } from "@so-webapi/edge-proxy";
 *
 * const users = new Map([["5c0ffee5a17", "ada"]]); // by session
 * export const userOf: FindSession = (headers) => {
 *   const id = /\bsession=(\w+)/.exec(headers.get("cookie") ?? "")?.[1];
 *   return id === undefined ? undefined : users.get(id);
 * };
 */
export type FindSession = (
  headers: Pick<Headers, "get" | "has">,
) => string | undefined | Promise<string | undefined>;

/** How a caller proves who it is. */
export type CallerProof =
  | {
      /** Hashes of the keys that it may send, as `so-proxy key` prints them: `sha256:<salt>:<digest>`. Several while keys change. */
      readonly apiKeys: readonly string[];
    }
  | {
      /** It sends `Authorization: Bearer` with a JWT of an issuer that is trusted. */
      readonly jwt: JwtOptions;
    }
  | {
      /** It has signed in at a server of yours, which has the proxy within it: `createProxy` in an app with sessions of its own. */
      readonly session: FindSession;
    }
  | {
      /** It sends credentials of SuperOffice, which go upstream as they are; whoever proves nothing else counts as this one. */
      readonly ownCredentials: true;
    };

/** One who may call. */
export type CallerOptions = CallerProof & {
  /** Its name in logs. Unique. */
  readonly name: string;
  /** Names of the tenants that it may call, where there are several; the others do not exist for it. Default all. */
  readonly tenants?: readonly string[];
  /** What it may do. Default everything. */
  readonly policy?: PolicyOptions;
  /**
   * How much it may do; more is answered 429. Each subject of a token and each user of a session counts alone, and so does each address of those
   * who come with their own credentials. Default no limit.
   */
  readonly rate?: RateOptions;
};

/** A caller who was recognized. */
export interface Recognized {
  readonly caller: CallerOptions;
  /** Who among those that the caller's proof admits: the subject of a token, `sub`, or the user of a session. */
  readonly subject: string | undefined;
  /** Names, in lower case, of the fields that proved it: they are for the proxy and stay here. */
  readonly spent: readonly string[];
}
