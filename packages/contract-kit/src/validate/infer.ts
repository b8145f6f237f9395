import type { Contract } from "../contract/contract.ts";
import { answerSchema, type ContractDocument, operationsOf, requestSchema } from "../contract/document.ts";
import { placeSchema, stepInto, typesOf } from "../contract/schema-at.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import type { Direction } from "../samples/sample.ts";
import { firstSuccess, validateBody } from "./validate-body.ts";

/** An operation that a body may belong to. */
export interface Candidate {
  readonly operationId: string;
  readonly status: number;
  /** How much of body and class is the same names: shared by all, 0 to 1. */
  readonly likeness: number;
  /** Disagreements with the closed contract. */
  readonly disagreements: number;
}

/** Which bodies are compared, and how many guesses are given. */
export interface InferOptions {
  /** Default: `response`. */
  readonly direction?: Direction;
  /** Most candidates. Default: 5. */
  readonly limit?: number;
}

interface Shape {
  readonly isList: boolean;
  readonly names: ReadonlySet<string>;
}

/**
 * Names the operations that a body may be of, by its shape: list or object, and the names of its properties. The likest come
 * first, and of these the ones that it disagrees with least. Bodies without names (a number, an empty list) have none.
 */
export async function inferOperation(
  contract: Contract,
  body: Json,
  { direction = "response", limit = 5 }: InferOptions = {},
): Promise<Candidate[]> {
  const wanted = shapeOfBody(body);
  if (wanted === undefined) return [];
  const { document } = contract.open;
  const likely = operationsOf(document)
    .map((found) => {
      const { operationId } = found;
      const status = firstSuccess(contract, operationId);
      const schema =
        direction === "request" ? requestSchema(document, found) : answerSchema(document, found, status);
      return { operationId, status, likeness: likeness(wanted, shapeOfSchema(document, schema)) };
    })
    .filter((one) => one.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness);
  const least = likely[Math.min(likely.length, limit * 4) - 1]?.likeness ?? 0;
  const judged = await Promise.all(
    likely
      .filter((one) => one.likeness >= least)
      .map(async (one): Promise<Candidate[]> => {
        const found = await validateBody(contract, one.operationId, body, { direction, status: one.status });
        return found.known ? [{ ...one, disagreements: found.disagreements.length }] : [];
      }),
  );
  return judged
    .flat()
    .sort((a, b) => b.likeness - a.likeness || a.disagreements - b.disagreements)
    .slice(0, limit);
}

function shapeOfBody(body: Json): Shape | undefined {
  const isList = isArray(body);
  const one = isArray(body) ? body.find(isObject) : body;
  return isObject(one) && Object.keys(one).length > 0
    ? { isList, names: new Set(Object.keys(one)) }
    : undefined;
}

function shapeOfSchema(document: ContractDocument, schema: Json | undefined): Shape | undefined {
  if (schema === undefined) return undefined;
  const place = placeSchema(document, schema);
  const isList = typesOf(place.schema)[0] === "array";
  const inner = isList ? stepInto(document, place, 0) : place;
  const properties = inner?.schema["properties"];
  return isObject(properties) ? { isList, names: new Set(Object.keys(properties)) } : undefined;
}

/** Names in both by names in either; nothing where one is a list and the other is not. */
function likeness(one: Shape, other: Shape | undefined): number {
  if (other === undefined || one.isList !== other.isList) return 0;
  const shared = [...one.names].filter((name) => other.names.has(name)).length;
  return shared / (one.names.size + other.names.size - shared);
}
