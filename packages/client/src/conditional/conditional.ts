import { formatHttpDate } from "@so-webapi/platform/retry";
import type { CallError } from "../errors/so-error.ts";
import type { Answer, Result } from "../result/result.ts";
import { type AnyAnswer, settle } from "../result/settle.ts";

/** Headers that make a request conditional, for the call's `headers`. */
export type ConditionHeaders = Readonly<Record<string, string>>;

/** There is something newer. */
export interface Fresh<Data> {
  readonly outcome: "modified";
  readonly data: Data;
  /** The answer's `Last-Modified`, for the next time; `null` when it had none. */
  readonly lastModified: string | null;
}

/** Nothing has changed since (304). */
export interface NotModified {
  readonly outcome: "not-modified";
}

/** The change was made. */
export interface Changed<Data> {
  readonly outcome: "done";
  readonly data: Data;
  /** The answer's `Last-Modified`; `null` when it had none. */
  readonly lastModified: string | null;
}

/** Somebody else made a change since (412): nothing was done. Read again, and decide. */
export interface Conflict {
  readonly outcome: "conflict";
}

/** Something else went wrong. A client that throws throws its error in place of it. */
export interface Failed {
  readonly outcome: "failed";
  readonly error: CallError;
}

/**
 * Fetches what has changed since it was last fetched. The platform has conditions on entities, in whole seconds (HTTP dates
 * have no more); operations that do not document 304 answer as ever.
 *
 * @param since - the `lastModified` of the last time as it came, or a `Date`; `null` to fetch in any case.
 * @param call - makes the call with the headers it is given.
 *
 * @throws {SoError} of a client that throws, except for what is an outcome here.
 *
 * @example
 * import { ifModifiedSince } from "@so-webapi/client/conditional";
 *
 * const first = await ifModifiedSince(null, (headers) => so.contact.get(7, { headers }));
 * if (first.outcome === "modified") {
 *   const { lastModified } = first;
 *   const second = await ifModifiedSince(lastModified, (headers) => so.contact.get(7, { headers }));
 *   if (second.outcome === "not-modified") console.log("still", first.data.Name);
 * }
 */
export function ifModifiedSince<Data>(
  since: Date | string | null,
  call: (headers: ConditionHeaders) => Answer<Result<Data>>,
): Promise<Fresh<Data> | NotModified | Failed>;
export function ifModifiedSince<Data>(
  since: Date | string | null,
  call: (headers: ConditionHeaders) => Answer<Data>,
): Promise<Fresh<Data> | NotModified>;
export async function ifModifiedSince<Data>(
  since: Date | string | null,
  call: (headers: ConditionHeaders) => AnyAnswer<Data>,
): Promise<Fresh<Data> | NotModified | Failed> {
  const settled = await ask(call(since === null ? {} : { "If-Modified-Since": dateOf(since) }), 304);
  if (settled === "refused") return { outcome: "not-modified" };
  return "error" in settled ? settled : { outcome: "modified", ...settled };
}

/**
 * Makes a change unless somebody else made one since. Operations that do not document 412 make it in any case: the platform
 * documents it for PUT, PATCH and DELETE of entities.
 *
 * @param since - the `lastModified` of what was read, as it came, or a `Date`.
 * @param call - makes the call with the headers it is given.
 *
 * @throws {SoError} of a client that throws, except for what is an outcome here.
 *
 * @example
 * import { ifUnmodifiedSince } from "@so-webapi/client/conditional";
 *
 * const since = new Date("2026-11-20T12:00:00Z");
 * const saved = await ifUnmodifiedSince(since, (headers) =>
 *   so.contact.patch(7, { Department: "Oslo" }, { headers }),
 * );
 * if (saved.outcome === "conflict") console.log("somebody was faster");
 */
export function ifUnmodifiedSince<Data>(
  since: Date | string,
  call: (headers: ConditionHeaders) => Answer<Result<Data>>,
): Promise<Changed<Data> | Conflict | Failed>;
export function ifUnmodifiedSince<Data>(
  since: Date | string,
  call: (headers: ConditionHeaders) => Answer<Data>,
): Promise<Changed<Data> | Conflict>;
export async function ifUnmodifiedSince<Data>(
  since: Date | string,
  call: (headers: ConditionHeaders) => AnyAnswer<Data>,
): Promise<Changed<Data> | Conflict | Failed> {
  const settled = await ask(call({ "If-Unmodified-Since": dateOf(since) }), 412);
  if (settled === "refused") return { outcome: "conflict" };
  return "error" in settled ? settled : { outcome: "done", ...settled };
}

function dateOf(since: Date | string): string {
  return typeof since === "string" ? since : formatHttpDate(since.getTime());
}

/** Waits for the answer; `"refused"` when the condition did not hold. A client that throws goes on throwing the rest. */
async function ask<Data>(
  answer: AnyAnswer<Data>,
  refusal: 304 | 412,
): Promise<"refused" | Omit<Fresh<Data>, "outcome"> | Failed> {
  const result = await settle<Data>(answer);
  if (result.ok) return { data: result.data, lastModified: result.response.headers.get("Last-Modified") };
  const { error } = result;
  if (error.code === "status" && error.status === refusal) return "refused";
  // In the throwing mode this throws.
  await answer;
  return { outcome: "failed", error };
}
