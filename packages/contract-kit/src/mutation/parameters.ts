import { type ContractDocument, operationById, resolved } from "../contract/document.ts";
import { isArray, type JsonObject } from "../json/json.ts";

/** What the contract says of a parameter of an operation, its name in any case; undefined where it names none. */
export function resolvedParameter(
  document: ContractDocument,
  operationId: string,
  name: string,
): JsonObject | undefined {
  const parameters = operationById(document, operationId)?.operation["parameters"];
  if (!isArray(parameters)) return undefined;
  return parameters
    .map((parameter) => resolved(document, parameter))
    .find((parameter) => String(parameter["name"]).toLowerCase() === name.toLowerCase());
}
