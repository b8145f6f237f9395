import type { Check, Violation } from "./violation.ts";

/** What a compiled validator leaves behind; a part of ajv's ErrorObject. */
interface CompiledError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A compiled validator: it answers at once and keeps the errors of its last call. */
interface Compiled {
  (body: unknown): boolean;
  errors?: readonly CompiledError[] | null;
}

/** Makes a check of a compiled validator. */
export function toCheck(validate: Compiled): Check {
  return (body) => {
    if (validate(body)) return [];
    return (validate.errors ?? []).filter(({ keyword }) => keyword !== "if").map(toViolation);
  };
}

const escapeToken = (name: unknown): string => String(name).replaceAll("~", "~0").replaceAll("/", "~1");

function toViolation({ instancePath, keyword, params, message }: CompiledError): Violation {
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
    case "format":
      return { pointer: instancePath, keyword, message: `must have the format ${String(params["format"])}` };
    case "type":
      return {
        pointer: instancePath,
        keyword,
        message: `must be ${[params["type"]].flat().join(" or ").replaceAll(",", " or ")}`,
      };
    default:
      return { pointer: instancePath, keyword, message: message ?? `breaks ${keyword}` };
  }
}
