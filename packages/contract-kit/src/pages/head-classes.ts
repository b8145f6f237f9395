import {
  type ContractDocument,
  type DocumentOperation,
  operationById,
  requestSchema,
} from "../contract/document.ts";
import { isObject, type JsonObject } from "../json/json.ts";
import { type Sample, targetOf } from "../samples/sample.ts";
import { parametersIn } from "./filled-target.ts";

const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const reasons: Readonly<Record<number, string>> = { 200: "OK", 204: "No Content", 404: "Not Found" };

/**
 * What a page's message gets wrong around its bodies, found here from the contract alone and named as the docs compiler
 * names it: two programs that must say the same of every sample.
 */
export function headClasses(document: ContractDocument, sample: Sample): string[] {
  const { operationId, request, response } = sample;
  const found = operationById(document, operationId);
  if (found === undefined) return [];
  const { path, query } = targetOf(request.target);
  const isLeftOut = request.body === "" && says(requestSchema(document, found));
  const hasNoBody = !answers(found, response.status);
  const required = parametersIn(document, operationId, "query").filter((one) => one["required"] === true);
  const isReason = response.reason === reasons[response.status];
  return [
    ...(path.includes("{") ? ["path-not-filled"] : []),
    ...required.filter((one) => !query.has(String(one["name"]))).map(() => "query-left-out"),
    ...(isLeftOut ? ["request-body-left-out"] : []),
    ...(hasNoBody && response.body === "null" ? ["null-after-204"] : []),
    ...(isReason ? [] : ["description-as-reason"]),
    ...response.headers
      .filter(([name, value]) => /^(?:date|expires|last-modified)$/i.test(name) && !httpDate.test(value))
      .map(() => "misspelt-time-zone"),
  ].sort();
}

/** A media type without a schema is one of bytes: no sample can show it. */
const says = (schema: JsonObject | undefined): boolean =>
  schema !== undefined && Object.keys(schema).length > 0;

function answers({ operation }: DocumentOperation, status: number): boolean {
  const responses = operation["responses"];
  return isObject(responses) && isObject(responses[String(status)])
    ? holdsContent(responses[String(status)] as JsonObject)
    : false;
}

const holdsContent = (response: JsonObject): boolean =>
  response["content"] !== undefined || response["$ref"] !== undefined;
