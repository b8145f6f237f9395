import type { OperationPage, SampleRequest, SampleResponse } from "../pages/model.ts";
import { checkValue, type Violation } from "./check-value.ts";
import type { ContractSchemas, PlacedSchema } from "./contract-schemas.ts";
import { type SampleClass, sampleRules } from "./sample-rules.ts";

/** One thing that a sample has otherwise than the contract. */
export interface SampleFailure {
  readonly operationId: string;
  readonly side: "request" | "response";
  /** Place of the message on its page, `file:line`. */
  readonly source: string;
  /** JSON pointer into the body; `target`, `reason`, a header's name or `body` for the message itself. */
  readonly at: string;
  readonly kind: Violation["kind"] | "body" | "header" | "reason" | "status" | "target";
  readonly expected: string;
  readonly value: unknown;
}

export interface ClassifiedFailure extends SampleFailure {
  /** `undefined` where no rule explains it: wrong contract or a new kind of wrong sample. */
  readonly class: SampleClass | undefined;
}

export interface SampleReport {
  /** Requests and responses that were validated. */
  readonly messages: number;
  /** Bodies among them. */
  readonly bodies: number;
  /** Messages without any failure. */
  readonly clean: number;
  /** Number of failures of each class, all classes listed. */
  readonly classes: Readonly<Record<SampleClass, number>>;
  readonly failures: readonly ClassifiedFailure[];
  readonly unclassified: readonly ClassifiedFailure[];
}

/** Validates every sample of the pages against the contract, and says of each failure which rule explains it. */
export function validateSamples(pages: readonly OperationPage[], contract: ContractSchemas): SampleReport {
  const failures: ClassifiedFailure[] = [];
  let messages = 0;
  let bodies = 0;
  let clean = 0;
  for (const page of pages) {
    const operation = contract.operation(page.uid);
    for (const side of ["request", "response"] as const) {
      const message = side === "request" ? page.sampleRequest : page.sampleResponse;
      if (message === undefined) continue;
      messages++;
      if (message.body !== undefined) bodies++;
      const found: Omit<SampleFailure, "operationId" | "side" | "source">[] = [];
      if ("target" in message) found.push(...checkTarget(page, message));
      else found.push(...checkHead(message));
      const status = "status" in message ? String(message.status) : undefined;
      if (status !== undefined && operation?.responses.has(status) !== true)
        found.push({ at: "status", kind: "status", expected: "a documented status", value: status });
      const schema = status === undefined ? operation?.request : operation?.responses.get(status);
      found.push(...checkBody(contract, schema, message.body, side === "request"));
      if (found.length === 0) clean++;
      const source = `${page.file}:${message.line}`;
      for (const one of found) {
        const failure = { operationId: page.uid, side, source, ...one };
        failures.push({ ...failure, class: sampleRules.find(({ explains }) => explains(failure))?.id });
      }
    }
  }
  const classes = Object.fromEntries(
    sampleRules.map(({ id }) => [id, failures.filter((failure) => failure.class === id).length]),
  ) as Record<SampleClass, number>;
  const unclassified = failures.filter((failure) => failure.class === undefined);
  return { messages, bodies, clean, classes, failures, unclassified };
}

type Found = Omit<SampleFailure, "operationId" | "side" | "source">;

function checkBody(
  contract: ContractSchemas,
  schema: PlacedSchema | undefined,
  body: SampleRequest["body"],
  asRequest: boolean,
): Found[] {
  if (body === undefined)
    return schema === undefined ? [] : [{ at: "body", kind: "body", expected: "a body", value: undefined }];
  if (!body.json.ok) return [{ at: "body", kind: "body", expected: "JSON", value: body.text }];
  const { value } = body.json;
  if (schema === undefined) return [{ at: "body", kind: "body", expected: "no body", value }];
  const violations = checkValue(contract, schema, value, asRequest);
  // An object that lacks all of its properties is one failure, not as many as it has properties.
  const seen = new Set<string>();
  return violations.flatMap(({ pointer, kind, expected, value: one }): Found[] => {
    const key = `${pointer} ${kind}`;
    if (kind === "missing-property" && seen.has(key)) return [];
    seen.add(key);
    return [{ at: pointer, kind, expected, value: one }];
  });
}

function checkTarget(page: OperationPage, { target }: SampleRequest): Found[] {
  const [path = "", query = ""] = target.split("?");
  const given = new Set(query.split("&").map((pair) => pair.split("=")[0]));
  const left = (page.queryParameters ?? []).filter(({ required, name }) => required && !given.has(name));
  return [
    ...(path.includes("{")
      ? [{ at: "target", kind: "target" as const, expected: "a filled path", value: path }]
      : []),
    ...left.map(({ name }) => ({
      at: "target",
      kind: "target" as const,
      expected: `?${name}=`,
      value: target,
    })),
  ];
}

const imfDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const reasons: Readonly<Record<number, string>> = { 200: "OK", 201: "Created", 204: "No Content" };

/** Dates of headers are those of RFC 9110, section 5.6.7. */
function checkHead({ status, reason, headers }: SampleResponse): Found[] {
  const dates = headers.filter(
    ({ name, value }) => /^(?:date|expires|last-modified)$/i.test(name) && !imfDate.test(value),
  );
  return [
    ...(reason === reasons[status]
      ? []
      : [{ at: "reason", kind: "reason" as const, expected: reasons[status] ?? "", value: reason }]),
    ...dates.map(({ name, value }) => ({ at: name, kind: "header" as const, expected: "HTTP-date", value })),
  ];
}
