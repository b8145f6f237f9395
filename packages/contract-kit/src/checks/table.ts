import {
  type BodyShape,
  type ClassShape,
  createMatcher,
  type EnumShape,
  type Matcher,
  type Operation,
  type PropertyShape,
  type Shapes,
} from "@so-webapi/operations";
import {
  type ContractDocument,
  contentOf,
  type DocumentOperation,
  operationById,
  resolved,
} from "../contract/document.ts";
import { isDictionary, type PlaceSchema, placeSchema, stepInto, typesOf } from "../contract/schema-at.ts";
import { differences } from "../json/difference.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import { type Sample, targetOf } from "../samples/sample.ts";
import { type Outcome, outcome } from "./check.ts";

/** The operation table as packages ship it. */
export interface Table {
  readonly operations: readonly Operation[];
  readonly shapes: Shapes;
}

const matchers = new WeakMap<readonly Operation[], Matcher>();

function matcherOf({ operations }: Table): Matcher {
  const matcher = matchers.get(operations) ?? createMatcher(operations);
  matchers.set(operations, matcher);
  return matcher;
}

/**
 * `table.agrees`: the row of the operation table, the contract and the sample's request line say the same, and so do
 * the classes and enums that the operation's bodies reach.
 *
 * @param known what was found of classes already; a run over many samples passes one map, and each class is compared once
 */
export function tableAgrees(
  document: ContractDocument,
  table: Table,
  sample: Sample,
  known: Map<string, readonly string[]> = new Map(),
): Outcome {
  const found = operationById(document, sample.operationId);
  const row = rowOf(table, sample.operationId);
  if (found === undefined) return outcome([`the contract has no operation ${sample.operationId}`]);
  if (row === undefined) return outcome([`the table has no operation ${sample.operationId}`]);
  const printed = lineProblems(table, row, sample);
  const facts = rowProblems(document, table, sample.operationId);
  const names = [row.request?.class, ...Object.values(row.responses).map((body) => body?.class)];
  return outcome([...printed, ...facts, ...classProblems(document, table.shapes, names, known)]);
}

/** The matcher must find the row by the sample's line, or the other operation of the same method and path. */
function lineProblems(table: Table, row: Operation, { request }: Sample): string[] {
  const { path } = targetOf(request.target);
  const line = `${request.method} ${path}`;
  const match = matcherOf(table)(request.method, decoded(path));
  if (match.kind !== "found") return [`the table says ${row.method} ${row.path}, the sample ${line}`];
  const isOther = match.operation.operationId !== row.operationId;
  return isOther && pathShape(match.operation.path) !== pathShape(row.path)
    ? [`the matcher finds ${match.operation.operationId} for ${line}`]
    : [];
}

const pathShape = (path: string): string => path.replace(/\{[^}]+\}/g, "{}").toLowerCase();

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Where an operation's row says something else than the contract. */
export function rowProblems(document: ContractDocument, table: Table, operationId: string): string[] {
  const found = operationById(document, operationId);
  const row = rowOf(table, operationId);
  if (found === undefined || row === undefined) return [`contract or table have no ${operationId}`];
  return differences(rowFacts(document, found), tableFacts(row));
}

const rows = new WeakMap<readonly Operation[], ReadonlyMap<string, Operation>>();

/** The row of an operation. */
export function rowOf({ operations }: Table, operationId: string): Operation | undefined {
  const index = rows.get(operations) ?? new Map(operations.map((row) => [row.operationId, row]));
  rows.set(operations, index);
  return index.get(operationId);
}

/** Every class and enum that is reached from the names, in both. */
export function classProblems(
  document: ContractDocument,
  shapes: Shapes,
  names: readonly (string | undefined)[],
  known: Map<string, readonly string[]> = new Map(),
): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string | undefined): void => {
    if (name === undefined || seen.has(name)) return;
    seen.add(name);
    const own = known.get(name) ?? ownProblems(document, shapes, name);
    known.set(name, own);
    problems.push(...own);
    for (const property of Object.values(shapes.classes[name] ?? {})) {
      visit(property.class);
      visit(property.enum);
    }
  };
  for (const name of names) visit(name);
  return problems;
}

function ownProblems(document: ContractDocument, shapes: Shapes, name: string): string[] {
  const schema = document.components.schemas[name];
  if (schema === undefined) return [`the contract has no class ${name}`];
  // What is written by hand, patches above all, is no class of the platform and has no shape.
  if (schema["x-hand-written"] !== undefined && shapes.classes[name] === undefined) return [];
  const expected = isArray(schema["x-extensible-enum"]) ? enumShape(schema) : classShape(document, schema);
  const actual = shapes.classes[name] ?? shapes.enums[name];
  return differences(expected as unknown as Json, actual as unknown as Json | undefined).map(
    (problem) => `${name}: ${problem}`,
  );
}

/** A class as the table should have it. */
export function classShape(document: ContractDocument, schema: JsonObject): ClassShape {
  const properties = isObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  return Object.fromEntries(
    properties.map(([name, node]) => [
      name.toLowerCase(),
      { name, ...shapeOf(document, placeSchema(document, node)) },
    ]),
  );
}

function shapeOf(document: ContractDocument, place: PlaceSchema): Omit<PropertyShape, "name"> {
  const [type = ""] = typesOf(place.schema);
  const kind = type === "array" ? "array" : isDictionary(place.schema) ? "dictionary" : "value";
  let inner: PlaceSchema | undefined = place;
  // Arrays may stand in arrays; the table names what stands inside of all of them.
  while (inner !== undefined && typesOf(inner.schema)[0] === "array") inner = stepInto(document, inner, 0);
  if (inner !== undefined && isDictionary(inner.schema)) inner = stepInto(document, inner, "key");
  const isEnum = isArray(inner?.schema["x-extensible-enum"]);
  const isClass = isObject(inner?.schema["properties"]);
  return {
    ...(inner?.class !== undefined && isClass ? { class: inner.class } : {}),
    ...(inner?.class !== undefined && isEnum ? { enum: inner.class } : {}),
    kind,
  };
}

function enumShape(schema: JsonObject): EnumShape {
  const numbers: Record<string, string> = {};
  for (const [name, number] of Object.entries(
    isObject(schema["x-enum-numbers"]) ? schema["x-enum-numbers"] : {},
  )) {
    numbers[String(number)] ??= name;
  }
  const members = isArray(schema["x-extensible-enum"]) ? schema["x-extensible-enum"].map(String) : [];
  return { members, numbers, flags: schema["x-flags"] === true };
}

/** What the contract says of an operation, in the table's terms. */
function rowFacts(document: ContractDocument, { path, method, operation }: DocumentOperation): Json {
  const responses = isObject(operation["responses"]) ? Object.entries(operation["responses"]) : [];
  const parameters = isArray(operation["parameters"]) ? operation["parameters"] : [];
  const success = responses.filter(([status]) => status.startsWith("2"));
  const request = bodyFacts(document, operation["requestBody"]);
  return {
    method: method.toUpperCase(),
    path,
    group: String(operation["x-group"]),
    call: operation["x-call"] ?? null,
    parameters: parameters.map((parameter) => {
      const { name = "", in: where = "", required = false } = resolved(document, parameter);
      return `${String(where)} ${String(name)} ${String(required)}`;
    }),
    request: isObject(request)
      ? { ...request, required: resolved(document, operation["requestBody"])["required"] === true }
      : null,
    responses: Object.fromEntries(
      success.map(([status, response]) => [status, bodyFacts(document, response)]),
    ),
    statuses: responses.map(([status]) => Number(status)).sort((a, b) => a - b),
    safe: method === "get" || operation["x-safe"] === true,
    idempotent: ["get", "put", "delete"].includes(method) || operation["x-idempotent"] === true,
    deprecated: operation["deprecated"] === true,
    slowThresholdMs: operation["x-slow-threshold-ms"] ?? null,
  };
}

function bodyFacts(document: ContractDocument, holder: Json | undefined): Json {
  const content = contentOf(document, holder);
  const [schema] = content.values();
  if (schema === undefined) return null;
  const place = placeSchema(document, schema);
  // An array that is a class of its own is named as that class.
  const isList = typesOf(place.schema)[0] === "array" && place.class === undefined;
  // Of a list and of a dictionary the table names the class of what stands inside.
  const isMap = isDictionary(place.schema) && place.class === undefined;
  const inner = isList ? stepInto(document, place, 0) : isMap ? stepInto(document, place, "key") : place;
  return {
    class: inner?.class ?? null,
    array: isList,
    // A schema that says nothing says nothing of null.
    nullable: place.nullable && typesOf(place.schema).length > 0,
    mediaTypes: [...content.keys()],
  };
}

/** The same facts as the table has them. */
function tableFacts(row: Operation): Json {
  const body = (shape: BodyShape | null): Json =>
    shape && {
      class: shape.class ?? null,
      array: shape.array,
      nullable: shape.nullable,
      mediaTypes: [...shape.mediaTypes],
    };
  return {
    method: row.method,
    path: row.path,
    group: `${row.group.kind === "agent" ? "agents" : "entities"}/${row.group.name}`,
    call: [...row.call],
    parameters: row.parameters.map(({ name, in: where, required }) => `${where} ${name} ${required}`),
    request: row.request && { ...(body(row.request) as JsonObject), required: row.request.required },
    responses: Object.fromEntries(
      Object.entries(row.responses).map(([status, shape]) => [status, body(shape)]),
    ),
    statuses: [...row.statuses],
    safe: row.safe,
    idempotent: row.idempotent,
    deprecated: row.deprecated,
    slowThresholdMs: row.slowThresholdMs ?? null,
  };
}
