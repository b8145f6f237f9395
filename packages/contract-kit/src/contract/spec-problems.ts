import { Ajv2020 } from "ajv/dist/2020.js";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import { type Token, toPointer, valueAt } from "../json/pointer.ts";

/** Why a document is no valid contract, and where. */
export interface SpecProblem {
  /** JSON pointer into the document. */
  readonly pointer: string;
  readonly message: string;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/**
 * Every reason why a document cannot be checked against: it is no OpenAPI 3.1 (4.8.1), an operation has no id of its own,
 * a reference leads nowhere or out of the file, or a schema is no JSON Schema 2020-12. A check against an invalid spec
 * says nothing, so such a spec is refused before anything runs.
 */
export function specProblems(value: unknown): SpecProblem[] {
  if (!isObject(value)) return [{ pointer: "", message: "the document is no object" }];
  const version = value["openapi"];
  if (typeof version !== "string" || !/^3\.1\.\d+$/.test(version))
    return [
      { pointer: "/openapi", message: `must be 3.1.x, and is ${JSON.stringify(version) ?? "missing"}` },
    ];
  const paths = value["paths"];
  if (!isObject(paths)) return [{ pointer: "/paths", message: "must be there, and be an object" }];
  return [
    ...operationProblems(paths),
    ...referenceProblems(value),
    ...schemaProblems(value),
    ...nullableProblems(value),
  ];
}

function operationProblems(paths: JsonObject): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const owners = new Map<string, string>();
  for (const [path, item] of Object.entries(paths)) {
    if (!path.startsWith("/")) problems.push(at(["paths", path], "a path must begin with a slash"));
    for (const method of methods) {
      const operation = isObject(item) ? item[method] : undefined;
      if (operation === undefined) continue;
      const tokens = ["paths", path, method];
      const id = isObject(operation) ? operation["operationId"] : undefined;
      if (typeof id !== "string") problems.push(at(tokens, "the operation has no operationId"));
      else if (owners.has(id)) problems.push(at(tokens, `operationId ${id} is taken by ${owners.get(id)}`));
      else owners.set(id, toPointer(tokens));
      if (isObject(operation) && !isObject(operation["responses"]))
        problems.push(at(tokens, "the operation has no responses"));
    }
  }
  if (owners.size === 0) problems.push(at(["paths"], "there is no operation"));
  return problems;
}

function referenceProblems(document: JsonObject): SpecProblem[] {
  const problems: SpecProblem[] = [];
  visit(document, [], (node, tokens) => {
    const target = node["$ref"];
    if (typeof target !== "string") return;
    const [, section, name] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(target) ?? [];
    if (section === undefined || name === undefined)
      problems.push(
        at(tokens, `${target} does not lead into #/components: bundle the spec into one file first`),
      );
    else if (valueAt(document, ["components", section, name]) === undefined)
      problems.push(at(tokens, `${target} leads nowhere`));
  });
  return problems;
}

/** Every schema of the document against the meta-schema of its dialect, which OpenAPI 3.1 takes from JSON Schema. */
function schemaProblems(document: JsonObject): SpecProblem[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  return schemasOf(document).flatMap(({ schema, tokens }) => {
    if (ajv.validateSchema(schema as object) === true) return [];
    return (ajv.errors ?? []).map(({ instancePath, message = "is wrong" }) => ({
      pointer: toPointer(tokens) + instancePath,
      message: `is no JSON Schema 2020-12: ${message}`,
    }));
  });
}

/** `nullable` is no keyword of 3.1, which ignores it: the null that its author meant would be refused. */
function nullableProblems(document: JsonObject): SpecProblem[] {
  return schemasOf(document).flatMap(({ schema, tokens }) => {
    const problems: SpecProblem[] = [];
    visit(schema, tokens, (node, place) => {
      // A property may have that name.
      if (node["nullable"] === true && place.at(-1) !== "properties")
        problems.push(at(place, 'nullable means nothing in OpenAPI 3.1: write type: [..., "null"]'));
    });
    return problems;
  });
}

/** Schemas where they begin: the named ones, and those of media types and parameters. */
function schemasOf(document: JsonObject): { readonly schema: Json; readonly tokens: readonly Token[] }[] {
  const named = valueAt(document, ["components", "schemas"]);
  const schemas = Object.entries(isObject(named) ? named : {}).map(([name, schema]) => ({
    schema,
    tokens: ["components", "schemas", name] as readonly Token[],
  }));
  for (const section of ["paths", "components"]) {
    const { schemas: _, ...rest } = isObject(document[section]) ? document[section] : {};
    visit(section === "paths" ? (document["paths"] ?? {}) : rest, [section], (node, tokens) => {
      if (isObject(node["schema"]) && Object.keys(node["schema"]).join() !== "$ref")
        schemas.push({ schema: node["schema"], tokens: [...tokens, "schema"] });
    });
  }
  return schemas;
}

function visit(
  node: Json,
  tokens: readonly Token[],
  onObject: (node: JsonObject, tokens: readonly Token[]) => void,
): void {
  if (isArray(node)) for (const [index, item] of node.entries()) visit(item, [...tokens, index], onObject);
  if (!isObject(node)) return;
  onObject(node, tokens);
  for (const [key, value] of Object.entries(node)) visit(value, [...tokens, key], onObject);
}

const at = (tokens: readonly Token[], message: string): SpecProblem => ({
  pointer: toPointer(tokens),
  message,
});
