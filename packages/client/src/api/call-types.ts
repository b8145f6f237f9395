import type { AnswerIn, Mode } from "../result/result.ts";
import type { Selected, SelectPaths } from "../select/selected.ts";
import type { RetryOverrides } from "../transport/retry.ts";

/** What every call takes beside its arguments. */
export interface CallOptions {
  /**
   * Languages for texts, best first, sent as `Accept-Language`: `"en"`, `"nb,en"`. Default: the client's `language`.
   * Without any, texts come raw with all their languages, as far as the runtime sends no `Accept-Language` itself.
   */
  readonly language?: string | undefined;
  /** How numbers and dates inside of texts are written, sent as `SO-Culture`. Default: the client's `culture`. */
  readonly culture?: string | undefined;
  /** Time zone of dates both ways, sent as `SO-TimeZone`: `"NO"`. Default: the client's `timeZone`. */
  readonly timeZone?: string | undefined;
  /** Ends the call with an `SoAbortError`. Default: none. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call with its body, `Infinity` for no end. Default: the client's `timeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds for one attempt with its body, so that one that stalls leaves time for another; `Infinity` for no end.
   * Default: the client's.
   */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * `false` for one attempt, or what is to be otherwise than the client's `retry` says, which must be there then:
   * `{ writes: "all" }` allows this call to be repeated although it may have changed something.
   */
  readonly retry?: false | RetryOverrides | undefined;
}

/** The options of one operation's call: the common ones, its headers, `select` and further query parameters. */
export type OptionsOf<Operation, Select extends SelectPaths = undefined> = CallOptions &
  HeadersOption<ParametersOf<Operation, "header">> &
  SelectOption<ParametersOf<Operation, "query">, Select> &
  QueryOption<Omit<ParametersOf<Operation, "query">, "$select">>;

/** The JSON body that an operation takes. */
export type BodyOf<Operation> = Operation extends { requestBody?: infer Body }
  ? JsonOf<NonNullable<Body>>
  : never;

/** The change that an operation takes: a list is a JSON Patch (RFC 6902), an object a Merge Patch (RFC 7396). */
export type PatchOf<Operation> = Operation extends { requestBody?: infer Body }
  ? PatchIn<NonNullable<Body>>
  : never;

/**
 * A file to send. A form goes as `multipart/form-data`; anything else goes as it is, with the type of the `Blob`,
 * else as `application/octet-stream`, as long as `headers` say no other `Content-Type`. A stream is not buffered.
 */
export type FileBody = Blob | ArrayBuffer | ArrayBufferView | ReadableStream<Uint8Array> | FormData;

/** The outcome of a call that gives a file; null where there is none. Its `type` is the answer's `Content-Type`. */
export type FileAnswer<In extends Mode = "result"> = AnswerIn<In, Blob | null>;

/** The value of one path parameter. */
export type PathParameterOf<Operation, Name extends string> = Name extends keyof ParametersOf<
  Operation,
  "path"
>
  ? ParametersOf<Operation, "path">[Name]
  : never;

/**
 * What a successful call gives: the JSON of the contract's 2xx answers, `undefined` for one without a body, unknown
 * where the contract has no 2xx answer.
 */
export type DataOf<Operation> = Operation extends { responses: infer Responses }
  ? [keyof Responses & SuccessStatus] extends [never]
    ? unknown
    : SuccessOf<Responses[keyof Responses & SuccessStatus]>
  : never;

/** The outcome of one operation's call. With `select` the answer's type has null for what was left out. */
export type AnswerOf<
  Operation,
  Select extends SelectPaths = undefined,
  In extends Mode = "result",
> = AnswerIn<In, Selected<DataOf<Operation>, Select>>;

interface HeadersOption<Known> {
  /**
   * Further headers, in place of the client's own ones with the same names; an `Authorization` here replaces the
   * client's credential.
   */
  readonly headers?: Headers | (Known & { readonly [name: string]: string | undefined }) | undefined;
}

type SelectOption<Query, Select> = "$select" extends keyof Query
  ? {
      /**
       * Properties to answer; `"Category/Id"` reaches inside. The others come as null, and their types say so.
       * Default, and for an empty list: all.
       */
      readonly select?: Select | undefined;
    }
  : unknown;

type QueryOption<Query> = keyof Query extends never
  ? unknown
  : Partial<Query> extends Query
    ? { readonly query?: Query | undefined }
    : { readonly query: Query };

type ParametersOf<Operation, Place extends string> = Operation extends {
  parameters: { [Key in Place]?: infer Parameters };
}
  ? // The contract's types have `never` for a place without parameters, and every name is a key of that.
    [NonNullable<Parameters>] extends [never]
    ? Record<never, never>
    : NonNullable<Parameters>
  : never;

type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206;

type SuccessOf<Response> = Response extends { content: infer Content }
  ? Content extends { "application/json": infer Json }
    ? Json
    : unknown
  : undefined;

type JsonOf<Holder> = Holder extends { content: { "application/json": infer Json } } ? Json : never;

type PatchIn<Holder> = Holder extends { content: infer Content }
  ? Content[keyof Content & ("application/json-patch+json" | "application/merge-patch+json")]
  : never;
