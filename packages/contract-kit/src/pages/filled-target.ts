import { type ContractDocument, operationById, resolved } from "../contract/document.ts";
import { isArray, isObject, type JsonObject } from "../json/json.ts";
import { type Sample, targetOf } from "../samples/sample.ts";

/** Parameters of one kind of the sample's operation. */
export function parametersIn(
  document: ContractDocument,
  operationId: string,
  where: "path" | "query" | "header",
): JsonObject[] {
  const parameters = operationById(document, operationId)?.operation["parameters"];
  return (isArray(parameters) ? parameters : [])
    .map((parameter) => resolved(document, parameter))
    .filter((parameter) => parameter["in"] === where);
}

/** The request target with a value of its parameter's type in place of each brace: the pages never fill paths. */
export function filledTarget(document: ContractDocument, { operationId, request }: Sample): string {
  const { path } = targetOf(request.target);
  const parameters = parametersIn(document, operationId, "path");
  const filled = path.replace(/\{([^}]+)\}/g, (brace, name: string) => {
    const parameter = parameters.find((one) => one["name"] === name);
    return parameter === undefined ? brace : exampleOf(resolved(document, parameter["schema"]));
  });
  return filled + request.target.slice(path.length);
}

function exampleOf(schema: JsonObject): string {
  const [type] = [schema["type"]].flat();
  const members = schema["x-extensible-enum"] ?? schema["enum"];
  if (isArray(members)) return String(members[0]);
  if (type === "integer" || type === "number") return "7";
  if (type === "boolean") return "true";
  return isObject(schema) && schema["format"] === "so-date-time" ? "2020-04-01T12:15:26" : "lorem";
}
