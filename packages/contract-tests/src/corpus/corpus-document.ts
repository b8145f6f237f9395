import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import type { JsonObject } from "@so-webapi/contract-kit/json";
import type { CorpusCase } from "./corpus-case.ts";

/** The operation of a case, named as the contract names its own. */
export const operationIdOf = ({ name }: CorpusCase): string => `v1CorpusAgent_${name}`;

/** The path of a case's operation, which is a POST. */
export const pathOf = ({ name }: CorpusCase): string => `/corpus/${name}`;

/** An OpenAPI 3.1 document with an operation for each case, whose values stand in it as named examples. */
export function corpusDocument(cases: readonly CorpusCase[]): ContractDocument {
  const schemas = Object.assign(
    {},
    ...cases.map(({ name, schema, shared }) => ({ ...shared, [name]: schema })),
  );
  const paths = Object.fromEntries(cases.map((one) => [pathOf(one), { post: operationOf(one) }]));
  const head = { openapi: "3.1.0", info: { title: "Corpus", version: "1.0.0" } };
  return { ...head, paths, components: { schemas } };
}

function operationOf(one: CorpusCase): JsonObject {
  const examples = Object.fromEntries(
    one.taken.map((json, place) => [`taken-${place + 1}`, { value: JSON.parse(json) }]),
  );
  const schema = { $ref: `#/components/schemas/${one.name}` };
  const content = { "application/json": { schema, ...(one.taken.length > 0 ? { examples } : {}) } };
  const description = "The case's body.";
  return {
    operationId: operationIdOf(one),
    "x-group": "agents/corpus",
    ...(one.body === "request" ? { requestBody: { required: true, content } } : {}),
    responses: { "200": one.body === "request" ? { description } : { description, content } },
  };
}
