import type { OperationModel, RequestModel } from "../merge/operations.ts";
import type { PageHeader, PageParameter } from "../pages/model.ts";
import { type Descriptions, type Out, type RefTo, schemaOf } from "./schema.ts";

/** Names of the shared parameters by `in` and name: `query:$select` → `Select`. */
export type SharedParameters = ReadonlyMap<string, string>;

const toSchemas: RefTo = (name) => `../schemas/${name}.yaml`;

/**
 * Names of agent operations that only read (POLICY.md, P21). `GetNext…` may allocate what it answers and `GetOr…` does
 * something else first, so they do not count.
 */
const readingName = /_(Get(?!Next|Or[A-Z])|Find|Is|Has|Can|Search|Validate)[A-Z]/;

/** Headers that OpenAPI has other words for (POLICY.md, P17). */
const notParameters = new Set(["authorization", "accept", "content-type"]);

/** The OpenAPI operation. */
export function operationObject(
  model: OperationModel,
  shared: SharedParameters,
  descriptions: Descriptions,
): Out {
  const { page, response } = model;
  const { uid, file, operation } = page;
  const words = descriptions[uid] ?? {};
  const accepts = mediaTypesOf(page.headers, "Accept");
  const reads = page.kind === "agent" && readingName.test(uid);
  return {
    operationId: uid,
    tags: [tagOf(uid)],
    summary: words["summary"] ?? uid.slice(uid.indexOf("_") + 1).replaceAll(/(?<=[a-z])(?=[A-Z])/g, " "),
    ...(words["description"] === undefined ? {} : { description: words["description"] }),
    "x-sources": [`${file}:${operation.line}`],
    ...(page.marks?.slowThresholdMs === undefined
      ? {}
      : { "x-slow-threshold-ms": page.marks?.slowThresholdMs.value }),
    ...(page.marks?.onlineRestricted === undefined ? {} : { "x-online-restricted": true }),
    ...(reads ? { "x-safe": true, "x-idempotent": true } : {}),
    parameters: parametersOf(model, shared),
    ...requestBody(model, mediaTypesOf(page.headers, "Content-Type")),
    responses: responsesOf(model, accepts, response === undefined ? undefined : answerSchema(model)),
  };
}

/** `v1ContactAgent_X` → `ContactAgent`, `v1ContactEntity_X` → `Contact`. */
export const tagOf = (uid: string): string => uid.slice(2, uid.indexOf("_")).replace(/Entity$/, "");

const mediaTypesOf = (headers: readonly PageHeader[] | undefined, name: string): readonly string[] =>
  headers?.find((header) => header.name === name)?.mediaTypes ?? [];

function parametersOf({ page }: OperationModel, shared: SharedParameters): unknown[] {
  const one = (where: "path" | "query", parameter: PageParameter): Out => {
    const ref = shared.get(`${where}:${parameter.name}`);
    return ref === undefined || where === "path"
      ? {
          name: parameter.name,
          in: where,
          ...(where === "path" || parameter.required ? { required: true } : {}),
          schema: parameterSchema(parameter),
        }
      : { $ref: `../parameters.yaml#/${ref}` };
  };
  const headers = (page.headers ?? []).filter(({ name }) => !notParameters.has(name.toLowerCase()));
  const order = [...shared.keys()];
  const byOrder = (a: PageHeader, b: PageHeader): number =>
    order.indexOf(`header:${a.name}`) - order.indexOf(`header:${b.name}`);
  return [
    ...(page.pathParameters ?? []).map((parameter) => one("path", parameter)),
    ...(page.queryParameters ?? []).map((parameter) => one("query", parameter)),
    ...headers.sort(byOrder).map(({ name }) => {
      const ref = shared.get(`header:${name}`);
      return ref === undefined
        ? { name, in: "header", schema: { type: "string" } }
        : { $ref: `../parameters.yaml#/${ref}` };
    }),
  ];
}

function parameterSchema({ type, members }: PageParameter): Out {
  switch (type) {
    case "int32":
    case "int64":
      return { type: "integer", format: type };
    case "double":
      return { type: "number", format: "double" };
    case "bool":
      return { type: "boolean" };
    case "date-time":
      return { $ref: toSchemas("DateTime") };
    case "enum":
      return { type: "string", enum: members };
    case "array":
      return { type: "array", items: { type: "string" } };
    case "object":
    case "string":
      return { type: "string" };
    case undefined:
      return {};
  }
}

function requestBody({ request }: OperationModel, mediaTypes: readonly string[]): Out {
  if (request.kind === "patch") return { requestBody: { required: true, content: patchContent } };
  if (request.kind === "file") return { requestBody: { required: true, content: fileContent(mediaTypes) } };
  const schema = requestSchema(request);
  if (schema === undefined) return {};
  const types = mediaTypes.length > 0 ? mediaTypes : ["application/json"];
  return { requestBody: { required: true, content: contentOf(types, schema) } };
}

/** PATCH pages list no media type; both documents have one of their own. */
const patchContent: Out = {
  "application/json-patch+json": { schema: { $ref: toSchemas("JsonPatch") } },
  "application/merge-patch+json": { schema: { $ref: toSchemas("MergePatch") } },
  "application/json": {
    schema: { anyOf: [{ $ref: toSchemas("JsonPatch") }, { $ref: toSchemas("MergePatch") }] },
  },
};

/** Bytes as they are, or a form with a file. */
function fileContent(mediaTypes: readonly string[]): Out {
  const types = mediaTypes.length > 0 ? mediaTypes : ["application/octet-stream"];
  return Object.fromEntries(
    types.map((type) => [
      type,
      type === "multipart/form-data" ? { schema: { type: "object", additionalProperties: true } } : {},
    ]),
  );
}

function requestSchema(request: RequestModel): Out | undefined {
  switch (request.kind) {
    case "none":
    case "patch":
    case "file":
      return undefined;
    case "arguments":
      return { $ref: `#/components/schemas/${request.name}` };
    case "type":
      return request.fact.type.kind === "class"
        ? { $ref: toSchemas(request.fact.type.name) }
        : schemaOf(request.fact.type, toSchemas);
  }
}

/** An agent answers null for what it does not find; an entity operation answers 404 (POLICY.md, P4). */
function answerSchema({ page, response }: OperationModel): Out {
  const type = response?.type ?? { kind: "unknown", printed: "" };
  if (page.kind === "entity" && type.kind === "class") return { $ref: toSchemas(type.name) };
  return schemaOf(type, toSchemas);
}

const contentOf = (mediaTypes: readonly string[], schema: Out): Out =>
  Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }]));

const sharedResponses: Readonly<Record<string, string>> = {
  "304": "NotModified",
  "404": "NotFound",
  "409": "Conflict",
  "412": "PreconditionFailed",
};

function responsesOf({ page }: OperationModel, accepts: readonly string[], schema: Out | undefined): Out {
  const kind = page.kind === "agent" ? "Agent" : "Entity";
  const types = accepts.length > 0 ? accepts : ["application/json"];
  const responses: [number, Out][] = [
    [400, { $ref: `../responses.yaml#/BadRequestOf${kind}` }],
    [401, { $ref: "../responses.yaml#/Unauthorized" }],
    [403, { $ref: "../responses.yaml#/Forbidden" }],
    [421, { $ref: "../responses.yaml#/MisdirectedRequest" }],
    [500, { $ref: "../responses.yaml#/InternalServerError" }],
  ];
  for (const { code } of page.response?.statuses ?? []) {
    if (responses.some(([known]) => known === code)) continue;
    const shared = sharedResponses[String(code)];
    if (shared !== undefined) responses.push([code, { $ref: `../responses.yaml#/${shared}` }]);
    else
      responses.push([
        code,
        {
          description: "Done.",
          ...(schema === undefined || code === 204 ? {} : { content: contentOf(types, schema) }),
        },
      ]);
  }
  return Object.fromEntries(
    responses.sort(([a], [b]) => a - b).map(([code, response]) => [String(code), response]),
  );
}

/** The argument object of an agent operation, and what is unknown of it. */
export function argumentsSchema(
  request: Extract<RequestModel, { readonly kind: "arguments" }>,
  descriptions: Descriptions,
): Out {
  const words = descriptions[request.name] ?? {};
  return {
    "x-arguments": true,
    "x-sources": [request.source],
    type: "object",
    properties: Object.fromEntries(
      request.properties.map(({ name, fact }) => [
        name,
        {
          ...(words[name] === undefined ? {} : { description: words[name] }),
          ...schemaOf(fact.type, toSchemas),
        },
      ]),
    ),
  };
}
