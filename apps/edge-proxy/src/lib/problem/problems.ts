/** One kind of problem that the proxy itself answers with. */
export interface ProblemKind {
  readonly status: number;
  /** The same for every occurrence. */
  readonly title: string;
  /** When it happens; the README's table repeats it. */
  readonly when: string;
}

/** Every problem of the proxy by its stable code: the one place that says which status belongs to which. */
export const problems = {
  "request-malformed": {
    status: 400,
    title: "The request is not valid HTTP",
    when: "broken framing, two lengths that contradict each other, a missing or impossible Host",
  },
  "target-refused": {
    status: 400,
    title: "The request target is refused",
    when: "dot segments, encoded slashes, backslashes, control characters, `//host`, absolute form, invalid UTF-8",
  },
  "parameter-invalid": {
    status: 400,
    title: "A parameter does not keep the contract",
    when: "requests are enforced and a parameter of path or query is missing, repeated or of the wrong type; `violations` says where",
  },
  "body-missing": {
    status: 400,
    title: "The operation needs a body",
    when: "requests are enforced, the operation requires a body and none came",
  },
  "body-not-json": {
    status: 400,
    title: "The body is not JSON",
    when: "requests are reported or enforced and a JSON media type holds something else",
  },
  "body-invalid": {
    status: 400,
    title: "The body does not keep the contract",
    when: "requests are enforced and the JSON has the wrong shape; `violations` says where",
  },
  "operator-unknown": {
    status: 401,
    title: "The page is for operators",
    when: "`OPERATOR_TOKEN` is set and a page that tells of traffic is asked for without it",
  },
  "caller-unknown": {
    status: 401,
    title: "The caller is not known",
    when: "callers are set and the request proves to be none of them; `WWW-Authenticate` says what is asked for",
  },
  "operation-refused": {
    status: 403,
    title: "The caller may not call this operation",
    when: "the caller's policy does not have the operation; `operation` is its id, `detail` says whether it is not listed or writes",
  },
  "property-hidden": {
    status: 403,
    title: "The request reaches a property that the caller may not see",
    when: "the caller's policy hides the property that a parameter, an argument or the body names; `property` is the name",
  },
  "content-uncheckable": {
    status: 403,
    title: "The caller's limits cannot be checked here",
    when: "the caller's policy hides properties, and the request or the answer that it asks for is no JSON that can be looked through: XML, files, forms, long bodies",
  },
  "operator-pages-closed": {
    status: 403,
    title: "The pages for operators are closed",
    when: "`OPERATOR_TOKEN` is not set, and others than this machine can reach the proxy",
  },
  "path-unknown": {
    status: 404,
    title: "The contract has no such path",
    when: "neither an operation of the contract nor a page of the proxy",
  },
  "tenant-unknown": {
    status: 404,
    title: "There is no such tenant here",
    when: "tenants are set and the path begins with none of them, or with one that is not for the caller",
  },
  "sample-missing": {
    status: 404,
    title: "The operation has no sample",
    when: "`UPSTREAM=samples` and the documentation prints no sample for the operation",
  },
  "asset-missing": {
    status: 404,
    title: "The file is not at hand",
    when: "`/docs` and `/openapi.json` where the proxy was started without its static files",
  },
  "method-not-allowed": {
    status: 405,
    title: "The path does not take this method",
    when: "the path is documented with other methods; `Allow` lists them",
  },
  "request-timeout": {
    status: 408,
    title: "The request did not arrive in time",
    when: "the body took longer than `TOTAL_TIMEOUT_MS`, or on Node the header longer than `REQUEST_TIMEOUT_MS`",
  },
  "body-too-large": {
    status: 413,
    title: "The body is larger than the proxy takes",
    when: "more than `BODY_LIMIT` bytes, declared or counted as they arrive",
  },
  "url-too-long": {
    status: 414,
    title: "The request target is longer than the proxy takes",
    when: "more than `URL_LIMIT` characters",
  },
  "media-type-missing": {
    status: 415,
    title: "The body has no Content-Type",
    when: "requests are reported or enforced and a body came without `Content-Type`",
  },
  "media-type-unsupported": {
    status: 415,
    title: "The operation does not take this media type",
    when: "requests are reported or enforced and the contract does not list the media type for the operation",
  },
  "expectation-failed": {
    status: 417,
    title: "The expectation cannot be met",
    when: "Node only: `Expect` with anything but `100-continue`",
  },
  "headers-too-large": {
    status: 431,
    title: "The header is larger than the proxy takes",
    when: "Node only: the header of the request is over 16 KB",
  },
  "client-closed": {
    status: 499,
    title: "The caller went away",
    when: "in logs only: nobody is left to read it",
  },
  "rate-exceeded": {
    status: 429,
    title: "The caller asks too often",
    when: "the caller's rate is used up; `Retry-After` says when the next request is let through",
  },
  "logins-exceeded": {
    status: 429,
    title: "Signing in has failed too often",
    when: "the caller's address has used up `failedLogins`, whatever it sends now; `Retry-After` says when it may try again",
  },
  internal: {
    status: 500,
    title: "The proxy failed",
    when: "a fault of the proxy itself; the log has it under the request id",
  },
  "answer-invalid": {
    status: 502,
    title: "The upstream's answer does not keep the contract",
    when: "answers are enforced and the answer is not what the contract says; `violations` says where",
  },
  "answer-withheld": {
    status: 502,
    title: "The upstream's answer cannot be shown to this caller",
    when: "the caller's policy hides properties, and the upstream's answer is no JSON that can be looked through",
  },
  "credentials-refused": {
    status: 502,
    title: "The upstream does not take the proxy's credentials",
    when: "`credentials` are set and the upstream answers 401 to them, also to new ones, or refuses to give new ones; the caller can do nothing about it",
  },
  "error-withheld": {
    status: 502,
    title: "The upstream's error cannot be shown",
    when: "`credentials` are set, and an error of the upstream is over `INSPECT_LIMIT` or packed in an unknown way, so that nobody can say whether it repeats them",
  },
  "upstream-unreachable": {
    status: 502,
    title: "The upstream cannot be reached",
    when: "name not found, connection refused, TLS failed",
  },
  "upstream-invalid": {
    status: 502,
    title: "The upstream did not answer in HTTP",
    when: "not HTTP, closed before the answer was whole, a length that lies, contradicting header fields",
  },
  "tenant-unlocated": {
    status: 502,
    title: "Nobody can say where the tenant is",
    when: "the state service fails and gave no address before, its answer makes no sense or names a host that credentials must not go to, or the tenant is not where it says; the log has which",
  },
  overloaded: {
    status: 503,
    title: "The proxy has too much under way",
    when: "`MAX_CONCURRENT` requests are upstream, and `QUEUE_LIMIT` wait or one waited for `QUEUE_TIMEOUT_MS`; with `Retry-After`",
  },
  "upstream-unavailable": {
    status: 503,
    title: "The upstream failed too often",
    when: "`BREAKER_FAILURES` requests in a row failed upstream less than `BREAKER_OPEN_MS` ago; with `Retry-After`",
  },
  "credentials-unavailable": {
    status: 503,
    title: "The proxy has no credentials now",
    when: "what gives the proxy's credentials fails; with `Retry-After`",
  },
  "credentials-renewed": {
    status: 503,
    title: "The proxy had to renew its credentials, send the request again",
    when: "the upstream answered 401 to a body over `INSPECT_LIMIT`, which cannot be sent twice; nothing was done, and `Retry-After` says when to come again",
  },
  "tenant-stopped": {
    status: 503,
    title: "The tenant does not run",
    when: "the state service says so; `state` has its word for it, and `Retry-After` when to come again",
  },
  "tenant-moved": {
    status: 503,
    title: "The tenant has moved, send the request again",
    when: "the upstream answered 421 to a body over `INSPECT_LIMIT`, which cannot be sent twice; the new address is known, nothing was done, and `Retry-After` says when to come again",
  },
  "caller-unverifiable": {
    status: 503,
    title: "The caller cannot be verified now",
    when: "the keys of a token's issuer cannot be fetched, or your `session` fails; with `Retry-After`",
  },
  "upstream-timeout": {
    status: 504,
    title: "The upstream did not answer in time",
    when: "no connection, no header, no next piece of the body or no end within the time-outs",
  },
  "answer-not-kept": {
    status: 504,
    title: "No answer is kept",
    when: "the caller wants an answer `only-if-cached`, and none is at hand (RFC 9111, 5.2.1.7)",
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

/** Stable code of a problem; programs branch on it. */
export type ProblemCode = keyof typeof problems;
