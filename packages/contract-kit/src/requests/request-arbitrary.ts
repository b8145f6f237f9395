import fc from "fast-check";
import { type ContractDocument, contentOf, type DocumentOperation, resolved } from "../contract/document.ts";
import { placeSchema, typesOf } from "../contract/schema-at.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import type { SampleRequest } from "../samples/sample.ts";
import { queryArbitrary } from "./query-arbitrary.ts";
import { type ValueOptions, valueArbitrary } from "./value-arbitrary.ts";

/** Parts of a request before it is one: what can be changed and shrunk. */
export interface RequestParts {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Undefined where the operation takes no JSON. */
  readonly body?: Json;
}

/** How far requests go: all that the contract allows, or what most servers answer. */
export interface RequestOptions extends ValueOptions {
  /** `plain`: what is required and what is known, so that the server most likely answers. Default: whatever the contract allows. */
  readonly style?: "plain";
}

/** Requests of an operation that keep the contract. */
export function requestArbitrary(
  document: ContractDocument,
  found: DocumentOperation,
  options: RequestOptions,
): fc.Arbitrary<RequestParts> {
  const parameters = parametersOf(document, found);
  const value = (parameter: JsonObject): fc.Arbitrary<string> =>
    parameterArbitrary(document, found, parameter, options);
  const named = (
    where: string,
    wanted: (parameter: JsonObject) => boolean,
  ): Record<string, fc.Arbitrary<string>> =>
    Object.fromEntries(
      parameters
        .filter((one) => one["in"] === where && wanted(one))
        .map((one) => [String(one["name"]), value(one)]),
    );
  const required = parameters.filter((one) => one["required"] === true).map((one) => String(one["name"]));
  const free = options.style === "plain" ? [] : parameters.filter((one) => one["in"] === "query");
  const withGrammar = free.flatMap((one) => {
    const arbitrary = queryArbitrary(document, found, one, options.known);
    return arbitrary === undefined ? [] : [[String(one["name"]), arbitrary] as const];
  });
  const query = {
    ...named("query", (one) => isWanted(one, options.style)),
    ...Object.fromEntries(withGrammar),
  };
  const body = bodyArbitrary(document, found, options);
  return fc
    .record({
      path: fc.record(
        named("path", () => true),
        { noNullPrototype: true },
      ),
      query: fc.record(query, {
        requiredKeys: Object.keys(query).filter((name) => required.includes(name) || name === "$top"),
        noNullPrototype: true,
      }),
      ...(body === undefined ? {} : { body }),
    })
    .map((parts) => parts);
}

/** The request of some parts, its credentials left out. */
export function requestOf({ path, method }: DocumentOperation, parts: RequestParts): SampleRequest {
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(parts.path[name] ?? ""),
  );
  const query = Object.entries(parts.query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return {
    method: method.toUpperCase(),
    target: query.length === 0 ? filled : `${filled}?${query.join("&")}`,
    headers: [
      ["Accept", "application/json"],
      ...(parts.body === undefined
        ? []
        : [["Content-Type", "application/json"] as const].map(([name, value]): [string, string] => [
            name,
            value,
          ])),
    ],
    body: parts.body === undefined ? "" : JSON.stringify(parts.body),
  };
}

function bodyArbitrary(
  document: ContractDocument,
  { operation }: DocumentOperation,
  options: RequestOptions,
): fc.Arbitrary<Json> | undefined {
  const schema = contentOf(document, operation["requestBody"]).get("application/json");
  if (schema === undefined) return undefined;
  const place = placeSchema(document, schema);
  const properties = place.schema["properties"];
  if (options.style !== "plain" || !isObject(properties)) return valueArbitrary(document, schema, options);
  const required = isArray(place.schema["required"]) ? place.schema["required"].map(String) : [];
  const kept = Object.entries(properties).filter(
    ([name]) => required.includes(name) || options.known.of(name).length > 0,
  );
  return valueArbitrary(
    document,
    { ...place.schema, properties: Object.fromEntries(kept), required: kept.map(([name]) => name) },
    { ...options, depth: 1 },
  );
}

function parameterArbitrary(
  document: ContractDocument,
  { path }: DocumentOperation,
  parameter: JsonObject,
  options: RequestOptions,
): fc.Arbitrary<string> {
  const name = String(parameter["name"]);
  if (name === "$top") return fc.integer({ min: 1, max: 10 }).map(String);
  const known = options.known.of(name, path);
  const any =
    parameter["in"] === "path"
      ? pathArbitrary(document, parameter, options)
      : textOf(valueArbitrary(document, parameter["schema"], options));
  if (known.length === 0) return any;
  const sure = fc.constantFrom(...known.map(String));
  return options.style === "plain"
    ? fc.constant(String(known[0]))
    : fc.oneof({ weight: 4, arbitrary: sure }, any);
}

/** A path's value is never empty and never a dot, or the path would be another one. */
function pathArbitrary(
  document: ContractDocument,
  parameter: JsonObject,
  options: RequestOptions,
): fc.Arbitrary<string> {
  const { schema } = placeSchema(document, parameter["schema"]);
  const isFree = typesOf(schema)[0] === "string" && schema["enum"] === undefined;
  return isFree
    ? fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,11}$/)
    : textOf(valueArbitrary(document, parameter["schema"], options));
}

const textOf = (value: fc.Arbitrary<Json>): fc.Arbitrary<string> =>
  value.map((one) => (isArray(one) ? one.map(String).join(",") : String(one ?? "")));

/**
 * Free texts in queries have grammars of their own: at random they are wrong, and say nothing. `queryArbitrary` has what is
 * known of some. `$format` changes what an answer is written in.
 */
function isWanted(parameter: JsonObject, style: RequestOptions["style"]): boolean {
  if (parameter["name"] === "$top" || parameter["required"] === true) return true;
  const schema = isObject(parameter["schema"]) ? parameter["schema"] : {};
  const isFree = schema["type"] === "string" && schema["enum"] === undefined;
  return style !== "plain" && !isFree && !String(parameter["name"]).startsWith("$");
}

function parametersOf(document: ContractDocument, { operation }: DocumentOperation): JsonObject[] {
  const list = operation["parameters"];
  return isArray(list) ? list.map((parameter) => resolved(document, parameter)) : [];
}
