import type { OperationValidators } from "@so-webapi/validators";
import { type ContractDocument, contentOf, operationById } from "../contract/document.ts";
import { isObject } from "../json/json.ts";
import { type Direction, faultsOf, headerOf, mediaTypeOf, readBody, type Sample } from "../message.ts";
import { type Outcome, outcome } from "./check.ts";
import { unexcused } from "./faults.ts";
import { headProblems } from "./spec-head.ts";

/** A contract that samples are held against: the document, and checks of the bodies. */
export interface SpecTarget {
  readonly document: ContractDocument;
  readonly loadValidators: (operationId: string) => Promise<OperationValidators | undefined>;
}

/** `spec.request`: the whole request (method, path, query, headers, body) is one that the contract knows. */
export async function specRequest(target: SpecTarget, sample: Sample): Promise<Outcome> {
  const head = headProblems(target.document, sample);
  return outcome([...head, ...(await bodyProblems(target, sample, "request"))]);
}

/** `spec.response`: the answer has a documented status and media type, and its body keeps the contract. */
export async function specResponse(target: SpecTarget, sample: Sample): Promise<Outcome> {
  const operation = operationById(target.document, sample.operationId)?.operation;
  if (operation === undefined) return outcome([`${sample.operationId} is no operation of the contract`]);
  const { status, headers } = sample.response;
  const responses = isObject(operation["responses"]) ? operation["responses"] : {};
  if (status < 200 || status > 299 || !Object.hasOwn(responses, String(status))) {
    return outcome([`status ${status} is no documented success`]);
  }
  const mediaType = mediaTypeOf(headerOf(headers, "content-type"));
  const known = contentOf(target.document, responses[String(status)]).has(mediaType);
  const head = known ? [] : [`media type "${mediaType}" is not documented for ${status}`];
  return outcome([...head, ...(await bodyProblems(target, sample, "response"))]);
}

async function bodyProblems(target: SpecTarget, sample: Sample, direction: Direction): Promise<string[]> {
  const reading = readBody(sample, direction);
  if (!reading.ok) return [reading.problem];
  const validators = await target.loadValidators(sample.operationId);
  const check =
    direction === "request" ? validators?.request : validators?.responses[String(sample.response.status)];
  if (check === undefined)
    return [`the contract has no schema for the ${direction} of ${sample.operationId}`];
  return unexcused(reading.body, check(reading.body), faultsOf(sample, direction));
}
