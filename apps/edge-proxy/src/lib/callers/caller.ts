import type { PolicyOptions } from "../policies/policy.ts";
import type { RateOptions } from "../stores/rate-store.ts";
import type { JwtOptions } from "./jwt.ts";

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
   * How much it may do; more is answered 429. Each subject of a token counts alone, and so does each address of those
   * who come with their own credentials. Default no limit.
   */
  readonly rate?: RateOptions;
};

/** A caller who was recognized. */
export interface Recognized {
  readonly caller: CallerOptions;
  /** Who among those that the caller's proof admits: the subject of a token, `sub`. */
  readonly subject: string | undefined;
  /** Names, in lower case, of the fields that proved it: they are for the proxy and stay here. */
  readonly spent: readonly string[];
}
