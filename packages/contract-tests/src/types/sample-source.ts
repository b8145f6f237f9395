import {
  answerSchema,
  type ContractDocument,
  type DocumentOperation,
  operationById,
  type PlaceSchema,
  placeSchema,
  requestSchema,
  stepInto,
} from "@so-webapi/contract-kit/contract";
import type { Json } from "@so-webapi/contract-kit/json";
import { edited, type Token, tokensOf } from "@so-webapi/contract-kit/json";
import { type Direction, faultsOf, readBody, type Sample } from "@so-webapi/contract-kit/samples";
import { elidedMark, literal } from "./literal.ts";

/** A sample's body on its way into a TypeScript file. */
export interface TypedBody {
  /** The expression of the body's type, by its path in the group's `paths`. */
  readonly type: string;
  /** `@so-webapi/types/agents/contact`. */
  readonly module: string;
  /** The body with every elided object marked. */
  readonly body: Json;
  /** Classes of elided objects, to import. */
  readonly elided: readonly string[];
}

/** Finds the type of one half of a sample and marks what the page elides. Throws where the contract knows neither. */
export function typedBody(document: ContractDocument, sample: Sample, direction: Direction): TypedBody {
  const found = operationById(document, sample.operationId);
  if (found === undefined) throw new RangeError(`${sample.operationId} is no operation of the contract`);
  const reading = readBody(sample, direction);
  if (!reading.ok) throw new RangeError(`${sample.operationId}: ${reading.problem}`);
  const schema =
    direction === "request"
      ? requestSchema(document, found)
      : answerSchema(document, found, sample.response.status);
  const root = placeSchema(document, schema);
  const elided = new Set<string>();
  let body = reading.body;
  for (const { fault, pointer } of faultsOf(sample, direction)) {
    if (fault !== "elided-object") continue;
    const tokens = tokensOf(body, pointer);
    const name = schemaOf(document, root, tokens)?.class;
    if (name === undefined) throw new RangeError(`${sample.operationId}: no class is known at ${pointer}`);
    elided.add(name);
    body = edited(body, tokens, { type: "replace", value: elidedMark(name) });
  }
  return {
    type: typeOf(found, direction, sample),
    module: moduleOf(found),
    body,
    elided: [...elided].sort(),
  };
}

/** The schema at a path below `root`. */
function schemaOf(
  document: ContractDocument,
  root: PlaceSchema,
  tokens: readonly Token[],
): PlaceSchema | undefined {
  return tokens.reduce<PlaceSchema | undefined>((at, token) => at && stepInto(document, at, token), root);
}

function typeOf({ path, method }: DocumentOperation, direction: Direction, { response }: Sample): string {
  const operation = `paths[${JSON.stringify(path)}]["${method}"]`;
  return direction === "request"
    ? `NonNullable<${operation}["requestBody"]>["content"]["application/json"]`
    : `${operation}["responses"][${response.status}]["content"]["application/json"]`;
}

const moduleOf = ({ operation }: DocumentOperation): string =>
  `@so-webapi/types/${String(operation["x-group"])}`;

/** The imports that a file about one body needs. */
export function importsOf({ module, elided }: TypedBody, up: string): string {
  const lines = [`import type { paths } from "${module}";`];
  if (elided.length > 0) {
    lines.push(
      `import type { ${elided.join(", ")} } from "@so-webapi/types";`,
      `import { elided } from "${up}types/elided.ts";`,
    );
  }
  return lines.join("\n");
}

/** The file that must compile: the sample's own literal against the generated type. */
export function sampleSource(typed: TypedBody, up: string): string {
  return `${importsOf(typed, up)}
import type { NotAny } from "${up}types/not-any.ts";

type Body = ${typed.type};

export const body = ${literal(typed.body, 2)} satisfies NotAny<Body>;
`;
}
