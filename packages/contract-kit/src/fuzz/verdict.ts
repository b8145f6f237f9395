import { parseErrorBody } from "@so-webapi/platform/errors";
import { specResponse } from "../checks/spec.ts";
import type { Contract } from "../contract/contract.ts";
import type { Exchanged } from "../live/exchange.ts";
import { headerOf, mediaTypeOf, type SampleRequest, type SampleResponse } from "../samples/sample.ts";

/** What a server may do with a request. */
export type Expectation =
  /** It keeps the contract: accepted or refused, but answered well. */
  | "answered"
  /** It breaks the contract: a 4xx, and nothing else. */
  | "refused";

/** What is wrong with an answer; undefined where nothing is. Holds no part of the answer's values. */
export async function complaintOf(
  contract: Contract,
  operationId: string,
  request: SampleRequest,
  exchanged: Exchanged,
  expectation: Expectation,
): Promise<string | undefined> {
  if (!exchanged.ok) return withoutAnswer[exchanged.reason];
  const { response } = exchanged;
  const { status } = response;
  if (status >= 500 && status !== 501) return `the server fails: status ${status}`;
  if (status >= 400) return hasErrorBody(response) ? undefined : `status ${status} without an error body`;
  if (expectation === "refused") return `a request that breaks the contract is accepted with ${status}`;
  if (status >= 300) return undefined;
  const sample = { operationId, page: "", request, response, faults: [] };
  const [problem] = (await specResponse(contract.open, sample)).problems;
  return problem && `the answer breaks the contract: ${problem.message}`;
}

const withoutAnswer = {
  late: "the server hangs: no whole answer in time",
  cut: "the connection was cut before the answer was whole",
  "too-large": "the answer is larger than 32 MB",
} as const;

/** One of the platform's two error bodies, or a problem (RFC 9457). */
function hasErrorBody({ headers, body }: SampleResponse): boolean {
  const type = mediaTypeOf(headerOf(headers, "content-type"));
  if (!/[/+]json$/.test(type)) return false;
  try {
    return parseErrorBody(JSON.parse(body)).form !== "unknown";
  } catch {
    return false;
  }
}
