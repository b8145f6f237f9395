import type { Header } from "@so-webapi/openapi";
import type { Match } from "@so-webapi/operations";
import { type Outcome, outcome, together } from "../checks/check.ts";
import { type SpecTarget, specRequest, specResponse } from "../checks/spec.ts";
import { headProblems } from "../checks/spec-head.ts";
import { rowOf, rowProblems, type Table } from "../checks/table.ts";
import {
  answerSchema,
  type ContractDocument,
  contentOf,
  operationById,
  requestSchema,
} from "../contract/document.ts";
import { differences } from "../json/difference.ts";
import { isObject } from "../json/json.ts";
import { headerOf, targetOf } from "../message.ts";
import { filledTarget, parametersIn } from "./filled-target.ts";
import { headClasses } from "./head-classes.ts";
import type { PageSample } from "./page-samples.ts";

/** What the wide matrix looks at: the whole contract and what is made of it. */
export interface WideSubjects {
  readonly closed: SpecTarget;
  readonly open: SpecTarget;
  readonly table: Table;
  readonly match: (method: string, path: string) => Match;
}

/** Columns of the wide matrix that are run sample by sample. */
export const wideColumnIds = ["spec.request", "spec.response", "spec.open", "table.agrees"] as const;

export type WideColumnId = (typeof wideColumnIds)[number];

/** The checks of one page's sample. */
export async function runWideColumn(
  id: WideColumnId,
  subjects: WideSubjects,
  sample: PageSample,
): Promise<Outcome> {
  switch (id) {
    case "spec.request":
      return together(await request(subjects.closed, sample), classified(subjects.closed, sample));
    case "spec.response":
      return response(subjects.closed, sample);
    case "spec.open":
      return together(
        await request(subjects.open, sample),
        await response(subjects.open, withoutEnumFaults(sample)),
      );
    default:
      return tableAgrees(subjects, sample);
  }
}

/** Enums of the open bundle's answers grow, so a member that nobody knows is no fault there. */
const withoutEnumFaults = (sample: PageSample): PageSample => ({
  ...sample,
  faults: sample.faults.filter(
    ({ in: side, fault }) =>
      side === "request" || (fault !== "member-of-rest-only" && fault !== "filler-in-enum"),
  ),
});

/** The request with its path filled; a body that the page leaves out is the classification's business. */
async function request(target: SpecTarget, printed: PageSample): Promise<Outcome> {
  const { document } = target;
  const told = withoutHabits(document, printed);
  const sample = { ...told, request: { ...told.request, target: filledTarget(document, printed) } };
  const found = operationById(document, sample.operationId);
  const hasBody = found !== undefined && requestSchema(document, found) !== undefined;
  if (hasBody && sample.request.body !== "") return specRequest(target, sample);
  const surplus = sample.request.body === "" ? [] : ["the operation takes no body"];
  return outcome([...headProblems(document, sample), ...surplus]);
}

/**
 * What a page prints around its bodies otherwise than its own tables say, beside the classes of the docs compiler. Each
 * changes the sample to what the tables say, and is counted.
 */
export const pageHabits = {
  "language-not-in-table":
    "The sample sends Accept-Language, and the page's table of headers does not have it (pages without an answer).",
  "json-for-image": "The page describes an image, and the sample shows its bytes as a JSON text.",
  "null-of-error": "The sample shows null as the body of an error.",
} as const;

export type PageHabit = keyof typeof pageHabits;

/** The habits that a sample shows. */
export function habitsOf(document: ContractDocument, sample: PageSample): PageHabit[] {
  const { operationId, request, response } = sample;
  const isKnown = parametersIn(document, operationId, "header").some(
    (one) => one["name"] === "Accept-Language",
  );
  const language = headerOf(request.headers, "accept-language");
  const isImage = sample.faults.some(
    ({ in: side, pointer, fault }) => side === "response" && pointer === "" && fault === "constant-for-bytes",
  );
  const hasJson = mediaTypesOf(document, sample).has("application/json");
  return [
    ...(language !== undefined && !isKnown ? ["language-not-in-table" as const] : []),
    ...(isImage && !hasJson ? ["json-for-image" as const] : []),
    ...(response.status >= 400 && response.body === "null" ? ["null-of-error" as const] : []),
  ];
}

/** The sample as the page's tables say. */
function withoutHabits(document: ContractDocument, sample: PageSample): PageSample {
  const habits = habitsOf(document, sample);
  const [image = ""] = [...mediaTypesOf(document, sample).keys()];
  const headers = sample.request.headers
    .filter(([name]) => !habits.includes("language-not-in-table") || name !== "Accept-Language")
    .map(
      ([name, value]): Header => [
        name,
        habits.includes("json-for-image") && name === "Accept" ? image : value,
      ],
    );
  return { ...sample, request: { ...sample.request, headers } };
}

const mediaTypesOf = (document: ContractDocument, { operationId, response }: PageSample) => {
  const responses = operationById(document, operationId)?.operation["responses"];
  return contentOf(document, isObject(responses) ? responses[String(response.status)] : undefined);
};

async function response(target: SpecTarget, sample: PageSample): Promise<Outcome> {
  const { document } = target;
  const found = operationById(document, sample.operationId);
  const { status, body } = sample.response;
  if (found === undefined) return outcome([`${sample.operationId} is no operation of the contract`]);
  if (answerSchema(document, found, status) !== undefined && status < 300)
    return specResponse(target, sample);
  const responses = Object.keys((found.operation["responses"] ?? {}) as object);
  return outcome([
    ...(responses.includes(String(status)) ? [] : [`status ${status} is not documented`]),
    // After an error or a 204 the pages print null.
    ...(body === "null" || body === "" || habitsOf(document, sample).includes("json-for-image")
      ? []
      : ["a body stands where none is documented"]),
  ]);
}

/** The docs compiler and this package say the same of the message around the bodies. */
function classified({ document }: SpecTarget, sample: PageSample): Outcome {
  const differ = differences(headClasses(document, sample), [...sample.headClasses]);
  const unexplained = sample.unexplained
    .filter((failure) => !isNullOfError(sample, failure))
    .map(({ source, at, kind }) => `${source}: ${kind} at ${at} has no class`);
  return outcome([...differ.map((one) => `classes of the docs compiler: ${one}`), ...unexplained]);
}

/** The generator prints null as the body of an error. */
const isNullOfError = (
  { response }: PageSample,
  { side, at, value }: PageSample["unexplained"][number],
): boolean => side === "response" && response.status >= 400 && at === "" && value === null;

/** The row says what the contract says, and the matcher finds it by the sample's line with its path filled. */
function tableAgrees({ closed, table, match }: WideSubjects, sample: PageSample): Outcome {
  const { path } = targetOf(filledTarget(closed.document, sample));
  const found = match(sample.request.method, decodeURIComponent(path));
  const line = `${sample.request.method} ${path}`;
  const isOther = found.kind === "found" && found.operation.operationId !== sample.operationId;
  return outcome([
    ...(found.kind === "found" ? [] : [`the matcher says ${found.kind} of ${line}`]),
    ...(isOther && !sharesPath(rowOf(table, sample.operationId), found)
      ? [`the matcher finds ${found.operation.operationId} for ${line}`]
      : []),
    ...rowProblems(closed.document, table, sample.operationId),
  ]);
}

/** Two operations of one method and path: the policy says which of them a request means. */
const sharesPath = (
  row: Table["operations"][number] | undefined,
  { operation }: Extract<Match, { kind: "found" }>,
): boolean => row !== undefined && shape(row.path) === shape(operation.path);

const shape = (path: string): string => path.replace(/\{[^}]+\}/g, "{}").toLowerCase();
