import { TargetError } from "../errors.ts";
import { type FetchRequest, fetchHeld } from "../fetch-request.ts";
import { type Header, mediaTypeOf, type SampleRequest, type SampleResponse } from "../samples/sample.ts";

/** A server that generated requests go to. */
export interface LiveTarget {
  /** Where the API is, without a slash at the end. */
  readonly baseUrl: string;
  /** Sent with every request: credentials. They are in no report. Default: none. */
  readonly headers?: readonly Header[];
  /** Default: the global `fetch`. */
  readonly fetch?: FetchRequest;
  /** Milliseconds for one answer, its body read. Default: 10,000. */
  readonly timeoutMs?: number;
}

/** Most bytes that are read of an answer. */
const mostBytes = 32 * 1024 * 1024;

/** An answer, or why there is none. */
export type Exchanged =
  | { readonly ok: true; readonly response: SampleResponse }
  | { readonly ok: false; readonly reason: "late" | "cut" | "too-large" };

/**
 * Sends a request and reads the answer. Redirects are answers and are not followed: credentials would go with them.
 *
 * @throws TargetError where no connection opens
 */
export async function exchange(
  target: LiveTarget,
  request: SampleRequest,
  leftMs = Number.POSITIVE_INFINITY,
): Promise<Exchanged> {
  const { baseUrl, headers: own = [], fetch = globalThis.fetch, timeoutMs = 10_000 } = target;
  const headers = new Headers();
  for (const [name, value] of [...request.headers, ...own]) headers.set(name, value);
  try {
    const asked = new Request(baseUrl + request.target, {
      method: request.method,
      headers,
      ...(request.body === "" ? {} : { body: request.body }),
      redirect: "manual",
      signal: AbortSignal.timeout(Math.ceil(Math.max(1, Math.min(timeoutMs, leftMs)))),
    });
    const { response, body } = await fetchHeld(fetch, asked, async (response) => ({
      response,
      body: await readText(response),
    }));
    if (body === undefined) return { ok: false, reason: "too-large" };
    const kept = [...response.headers].filter(([name]) => keptHeaders.has(name));
    return {
      ok: true,
      response: { status: response.status, reason: response.statusText, headers: kept, body },
    };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return { ok: false, reason: "late" };
    if (isCut(error)) return { ok: false, reason: "cut" };
    throw new TargetError("target-down", `${baseUrl} cannot be reached`, { cause: error });
  }
}

/** What an answer says of its body; cookies and the like have no place in a report. */
const keptHeaders: ReadonlySet<string> = new Set([
  "allow",
  "content-type",
  "etag",
  "last-modified",
  "location",
  "retry-after",
]);

/** Refuses what is no address of the API, by its first answer. */
export function refuseForeign(baseUrl: string, { status, headers }: SampleResponse): void {
  if (status >= 300 && status < 400 && status !== 304)
    throw new TargetError(
      "target-redirects",
      `${baseUrl} redirects (${status}): give the address that it redirects to`,
    );
  if (headers.some(([name, value]) => name === "content-type" && mediaTypeOf(value) === "text/html"))
    throw new TargetError(
      "target-html",
      `${baseUrl} answers with a web page (${status}): this is no address of the WebAPI`,
    );
}

async function readText(response: Response): Promise<string | undefined> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Codes of connections that opened and were cut: the server's fault, and a finding. Whatever else there is, nobody answers. */
function isCut(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { readonly code?: unknown };
    if (
      typeof code === "string" &&
      /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_\w+|HPE_\w+|Z_\w+)$/.test(code)
    )
      return true;
  }
  return error instanceof Error && error.message === "terminated";
}
