import { readSamples } from "@so-webapi/openapi";

/** The documented exchanges of the REST pages. */
export const samples = readSamples();

/** The documented exchange of one operation. */
export function sampleOf(operationId: string): (typeof samples)[number] {
  const found = samples.find((sample) => sample.operationId === operationId);
  if (found === undefined) throw new Error(`no sample for ${operationId}`);
  return found;
}

export const summaryPath = "/api/v1/Agents/Contact/GetContactSummary";
const summaryBody = JSON.stringify({ ContactId: 59, Limit: 709 });
export const activePath = "/api/v1/Agents/Contact/GetMyActiveContacts";
export const callersPath = "/api/v1/Agents/Pocket/GetMyCallerIDs";
export const contactPath = "/api/v1/Contact";

/** A request that every proxy in these tests takes. */
export const goodRequest = {
  method: "POST",
  path: summaryPath,
  headers: { "content-type": "application/json", authorization: "Basic dGplMDpUamUw" },
  body: summaryBody,
} as const;

/** An answer that keeps the contract of {@link goodRequest}. */
export const goodAnswer = sampleOf("v1ContactAgent_GetContactSummary").response.body;
