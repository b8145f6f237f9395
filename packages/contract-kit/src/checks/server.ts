import type { SpecTarget } from "../contract/contract.ts";
import { answerSchema, operationById } from "../contract/document.ts";
import { placeSchema } from "../contract/schema-at.ts";
import { TargetError } from "../errors.ts";
import { type FetchRequest, fetchHeld } from "../fetch-request.ts";
import { type Header, headerOf, mediaTypeOf, readBody, type Sample } from "../samples/sample.ts";
import { type Outcome, outcome, together } from "./check.ts";
import { shapeProblems } from "./skeleton.ts";
import { specResponse } from "./spec.ts";

/** A server under test that answers the samples' requests: a sandbox, an emulator, a tenant. */
export interface ServerTarget {
  /** Where the API is: requests go to it with the sample's target at its end. No slash at the end. */
  readonly baseUrl: string;
  /** Default: the global `fetch`. */
  readonly fetch?: FetchRequest;
  /** Headers in place of the sample's of the same name, credentials above all. Default: none. */
  readonly headers?: readonly Header[];
  /** Milliseconds for one answer. Default: 10,000. */
  readonly timeoutMs?: number;
}

/**
 * `NAME.answers`: the server answers the sample's request with the sample's status, an answer that keeps the contract,
 * and the sample's shape. Values may differ: a server has its own data.
 *
 * @throws TargetError where the server is down, redirects, or answers with a web page
 */
export async function serverAnswers(
  target: ServerTarget,
  spec: SpecTarget,
  sample: Sample,
): Promise<Outcome> {
  const response = await ask(target, sample);
  const answered: Sample = { ...sample, response, faults: [] };
  const status =
    response.status === sample.response.status
      ? outcome([])
      : outcome([{ message: `status is ${response.status}, not ${sample.response.status}`, in: "response" }]);
  return together(status, await specResponse(spec, answered), shapeOf(spec, sample, answered));
}

function shapeOf({ document }: SpecTarget, sample: Sample, answered: Sample): Outcome {
  const found = operationById(document, sample.operationId);
  if (answered.response.status !== sample.response.status || found === undefined) return outcome([]);
  const [wanted, actual] = [readBody(sample, "response"), readBody(answered, "response")];
  if (!wanted.ok || !actual.ok) return outcome([]);
  const schema = answerSchema(document, found, sample.response.status);
  return outcome(shapeProblems(document, placeSchema(document, schema), wanted.body, actual.body));
}

async function ask(target: ServerTarget, { request }: Sample): Promise<Sample["response"]> {
  const { baseUrl, fetch = globalThis.fetch, headers: own = [], timeoutMs = 10_000 } = target;
  const headers = new Headers();
  for (const [name, value] of [...request.headers, ...own]) headers.set(name, value);
  let response: Sample["response"];
  try {
    const asked = new Request(baseUrl + request.target, {
      method: request.method,
      headers,
      ...(request.body === "" ? {} : { body: request.body }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    response = await fetchHeld(fetch, asked, asMessage);
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    const reason = isLate ? `gave no answer in ${timeoutMs} ms` : "cannot be reached";
    throw new TargetError("target-down", `${baseUrl} ${reason}`, { cause: error });
  }
  if (response.status >= 300 && response.status < 400)
    throw new TargetError(
      "target-redirects",
      `${baseUrl} redirects (${response.status}): give the address that it redirects to`,
    );
  if (mediaTypeOf(headerOf(response.headers, "content-type")) === "text/html")
    throw new TargetError(
      "target-html",
      `${baseUrl} answers with a web page (${response.status}): this is no address of the WebAPI`,
    );
  return response;
}

async function asMessage(response: Response): Promise<Sample["response"]> {
  const { status, statusText: reason, headers } = response;
  return { status, reason, headers: [...headers], body: await response.text() };
}
