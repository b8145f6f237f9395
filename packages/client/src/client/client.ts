import type { Api } from "../api/api.ts";
import type { Auth } from "../auth/credential.ts";
import type { Fetch } from "../transport/send.ts";
import type { RawMethods } from "./raw-types.ts";

export interface ClientOptions<Apis extends readonly Api[] = readonly Api[]> {
  /**
   * Where the WebAPI is, up to and without `/api`: `https://online.superoffice.com/Cust12345`,
   * `https://crm.example.com/SuperOffice` or a proxy's address. A slash at the end makes no difference. It holds
   * neither user nor password, nor a query.
   */
  readonly baseUrl: string;
  /**
   * Who is calling: `basic(…)`, `soTicket(…)`, `bearer(…)` or a function that gives one for each request. It is sent
   * to the origin of `baseUrl` only. Default: nothing is sent, as for a proxy that keeps the secrets.
   */
  readonly auth?: Auth;
  /** The agents and entities to call: only these are typed, and only these get into a bundle. */
  readonly apis: Apis;
  /** Languages for texts, best first, sent as `Accept-Language`. Default: none. */
  readonly language?: string;
  /** Headers for every request, `{ "SO-TimeZone": "NO" }` for example. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds for a whole call with its body, `Infinity` for no end. Default 100,000. */
  readonly timeoutMs?: number;
  /** Sends a request, in place of the runtime's `fetch`: for a service binding, an agent or a log. */
  readonly fetch?: Fetch;
}

/** The named calls of the given APIs, and openapi-fetch's typed methods over their paths. */
export type Client<Apis extends readonly Api[]> = CallsOf<Apis> & RawMethods<PathsOf<Apis>>;

type TypesOf<Given> = Given extends Api<infer Paths, infer Calls> ? { paths: Paths; calls: Calls } : never;
type PathsOf<Apis extends readonly Api[]> = Intersection<TypesOf<Apis[number]>["paths"]>;
type CallsOf<Apis extends readonly Api[]> = Intersection<TypesOf<Apis[number]>["calls"]>;

type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  member: infer All,
) => void
  ? All & object
  : never;
