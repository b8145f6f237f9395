import type { Operation, Shapes } from "@so-webapi/operations";
import type { ServiceTarget } from "./target.ts";

/** Everything that {@link createSoapBridge} can be told. */
export interface SoapBridgeOptions {
  /**
   * The REST operations that the bridge calls and the enumerations they know: `import * as contract from
   * "@so-webapi/operations/all"`, or the lists of a few agents together.
   */
  readonly contract: { readonly operations: readonly Operation[]; readonly shapes: Shapes };
  /** Largest envelope and largest answer that are read, in bytes. Default 16 MiB. */
  readonly maxBytes?: number;
  /** How many elements may stand inside each other. Default 100. */
  readonly maxDepth?: number;
  /**
   * Whether a call without a ticket is refused before it goes on (`"required"`), or goes on without `Authorization`, for an
   * upstream that adds credentials of its own (`"optional"`). Default `"required"`.
   */
  readonly credentials?: "required" | "optional";
  /**
   * `SO-Language` for clients that name no language by a header, which SOAP clients rarely do. Without it REST gives
   * multi-language texts raw (platform, "Headers that change the body"). Default: none.
   */
  readonly language?: string;
  /**
   * Seals the credentials of `SoPrincipal` logins into the tickets that the bridge gives out: 32 random bytes, the same in every
   * process and isolate that serves the same clients. Default: none, and logins by password or access token are refused.
   */
  readonly ticketKey?: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970, for the lifetime of tickets. Default `Date.now`. */
  readonly clock?: () => number;
  /** How long a ticket of the bridge's own lives, in milliseconds. Default six hours, as the platform's (platform, "Who is calling"). */
  readonly ticketLifetime?: number;
}

/** What differs from request to request. */
export interface HandleOptions {
  /**
   * Address that clients use, without a path: `https://proxy.example`. It stands in WSDLs. Default: the origin of the request's
   * URL.
   */
  readonly origin?: string;
  /** The target, where the caller has read it already (`bridge.target`). */
  readonly target?: ServiceTarget;
}

/** Sends a REST request on and gives its answer, as `fetch` does. */
export type Upstream = (request: Request) => Promise<Response>;
