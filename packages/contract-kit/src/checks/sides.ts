import { type ContractDocument, resolved } from "../contract/document.ts";
import { locate } from "../contract/locate.ts";
import { isObject, type Json } from "../json/json.ts";
import { tokensOf, valueAt } from "../json/pointer.ts";
import type { Direction, Sample } from "../samples/sample.ts";
import type { Problem } from "./check.ts";

/** Most lines of a schema or value that stand beside each other. */
const most = 24;

/** A problem of a body with its half, the contract's place, and what stands on either side. */
export function withSides(
  document: ContractDocument,
  sample: Sample,
  direction: Direction,
  body: Json,
  problem: Problem,
): Problem {
  if (problem.pointer === undefined) return { ...problem, in: direction };
  const tokens = tokensOf(body, problem.pointer);
  const place = locate(document, sample.operationId, { direction, status: sample.response.status }, tokens);
  return {
    ...problem,
    in: direction,
    ...(place === undefined ? {} : { contract: { pointer: place.pointer, subject: place.subject } }),
    sides: {
      expected: place?.known === true ? excerpt(meant(document, place.schema)) : "(nothing)",
      actual: excerpt(valueAt(body, tokens)),
    },
  };
}

/** A schema as it constrains: what it refers to in place of the reference, without what is about the contract itself. */
function meant(document: ContractDocument, schema: Json | undefined): Json | undefined {
  if (!isObject(schema)) return schema;
  const { $ref, ...own } = schema;
  const whole = $ref === undefined ? own : { ...resolved(document, { $ref }), ...own };
  return Object.fromEntries(
    Object.entries(whole).filter(
      ([name]) => name !== "description" && !/^x-(?!extensible-enum|flags)/.test(name),
    ),
  );
}

/** A value's first lines; what is longer says so. */
export function excerpt(value: unknown): string {
  const text = JSON.stringify(value, null, 2) as string | undefined;
  if (text === undefined) return "(nothing)";
  const lines = text.split("\n");
  return lines.length <= most
    ? text
    : [...lines.slice(0, most), `… ${lines.length - most} more lines`].join("\n");
}
