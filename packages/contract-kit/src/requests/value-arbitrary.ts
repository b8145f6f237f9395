import fc from "fast-check";
import type { ContractDocument } from "../contract/document.ts";
import { isDictionary, placeSchema, stepInto, typesOf } from "../contract/schema-at.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import type { KnownValues } from "./known-values.ts";

/** Most optional properties of one object. */
const mostOptional = 6;

/** What values are made of: known ids, and how deep objects go. */
export interface ValueOptions {
  /** Ids that the server is known to have; they come first. */
  readonly known: KnownValues;
  /** Objects deeper than this have what they must and no more. Default: 3. */
  readonly depth?: number;
}

/** Values that keep a schema of the contract: what a caller may send. Shrinks towards little. */
export function valueArbitrary(
  document: ContractDocument,
  node: Json | undefined,
  options: ValueOptions,
  name = "",
): fc.Arbitrary<Json> {
  const { depth = 3 } = options;
  const place = placeSchema(document, node);
  const { schema } = place;
  const inner = { ...options, depth: depth - 1 };
  const known = options.known.of(name);
  const fixed = membersOf(schema);
  const value = ((): fc.Arbitrary<Json> => {
    if (fixed !== undefined) return fc.constantFrom(...fixed);
    const choices = choicesOf(schema);
    if (choices.length > 0)
      return fc.oneof(...choices.map((one) => valueArbitrary(document, one, options, name)));
    const [type = "object"] = typesOf(schema);
    if (type === "array") {
      const item = valueArbitrary(document, schema["items"], inner, name);
      return depth <= 0 ? fc.constant([]) : fc.array(item, { maxLength: 3, size: "max" });
    }
    if (type === "object") {
      if (isDictionary(schema))
        return depth <= 0
          ? fc.constant({})
          : fc
              .dictionary(
                fc.stringMatching(/^[a-z]{1,6}$/),
                valueArbitrary(document, schema["additionalProperties"], inner),
                { maxKeys: 2 },
              )
              .map((entries) => ({ ...entries }));
      return objectArbitrary(
        document,
        schema,
        inner,
        depth <= 0,
        (property) => stepInto(document, place, property)?.schema["readOnly"] === true,
      );
    }
    return scalarArbitrary(schema, type);
  })();
  const likely = known.filter((one) => fits(one, schema));
  const withKnown =
    likely.length === 0
      ? value
      : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...likely) }, { weight: 1, arbitrary: value });
  return place.nullable && name !== "" && likely.length === 0
    ? fc.oneof(fc.constant(null), { weight: 4, arbitrary: withKnown })
    : withKnown;
}

function objectArbitrary(
  document: ContractDocument,
  schema: JsonObject,
  options: ValueOptions,
  isDeep: boolean,
  isReadOnly: (property: string) => boolean,
): fc.Arbitrary<Json> {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = isArray(schema["required"]) ? schema["required"].map(String) : [];
  const optional = Object.keys(properties).filter(
    (property) => !required.includes(property) && !isDeep && !isReadOnly(property),
  );
  // The properties are drawn before their values: a class reaches hundreds of others, and few of them are wanted.
  return fc.subarray(optional, { maxLength: Math.min(mostOptional, optional.length) }).chain((drawn) => {
    const names = [...required, ...drawn];
    const model = Object.fromEntries(
      names.map((name) => [name, valueArbitrary(document, properties[name], options, name)]),
    );
    // What was drawn may still be left out, so that a failure shrinks to the properties that cause it.
    return fc
      .record(model, { requiredKeys: required, noNullPrototype: true })
      .map((value): Json => Object.fromEntries(Object.entries(value)));
  });
}

function scalarArbitrary(schema: JsonObject, type: string): fc.Arbitrary<Json> {
  const format = schema["format"];
  if (type === "boolean") return fc.boolean();
  if (type === "integer")
    return format === "int64"
      ? fc.integer({ min: -(2 ** 53 - 1), max: 2 ** 53 - 1 })
      : fc.oneof(fc.nat({ max: 1000 }), fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31)), fc.integer());
  if (type === "number") return fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
  if (type !== "string") return fc.constant({});
  if (format === "so-date-time") return dates();
  if (schema["contentEncoding"] === "base64") return fc.base64String({ maxLength: 24 });
  if (typeof schema["pattern"] === "string") return fc.stringMatching(new RegExp(schema["pattern"]));
  return fc.oneof(fc.stringMatching(/^[A-Za-z0-9 ]{0,12}$/), fc.string({ unit: "grapheme", maxLength: 12 }));
}

/** The vendor's dates: with or without offset, with up to seven fractional digits, and the one that means none. */
function dates(): fc.Arbitrary<string> {
  const day = fc.date({
    min: new Date("1990-01-01T00:00:00Z"),
    max: new Date("2090-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  const tail = fc.constantFrom("", "Z", ".1", ".1234567", "+02:00", ".123-05:00");
  return fc.oneof(
    fc.tuple(day, tail).map(([date, end]) => `${date.toISOString().slice(0, 19)}${end}`),
    fc.constant("0001-01-01T00:00:00"),
  );
}

/** What an enum allows, a growing one too: a caller sends what is known. */
function membersOf(schema: JsonObject): readonly Json[] | undefined {
  if ("const" in schema && schema["const"] !== undefined) return [schema["const"]];
  const members = schema["enum"] ?? schema["x-extensible-enum"];
  return isArray(members) && members.length > 0 ? members : undefined;
}

function choicesOf(schema: JsonObject): readonly Json[] {
  const choices = schema["anyOf"] ?? schema["oneOf"];
  return isArray(choices) ? choices : [];
}

const fits = (value: number | string, schema: JsonObject): boolean =>
  typesOf(schema).some((type) =>
    typeof value === "number" ? type === "integer" || type === "number" : type === "string",
  );
