import type { Api } from "../api/api.ts";
import type { Auth } from "../auth/credential.ts";
import type { BaseUrlResolver } from "../transport/base-url.ts";
import type { Observe } from "../transport/observe.ts";
import type { Retry } from "../transport/retry.ts";
import type { Fetch } from "../transport/send.ts";
import type { RawMethods } from "./raw-types.ts";
import type { Validate } from "./validate.ts";

/** What a client of raw calls takes. */
export interface RawClientOptions {
  /**
   * Where the WebAPI is, up to and without `/api`: `https://online.superoffice.com/Cust12345`,
   * `https://crm.example.com/SuperOffice` or a proxy's address. A slash at the end makes no difference. It holds
   * neither user nor password, nor a query. Or what finds it, for a tenant that moves.
   */
  readonly baseUrl: string | BaseUrlResolver;
  /**
   * Who is calling: `basic(…)`, `soTicket(…)`, `bearer(…)` or a function that gives one for each request. It is sent
   * to the origin of `baseUrl` only. Default: nothing is sent, as for a proxy that keeps the secrets.
   */
  readonly auth?: Auth | undefined;
  /** Languages for texts, best first, sent as `Accept-Language`. Default: none. */
  readonly language?: string | undefined;
  /** How numbers and dates inside of texts are written, sent as `SO-Culture`. Default: as the language has it. */
  readonly culture?: string | undefined;
  /**
   * Time zone of dates both ways, by code or number, sent as `SO-TimeZone`: `"NO"`, `"NO, includeTZOffset"`. Default:
   * the tenant's base time zone.
   */
  readonly timeZone?: string | undefined;
  /** Headers for every request. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for a whole call with its body and all its attempts, `Infinity` for no end. Default 100,000. */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds for one attempt with its body, so that one that stalls leaves time for another; `Infinity` for no end.
   * Default: none, an attempt may take as long as the call.
   */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * Bytes that a body to send may have; a larger one is refused before anything is sent. A stream is not counted.
   * Default: no limit.
   */
  readonly maxBodyBytes?: number | undefined;
  /** Makes calls again: `retries()`. Default: one attempt, and another after a 401 or 421 that could be cleared. */
  readonly retry?: Retry | undefined;
  /** Hears of every attempt, before it is sent and at its end. Default: nobody. */
  readonly observe?: Observe | undefined;
  /** Sends a request, in place of the runtime's `fetch`: for a service binding, an agent or a log. */
  readonly fetch?: Fetch | undefined;
}

/** What a client calls and how it gives answers, beside how it sends: base URL, credentials, deadlines, middleware. */
export interface ClientOptions<Apis extends readonly Api[] = readonly Api[], Throws extends boolean = boolean>
  extends RawClientOptions {
  /** The agents and entities to call: only these are typed, and only these get into a bundle. */
  readonly apis: Apis;
  /** Has named calls give their data and throw their errors, in place of giving results. Default false. */
  readonly throws?: Throws | undefined;
  /** Checks the answers of named calls. Default: nothing is checked. */
  readonly validate?: Validate | undefined;
}

/** The named calls of the given APIs, and openapi-fetch's typed methods over their paths. */
export type Client<Apis extends readonly Api[], Throws extends boolean = false> = CallsOf<Apis, Throws> &
  RawMethods<PathsOf<Apis>>;

type TypesOf<Given> =
  Given extends Api<infer Paths, infer Calls, infer Throwing>
    ? { paths: Paths; calls: Calls; throwing: Throwing }
    : never;
type PathsOf<Apis extends readonly Api[]> = Intersection<TypesOf<Apis[number]>["paths"]>;
type CallsOf<Apis extends readonly Api[], Throws extends boolean> = Intersection<
  TypesOf<Apis[number]>[Throws extends true ? "throwing" : "calls"]
>;

type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  member: infer All,
) => void
  ? All & object
  : never;
