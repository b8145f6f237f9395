import type { ContractSchemas, PlacedSchema, Schema } from "./contract-schemas.ts";

/** Where a value is not what the contract says. */
export interface Violation {
  /** JSON pointer to the value. */
  readonly pointer: string;
  readonly value: unknown;
  readonly kind: "additional-property" | "enum" | "format" | "missing-property" | "null" | "type";
  /** What the contract has there: `DateTime`, `int64`, a class, `array`, the name of the property that is missing. */
  readonly expected: string;
  /** The schema that was violated. */
  readonly schema: Schema;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const toToken = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/**
 * Checks a value against a schema in the closed profile: no property and no member that the contract does not name. It
 * knows the keywords that the compiler writes. The bodies of requests need no property.
 */
export function checkValue(
  contract: ContractSchemas,
  placed: PlacedSchema,
  value: unknown,
  asRequest: boolean,
): Violation[] {
  const violations: Violation[] = [];
  check(placed, value, "", "");
  return violations;

  function check(from: PlacedSchema, one: unknown, pointer: string, named: string): void {
    const ref = from.schema["$ref"];
    if (typeof ref === "string") {
      check(contract.resolve(from), one, pointer, nameIn(ref));
      return;
    }
    const { schema, file } = from;
    const report = (kind: Violation["kind"], expected: string): void => {
      violations.push({ pointer, value: one, kind, expected, schema });
    };
    if (Array.isArray(schema["anyOf"])) {
      const [first] = schema["anyOf"].filter((option) => isObject(option) && option["type"] !== "null");
      const nullable = schema["anyOf"].some((option) => isObject(option) && option["type"] === "null");
      if (one === null && nullable) return;
      if (isObject(first)) check({ schema: first, file }, one, pointer, named);
      return;
    }
    const types = typesOf(schema);
    if (types.length === 0 || (one === null && types.includes("null"))) return;
    const [type = ""] = types;
    const expected = named !== "" ? named : String(schema["format"] ?? type);
    if (one === null) report("null", expected);
    else if (!hasType(type, one)) report("type", expected);
    else if (type === "array" && Array.isArray(one)) {
      const items = schema["items"];
      for (const [index, item] of one.entries())
        if (isObject(items)) check({ schema: items, file }, item, `${pointer}/${index}`, "");
    } else if (type === "object" && isObject(one)) checkObject(from, one, pointer, report);
    else checkScalar(schema, one, expected, report);
  }

  function checkObject(
    { schema, file }: PlacedSchema,
    object: Readonly<Record<string, unknown>>,
    pointer: string,
    report: (kind: Violation["kind"], expected: string) => void,
  ): void {
    const properties = isObject(schema["properties"]) ? schema["properties"] : undefined;
    const others = schema["additionalProperties"];
    const required = Array.isArray(schema["required"]) && !asRequest ? schema["required"] : [];
    for (const name of required) if (!Object.hasOwn(object, name)) report("missing-property", String(name));
    for (const [name, one] of Object.entries(object)) {
      const own = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : others;
      const place = `${pointer}/${toToken(name)}`;
      if (isObject(own)) check({ schema: own, file }, one, place, "");
      else if (properties !== undefined)
        violations.push({ pointer: place, value: one, kind: "additional-property", expected: name, schema });
    }
  }
}

const nameIn = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1).replace(/\.yaml$/, "");

function typesOf(schema: Schema): readonly string[] {
  const type = schema["type"];
  return typeof type === "string" ? [type] : Array.isArray(type) ? type.map(String) : [];
}

function hasType(type: string, value: unknown): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const ranges: Readonly<Record<string, number>> = { int32: 2 ** 31, int64: 2 ** 63 };
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function checkScalar(
  schema: Schema,
  value: unknown,
  expected: string,
  report: (kind: Violation["kind"], expected: string) => void,
): void {
  const range = ranges[String(schema["format"])];
  if (typeof value === "number" && range !== undefined && (value < -range || value >= range))
    report("format", expected);
  if (typeof value !== "string") return;
  const members = schema["x-extensible-enum"] ?? schema["enum"];
  if (Array.isArray(members)) {
    const names = schema["x-flags"] === true ? value.split(/, ?/) : [value];
    if (!names.every((name) => members.includes(name))) report("enum", expected);
  } else if (typeof schema["pattern"] === "string" && !new RegExp(schema["pattern"]).test(value))
    report("format", expected);
  else if (schema["contentEncoding"] === "base64" && !base64.test(value)) report("format", "base64");
}
