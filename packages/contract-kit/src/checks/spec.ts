import type { Check as BodyCheck } from "@so-webapi/validators";
import { compileDocument } from "../contract/compile.ts";
import type { SpecTarget } from "../contract/contract.ts";
import { type ContractDocument, contentOf, operationById } from "../contract/document.ts";
import { isObject, type Json } from "../json/json.ts";
import { toPointer } from "../json/pointer.ts";
import { type Direction, faultsOf, headerOf, mediaTypeOf, readBody, type Sample } from "../samples/sample.ts";
import { type Outcome, outcome, together } from "./check.ts";
import { unexcused } from "./faults.ts";
import { checkSelected } from "./selected.ts";
import { withSides } from "./sides.ts";
import { headProblems } from "./spec-head.ts";

/** `spec.request`: the whole request (method, path, query, headers, body) is one that the contract knows. */
export async function specRequest(target: SpecTarget, sample: Sample): Promise<Outcome> {
  const { document } = target;
  const found = operationById(document, sample.operationId);
  const head = outcome(
    headProblems(document, sample).map((message) => ({ message, in: "request" as const })),
  );
  if (found === undefined) return head;
  const holder = found.operation["requestBody"];
  const { body } = sample.request;
  if (holder === undefined)
    return body === "" ? head : together(head, said("request", "the operation takes no body"));
  const isJson = isJsonBody(document, holder);
  if (body === "") {
    // A sample is a text, and cannot show the bytes of a file.
    if (!isJson) return head;
    if (sample.excused?.includes("request-body-left-out") === true)
      return together(head, outcome([], ["request-body-left-out"]));
    return together(head, said("request", "the request has no body"));
  }
  const check = (await target.loadValidators(sample.operationId))?.request;
  if (check === undefined && !isJson) return head;
  return together(head, judged(target.document, sample, "request", check));
}

/** `spec.response`: the answer has a documented status and media type, and its body keeps the contract. */
export async function specResponse(target: SpecTarget, sample: Sample): Promise<Outcome> {
  const { document } = target;
  const operation = operationById(document, sample.operationId)?.operation;
  if (operation === undefined)
    return said("response", `${sample.operationId} is no operation of the contract`);
  const { status, headers, body } = sample.response;
  const responses = isObject(operation["responses"]) ? operation["responses"] : {};
  if (!Object.hasOwn(responses, String(status)))
    return said("response", `status ${status} is not documented`);
  const content = contentOf(document, responses[String(status)]);
  if (content.size === 0)
    return body === ""
      ? outcome([])
      : said("response", `a body stands where none is documented for ${status}`);
  const isJson = content.has("application/json");
  if (body === "" && !isJson) return outcome([]);
  if (body === "" && sample.excused?.includes("null-of-error") === true)
    return outcome([], ["null-of-error"]);
  if (body === "") return said("response", `the answer has no body, and ${status} has one`);
  const mediaType = mediaTypeOf(headerOf(headers, "content-type"));
  const head = content.has(mediaType)
    ? outcome([])
    : said(
        "response",
        mediaType === ""
          ? `the answer says no media type, and ${status} has one`
          : `media type "${mediaType}" is not documented for ${status}`,
      );
  if (!isJson) return head;
  const check =
    (await target.loadValidators(sample.operationId))?.responses[String(status)] ??
    errorCheck(document, sample.operationId, status);
  const selected = check && checkSelected(sample, check);
  return together(head, judged(document, sample, "response", selected));
}

const isJsonBody = (document: ContractDocument, holder: Json | undefined): boolean => {
  const schema = contentOf(document, holder).get("application/json");
  return schema !== undefined && Object.keys(schema).length > 0;
};

/** Enums of an open contract's answers grow, so a member that nobody knows is no fault there. */
const withoutEnumFaults = (sample: Sample): Sample => ({
  ...sample,
  faults: sample.faults.filter(
    ({ in: side, fault }) =>
      side === "request" || (fault !== "member-of-rest-only" && fault !== "filler-in-enum"),
  ),
});

/** `spec.open`: both halves keep the open contract, which is what users get. */
export const specOpen = async (target: SpecTarget, sample: Sample): Promise<Outcome> =>
  together(await specRequest(target, sample), await specResponse(target, withoutEnumFaults(sample)));

function judged(
  document: ContractDocument,
  sample: Sample,
  direction: Direction,
  check: BodyCheck | undefined,
): Outcome {
  const reading = readBody(sample, direction);
  if (!reading.ok) return said(direction, reading.problem);
  if (check === undefined)
    return said(direction, `the contract has no schema for the ${direction} of ${sample.operationId}`);
  const { problems, excused } = unexcused(reading.body, check(reading.body), faultsOf(sample, direction));
  const placed = problems.map((problem) => withSides(document, sample, direction, reading.body, problem));
  return outcome(placed, excused);
}

const said = (direction: Direction, message: string): Outcome => outcome([{ message, in: direction }]);

const compiled = new WeakMap<ContractDocument, (pointer: string) => BodyCheck>();

/** Shipped validators have the answers of success; errors are few and compiled when one is met. */
function errorCheck(document: ContractDocument, operationId: string, status: number): BodyCheck | undefined {
  const found = operationById(document, operationId);
  if (found === undefined) return undefined;
  const at = compiled.get(document) ?? compileDocument(document).at;
  compiled.set(document, at);
  const holder = isObject(found.operation["responses"]) ? found.operation["responses"][String(status)] : {};
  const reference = isObject(holder) ? holder["$ref"] : undefined;
  const start =
    typeof reference === "string"
      ? reference.slice(1)
      : toPointer(["paths", found.path, found.method, "responses", String(status)]);
  return at(`${start}/content/application~1json/schema`);
}
