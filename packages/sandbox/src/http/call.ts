import type { Operation } from "@so-webapi/operations";
import type { SelectTree } from "@so-webapi/platform";
import type { Caller } from "../identity/caller.ts";
import type { Instant } from "../model/instant.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { Manners } from "./manners.ts";
import type { QueryReader } from "./query-reader.ts";

/**
 * One call of an operation, understood: the caller is known, parameters and body keep the contract. In the body, names and
 * enums have the contract's spelling and every date-time is an {@link Instant} in UTC. Answers are given in the same
 * inner form; `present` brings them to the caller's language, time zone, `$select` and media type.
 */
export interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly operation: Operation;
  readonly tenant: Tenant;
  readonly caller: Caller;
  readonly manners: Manners;
  /** Path and query parameters by the contract's names. */
  readonly parameters: QueryReader;
  /** Undefined where the operation takes none. */
  readonly body: unknown;
  /** What `$select` keeps; the whole where there is none. Lists read it as columns. */
  readonly select: SelectTree;
  /** Media type of the request's body without parameters, lower case. */
  readonly mediaType: string;
}

export interface Answer {
  /** A status that the contract lists for the operation. */
  readonly status: number;
  /** In inner form; absent for 204, 304 and 412 without a body. */
  readonly body?: unknown;
  /** Becomes `Last-Modified`. */
  readonly lastModified?: Instant;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a call. Throws {@link import("./failure.ts").PlatformFailure} for what the platform refuses. */
export type Handler = (call: Call) => Promise<Answer>;

/** Handlers by operationId. */
export type Handlers = Readonly<Record<string, Handler>>;
