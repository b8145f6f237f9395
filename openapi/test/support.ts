import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { JsonObject, OpenApiDocument } from "../src/document.ts";
import { inContract } from "../src/paths.ts";

const document = (file: string): OpenApiDocument =>
  JSON.parse(readFileSync(inContract(`dist/${file}`), "utf8"));

/** The built documents. Tests read what people get, not what the sources say. */
export const open = document("superoffice.openapi.json");
export const closed = document("superoffice.closed.json");

export const schemasOf = (contract: OpenApiDocument): [string, JsonObject][] =>
  Object.entries(contract.components.schemas);
export const operationsOf = (
  contract: OpenApiDocument,
): { path: string; method: string; operation: JsonObject }[] =>
  Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

/** A validator for one class, compiled by a library that knows nothing of our build. */
export function validatorOf(contract: OpenApiDocument, name: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat("int32", { type: "number", validate: (value) => Math.abs(value) <= 2 ** 31 });
  ajv.addFormat("int64", { type: "number", validate: () => true });
  ajv.addFormat("double", { type: "number", validate: () => true });
  ajv.addFormat("so-date-time", true);
  ajv.addSchema({ $id: "contract", components: contract.components });
  return ajv.compile({ $ref: `contract#/components/schemas/${name}` });
}
