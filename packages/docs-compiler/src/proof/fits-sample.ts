import type { TypeRef } from "../merge/type-ref.ts";
import type { EnumFact } from "../wsdl/facts.ts";

const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

/**
 * Whether a sample's value is what a type says; `undefined` where the value tells nothing: null, nothing at all, an
 * elided `{}`, an empty list, or a filler word, which the generator prints for anything.
 */
export function fitsSample(
  type: TypeRef,
  enums: ReadonlyMap<string, EnumFact>,
  value: unknown,
): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object" && Object.keys(value).length === 0) return undefined;
  switch (type.kind) {
    case "unknown":
      return undefined;
    case "array":
      return Array.isArray(value) ? (fitsSample(type.of, enums, value[0]) ?? true) : false;
    case "class":
    case "dictionary":
      return typeof value === "object" && !Array.isArray(value);
    case "enum":
      if (typeof value !== "string") return false;
      if (/^[a-z]+$/.test(value)) return undefined;
      return enums.get(type.name)?.members.some(({ name }) => value.split(/, ?/).includes(name)) ?? false;
    case "scalar":
      return fitsScalar(type.name, value);
  }
}

function fitsScalar(name: string, value: unknown): boolean | undefined {
  switch (name) {
    case "boolean":
      return typeof value === "boolean";
    case "int32":
    case "int64":
    case "double":
      return typeof value === "number";
    case "dateTime":
      return typeof value === "string" && date.test(value);
    case "binary":
      return typeof value === "string" && !date.test(value);
    default:
      return typeof value === "string" && !date.test(value);
  }
}
