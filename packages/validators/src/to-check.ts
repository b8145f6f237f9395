import type { Compiled, CompiledError } from "./compiled.ts";
import type { Check, Violation } from "./violation.ts";

/** Makes a check of a compiled validator. */
export function toCheck(validate: Compiled): Check {
  return (body) => {
    if (validate(body)) return [];
    return (validate.errors ?? []).map(toViolation);
  };
}

const escapeToken = (name: unknown): string => String(name).replaceAll("~", "~0").replaceAll("/", "~1");

function toViolation({ instancePath, keyword, params }: CompiledError): Violation {
  switch (keyword) {
    case "required":
      return {
        pointer: `${instancePath}/${escapeToken(params["missingProperty"])}`,
        keyword,
        message: "must be present",
      };
    case "additionalProperties":
    case "unevaluatedProperties": {
      const name = params["additionalProperty"] ?? params["unevaluatedProperty"];
      return {
        pointer: `${instancePath}/${escapeToken(name)}`,
        keyword,
        message: "is not a property of the contract",
      };
    }
    case "enum":
      return {
        pointer: instancePath,
        keyword,
        message: `must be one of ${(params["allowedValues"] as unknown[]).join(", ")}`,
      };
    case "pattern":
      return { pointer: instancePath, keyword, message: "must be a comma list of the contract's members" };
    case "format":
      return { pointer: instancePath, keyword, message: `must have the format ${String(params["format"])}` };
    case "is":
    case "type":
      return { pointer: instancePath, keyword: "type", message: `must be ${String(params["type"])}` };
    default:
      return { pointer: instancePath, keyword, message: `breaks ${keyword}` };
  }
}
