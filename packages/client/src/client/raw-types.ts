import type {
  Client as FetchClient,
  HeadersOptions,
  Middleware,
  ParseAs,
  ParseAsResponse,
} from "openapi-fetch";
import type { CallOptions, DataOf } from "../api/call-types.ts";

/**
 * openapi-fetch's typed methods and its middleware, with these differences: failures of transport and decoding throw
 * an `SoError`, redirects are not followed, and options that do not exist do not compile. As there, an error with an
 * empty body has neither `data` nor `error`: branch on `response.ok`.
 */
export interface RawMethods<Paths extends object> extends Pick<FetchClient<Paths>, "use" | "eject"> {
  readonly GET: RawMethod<Paths, "get">;
  readonly POST: RawMethod<Paths, "post">;
  readonly PUT: RawMethod<Paths, "put">;
  readonly PATCH: RawMethod<Paths, "patch">;
  readonly DELETE: RawMethod<Paths, "delete">;
}

/**
 * One method over the paths that have it. Written here because openapi-fetch's own types walk through bodies and
 * answers for `$Read` and `$Write` marks, which the contract does not use, and take enums with a branded member apart
 * on the way.
 */
type RawMethod<Paths extends object, Method extends string> = <
  Path extends PathsWith<Paths, Method>,
  As extends ParseAs = "json",
>(
  path: Path,
  ...init: RawArguments<RawInit<OperationAt<Paths, Path, Method>, As>>
) => Promise<RawAnswer<OperationAt<Paths, Path, Method>, As>>;

type RawArguments<Init> = object extends Init ? [init?: Init] : [init: Init];

type PathsWith<Paths, Method extends string> = {
  [Path in keyof Paths]: Paths[Path] extends { [Key in Method]: object } ? Path : never;
}[keyof Paths];

type OperationAt<Paths, Path extends keyof Paths, Method extends string> = Paths[Path] extends {
  [Key in Method]: infer Operation;
}
  ? Operation
  : never;

type RawInit<Operation, As extends ParseAs> = RawOptions<As> &
  ParamsOption<Operation> &
  BodyOption<Operation>;

interface RawOptions<As extends ParseAs>
  extends Omit<RequestInit, "body" | "headers" | "method" | "redirect" | "signal"> {
  readonly headers?: HeadersOptions;
  readonly signal?: AbortSignal | null;
  readonly timeoutMs?: CallOptions["timeoutMs"];
  readonly attemptTimeoutMs?: CallOptions["attemptTimeoutMs"];
  readonly retry?: CallOptions["retry"];
  /** How to read a success. Default `"json"`; `"stream"` gives the body unread. */
  readonly parseAs?: As;
  /** Another address for this call. At another origin it gets no credentials. */
  readonly baseUrl?: string;
  readonly bodySerializer?: (body: never) => BodyInit;
  /**
   * Writes the query. Default: a list is repeated. openapi-fetch's other styles: `createQuerySerializer({ array: … })`
   * of that package.
   */
  readonly querySerializer?: (query: object) => string;
  readonly middleware?: Middleware[];
}

type ParamsOption<Operation> = Operation extends { parameters: infer Parameters }
  ? object extends Parameters
    ? { readonly params?: Parameters }
    : { readonly params: Parameters }
  : unknown;

type BodyOption<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { readonly body: Content[keyof Content] }
  : Operation extends { requestBody?: { content: infer Content } }
    ? { readonly body?: Content[keyof Content] }
    : { readonly body?: never };

type RawAnswer<Operation, As extends ParseAs> =
  | { data: ParseAsResponse<DataOf<Operation>, { parseAs: As }>; error?: never; response: Response }
  | { data?: never; error: ErrorOf<Operation>; response: Response };

type ErrorOf<Operation> = Operation extends { responses: infer Responses }
  ? JsonOf<Responses[Exclude<keyof Responses, 200 | 201 | 202 | 203 | 204 | 205 | 206>]>
  : never;

type JsonOf<Answer> = Answer extends { content: { "application/json": infer Json } } ? Json : never;
