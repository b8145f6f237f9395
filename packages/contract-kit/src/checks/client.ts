import { isDeepStrictEqual } from "node:util";
import { differences } from "../json/difference.ts";
import type { Json } from "../json/json.ts";
import { headerOf, mediaTypeOf, readBody, type Sample, targetOf } from "../samples/sample.ts";
import type { Recorder } from "../servers/recorder.ts";
import { type Outcome, outcome } from "./check.ts";
import { type HeaderList, headerProblems } from "./headers.ts";

/** A client under test: it makes the documented call of a sample against an address. */
export interface ClientTarget {
  readonly call: (sample: Sample, body: Json, baseUrl: string) => Promise<ClientResult>;
}

/** How the call ended, with the answer as the client gives it. */
export type ClientResult =
  | { readonly ok: true; readonly data: unknown; readonly response: Response }
  | { readonly ok: false; readonly reason: string };

/** What Node's `fetch` adds to a request on its own. */
export const fetchAdds: HeaderList = [
  "host",
  "connection",
  "content-length",
  "user-agent",
  "accept-encoding",
  "sec-fetch-mode",
  // `*`, where the caller sets none.
  "accept-language",
];

/**
 * `client.request`: the named call sends exactly the sample's request over a real socket: method, path, query and
 * headers, and the body token by token in its order.
 */
export async function clientRequest(
  target: ClientTarget,
  recorder: Recorder,
  sample: Sample,
): Promise<Outcome> {
  const reading = readBody(sample, "request");
  if (!reading.ok) return outcome([reading.problem]);
  recorder.expect(sample.response);
  await target.call(sample, reading.body, recorder.url);
  const [sent, ...more] = recorder.requests;
  if (sent === undefined) return outcome(["the client sent nothing"]);
  const wanted = targetOf(sample.request.target);
  const actual = targetOf(sent.target);
  return outcome([
    ...(more.length === 0 ? [] : [`the client sent ${more.length + 1} requests`]),
    ...(sent.method === sample.request.method
      ? []
      : [`method is ${sent.method}, not ${sample.request.method}`]),
    ...(actual.path === wanted.path ? [] : [`path is ${actual.path}, not ${wanted.path}`]),
    ...(isDeepStrictEqual([...actual.query], [...wanted.query])
      ? []
      : [`query is ${actual.query}, not ${wanted.query}`]),
    ...headerProblems(sample.request.headers, sent.headers, fetchAdds),
    ...(sent.body.toString() === JSON.stringify(reading.body)
      ? []
      : ["the body is another text than the sample's"]),
  ]);
}

/** `client.response`: the named call returns exactly what the sample answers, sent in the sample's own bytes. */
export async function clientResponse(
  target: ClientTarget,
  recorder: Recorder,
  sample: Sample,
): Promise<Outcome> {
  const request = readBody(sample, "request");
  const expected = readBody(sample, "response");
  if (!request.ok) return outcome([request.problem]);
  if (!expected.ok) return outcome([expected.problem]);
  recorder.expect(sample.response);
  const result = await target.call(sample, request.body, recorder.url);
  if (!result.ok) return outcome([`the call failed: ${result.reason}`]);
  const { data, response } = result;
  const mediaType = mediaTypeOf(headerOf(sample.response.headers, "content-type"));
  return outcome([
    ...differences(expected.body, data as Json),
    ...(JSON.stringify(data) === JSON.stringify(expected.body)
      ? []
      : ["the answer has another order than the sample"]),
    ...(response.status === sample.response.status ? [] : [`status is ${response.status}`]),
    ...(mediaTypeOf(response.headers.get("content-type") ?? undefined) === mediaType
      ? []
      : ["the media type is lost"]),
  ]);
}
