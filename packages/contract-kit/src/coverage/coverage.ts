import {
  answerSchema,
  type ContractDocument,
  contentOf,
  operationById,
  operationsOf,
  requestSchema,
} from "../contract/document.ts";
import { placeSchema, typesOf } from "../contract/schema-at.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { toPointer } from "../json/pointer.ts";
import { placesOf } from "../mutation/place.ts";
import { directions, headerOf, mediaTypeOf, readBody, type Sample } from "../samples/sample.ts";

/** What the samples prove of the contract, and what nothing proves. */
export interface Coverage {
  readonly operationsWithoutSample: readonly string[];
  readonly samplesWithoutOperation: readonly string[];
  /** `operationId status` without a sample. */
  readonly statusesWithoutSample: readonly string[];
  /** `operationId request|status mediaType` without a sample. */
  readonly mediaTypesWithoutSample: readonly string[];
  readonly properties: number;
  /** `Class.Property` by what samples show of it. */
  readonly shownWithValue: readonly string[];
  readonly shownAsNullOnly: readonly string[];
  readonly neverShown: readonly string[];
  /** `Class.Property` that may be null and of which no sample shows null. */
  readonly nullNeverShown: readonly string[];
  readonly members: number;
  /** `Enum.Member`. */
  readonly membersShown: readonly string[];
  readonly membersNeverShown: readonly string[];
  /** Schemas that say nothing at all of their place. */
  readonly unconstrained: readonly string[];
}

/** Adds up what the samples show. */
export function coverageOf(document: ContractDocument, samples: readonly Sample[]): Coverage {
  const ids = new Set(samples.map(({ operationId }) => operationId));
  const operations = operationsOf(document);
  const { values, nulls, members } = shown(document, samples);
  const properties = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    isObject(schema["properties"])
      ? Object.keys(schema["properties"]).map((property) => `${name}.${property}`)
      : [],
  );
  const statuses = operations.flatMap((found) => {
    const responses = isObject(found.operation["responses"]) ? Object.keys(found.operation["responses"]) : [];
    return responses.map((status) => [found, status] as const);
  });
  const seenStatuses = new Set(
    samples.map(({ operationId, response }) => `${operationId} ${response.status}`),
  );
  const seenTypes = new Set(
    samples.flatMap(({ operationId, request, response }) => [
      `${operationId} request ${mediaTypeOf(headerOf(request.headers, "content-type"))}`,
      `${operationId} ${response.status} ${mediaTypeOf(headerOf(response.headers, "content-type"))}`,
    ]),
  );
  const types = [
    ...operations.flatMap(({ operationId, operation }) =>
      [...contentOf(document, operation["requestBody"]).keys()].map(
        (type) => `${operationId} request ${type}`,
      ),
    ),
    ...statuses.flatMap(([{ operationId, operation }, status]) => {
      const responses = isObject(operation["responses"]) ? operation["responses"] : {};
      return [...contentOf(document, responses[status]).keys()].map(
        (type) => `${operationId} ${status} ${type}`,
      );
    }),
  ];
  const allMembers = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    membersOf(schema).map((member) => `${name}.${String(member)}`),
  );
  return {
    operationsWithoutSample: operations.map(({ operationId }) => operationId).filter((id) => !ids.has(id)),
    samplesWithoutOperation: [...ids].filter((id) => operationById(document, id) === undefined),
    statusesWithoutSample: statuses
      .map(([{ operationId }, status]) => `${operationId} ${status}`)
      .filter((one) => !seenStatuses.has(one)),
    mediaTypesWithoutSample: types.filter((one) => !seenTypes.has(one)),
    properties: properties.length,
    shownWithValue: properties.filter((one) => values.has(one)),
    shownAsNullOnly: properties.filter((one) => !values.has(one) && nulls.has(one)),
    neverShown: properties.filter((one) => !values.has(one) && !nulls.has(one)),
    nullNeverShown: nullableProperties(document).filter((one) => !nulls.has(one)),
    members: allMembers.length,
    membersShown: [...members].sort(),
    membersNeverShown: allMembers.filter((one) => !members.has(one)),
    unconstrained: Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      silent(schema, name),
    ),
  };
}

function shown(document: ContractDocument, samples: readonly Sample[]) {
  const [values, nulls, members] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const sample of samples) {
    const found = operationById(document, sample.operationId);
    if (found === undefined) continue;
    for (const direction of directions) {
      const reading = readBody(sample, direction);
      const schema =
        direction === "request"
          ? requestSchema(document, found)
          : answerSchema(document, found, sample.response.status);
      if (sample[direction].body === "" || !reading.ok) continue;
      const places = placesOf(document, reading.body, placeSchema(document, schema));
      const byPointer = new Map(places.map((place) => [place.pointer, place]));
      for (const { tokens, value, at, role } of places) {
        if (at !== undefined && typeof value === "string") {
          for (const member of membersOf(at.schema))
            if (value.split(/, ?/).includes(String(member))) members.add(`${at.class}.${member}`);
        }
        if (role !== "property") continue;
        const holder = byPointer.get(toPointer(tokens.slice(0, -1)));
        (value === null ? nulls : values).add(`${holder?.at?.class}.${tokens.at(-1)}`);
      }
    }
  }
  return { values, nulls, members };
}

const membersOf = (schema: { readonly [name: string]: Json }): readonly Json[] =>
  isArray(schema["x-extensible-enum"]) ? schema["x-extensible-enum"] : [];

const nullableProperties = (document: ContractDocument): string[] =>
  Object.entries(document.components.schemas).flatMap(([name, { properties }]) =>
    Object.entries(isObject(properties) ? properties : {})
      .filter(([, schema]) => placeSchema(document, schema).nullable)
      .map(([property]) => `${name}.${property}`),
  );

/** Places whose schema admits everything. */
function silent(schema: Json | undefined, at: string): string[] {
  if (!isObject(schema)) return [at];
  const says = typesOf(schema).length > 0 || schema["$ref"] !== undefined || schema["anyOf"] !== undefined;
  const properties = isObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const isList = typesOf(schema)[0] === "array";
  return [
    ...(says ? [] : [at]),
    ...properties.flatMap(([name, inner]) => silent(inner, `${at}.${name}`)),
    ...(isList ? silent(schema["items"], `${at}[]`) : []),
  ];
}

/** The coverage for a terminal; the lists are in the report for machines. */
export function renderCoverage(coverage: Coverage): string {
  const { properties, members, ...lists } = coverage;
  return [
    "What the samples show of the contract",
    `  properties: ${properties}, with a value ${lists.shownWithValue.length}, only as null ${lists.shownAsNullOnly.length}, never ${lists.neverShown.length}`,
    `  that may be null: never shown as null ${lists.nullNeverShown.length}`,
    `  enum members: ${members}, shown ${lists.membersShown.length}`,
    `  statuses without a sample ${lists.statusesWithoutSample.length}, media types without a sample ${lists.mediaTypesWithoutSample.length}`,
    `  operations without a sample ${lists.operationsWithoutSample.length}, schemas that say nothing ${lists.unconstrained.length}`,
  ].join("\n");
}
