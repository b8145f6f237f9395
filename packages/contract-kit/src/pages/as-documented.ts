import { type ContractDocument, contentOf, operationById, requestSchema } from "../contract/document.ts";
import { isObject } from "../json/json.ts";
import { type Header, headerOf, type Sample, targetOf } from "../samples/sample.ts";
import { filledTarget, parametersIn } from "./filled-target.ts";

/**
 * What the reference pages print around their bodies otherwise than their own tables say. `asDocumented` undoes each,
 * and says which it undid.
 */
export const pageHabits = {
  "path-not-filled": "The sample leaves the path's parameters in their braces.",
  "query-left-out": "The sample leaves out a query parameter that the page's table requires.",
  "request-body-left-out": "The page describes a request body, and the sample shows none.",
  "language-not-in-table":
    "The sample sends Accept-Language, and the page's table of headers does not have it (pages without an answer).",
  "json-for-image": "The page describes an image, and the sample shows its bytes as a JSON text.",
  "null-of-error": "The sample shows null as the body of an error.",
  "null-after-204": "The sample shows null as the body of an answer that has none.",
} as const;

/** A way in which samples of pages differ from their tables, by its id. */
export type PageHabit = keyof typeof pageHabits;

/** A page's sample as the page's tables say, with the habits that were undone in `excused`. */
export function asDocumented(document: ContractDocument, sample: Sample): Sample {
  const habits = habitsOf(document, sample);
  if (habits.length === 0) return sample;
  const has = (habit: PageHabit): boolean => habits.includes(habit);
  const [image = ""] = [...answerTypes(document, sample).keys()];
  const headers = sample.request.headers
    .filter(([name]) => !has("language-not-in-table") || name !== "Accept-Language")
    .map(([name, value]): Header => [name, has("json-for-image") && name === "Accept" ? image : value]);
  const hasNoBody = has("json-for-image") || has("null-of-error") || has("null-after-204");
  return {
    ...sample,
    request: { ...sample.request, target: targetWithQuery(document, sample), headers },
    response: { ...sample.response, body: hasNoBody ? "" : sample.response.body },
    // What stood in a body that is gone cannot be found there any more.
    faults: hasNoBody ? sample.faults.filter((fault) => fault.in === "request") : sample.faults,
    excused: [...(sample.excused ?? []), ...habits],
  };
}

/** The habits that a sample shows. */
export function habitsOf(document: ContractDocument, sample: Sample): PageHabit[] {
  const { operationId, request, response } = sample;
  const found = operationById(document, operationId);
  if (found === undefined) return [];
  const languages = parametersIn(document, operationId, "header").filter(
    ({ name }) => name === "Accept-Language",
  );
  const content = answerTypes(document, sample);
  const isBytes = content.size > 0 && !content.has("application/json");
  const isEmpty = response.body === "null" && content.size === 0;
  const all: Readonly<Record<PageHabit, boolean>> = {
    "path-not-filled": targetOf(request.target).path.includes("{"),
    "query-left-out": missingQuery(document, sample).length > 0,
    "request-body-left-out": request.body === "" && hasSchema(requestSchema(document, found)),
    "language-not-in-table":
      languages.length === 0 && headerOf(request.headers, "accept-language") !== undefined,
    "json-for-image": isBytes && response.body.startsWith('"GIF89'),
    "null-of-error": response.body === "null" && response.status >= 400,
    "null-after-204": isEmpty && response.status < 400,
  };
  return (Object.keys(all) as PageHabit[]).filter((habit) => all[habit]);
}

const hasSchema = (schema: object | undefined): boolean =>
  schema !== undefined && Object.keys(schema).length > 0;

function missingQuery(document: ContractDocument, { operationId, request }: Sample): string[] {
  const { query } = targetOf(request.target);
  return parametersIn(document, operationId, "query")
    .filter(({ name, required }) => required === true && !query.has(String(name)))
    .map(({ name }) => String(name));
}

function targetWithQuery(document: ContractDocument, sample: Sample): string {
  const target = filledTarget(document, sample);
  return missingQuery(document, sample).reduce(
    (at, name) => `${at}${at.includes("?") ? "&" : "?"}${encodeURIComponent(name)}=lorem`,
    target,
  );
}

function answerTypes(document: ContractDocument, { operationId, response }: Sample) {
  const responses = operationById(document, operationId)?.operation["responses"];
  return contentOf(document, isObject(responses) ? responses[String(response.status)] : undefined);
}
