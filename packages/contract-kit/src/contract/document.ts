import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";

/** The parts of a bundled contract that checks read. */
export interface ContractDocument {
  readonly paths: { readonly [path: string]: { readonly [method: string]: JsonObject } };
  readonly components: {
    readonly schemas: { readonly [name: string]: JsonObject };
    readonly [section: string]: { readonly [name: string]: JsonObject };
  };
}

/** One operation where it stands in the document. */
export interface DocumentOperation {
  readonly operationId: string;
  readonly path: string;
  /** In lower case, as the document has it. */
  readonly method: string;
  readonly operation: JsonObject;
}

const methods: ReadonlySet<string> = new Set([
  "get",
  "put",
  "post",
  "delete",
  "patch",
  "head",
  "options",
  "trace",
]);

/** Every operation in the order of the document. */
export function operationsOf(document: ContractDocument): DocumentOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      methods.has(method) ? [{ operationId: String(operation["operationId"]), path, method, operation }] : [],
    ),
  );
}

const indexes = new WeakMap<ContractDocument, ReadonlyMap<string, DocumentOperation>>();

/** The operation of an id, or undefined. */
export function operationById(
  document: ContractDocument,
  operationId: string,
): DocumentOperation | undefined {
  const index =
    indexes.get(document) ?? new Map(operationsOf(document).map((found) => [found.operationId, found]));
  indexes.set(document, index);
  return index.get(operationId);
}

const reference = /^#\/components\/([^/]+)\/([^/]+)$/;

/** Follows `$ref` until something else stands there. Throws where a reference leads nowhere. */
export function resolved(document: ContractDocument, node: Json | undefined): JsonObject {
  let at = node;
  for (let depth = 0; isObject(at) && typeof at["$ref"] === "string"; depth++) {
    const [, section = "", name = ""] = reference.exec(at["$ref"]) ?? [];
    const target = document.components[section]?.[name];
    if (target === undefined || depth > 10) throw new RangeError(`reference leads nowhere: ${at["$ref"]}`);
    at = target;
  }
  return isObject(at) ? at : {};
}

/** The class that a schema refers to, through "class or null" too. */
export function classOf(schema: Json | undefined): string | undefined {
  if (!isObject(schema)) return undefined;
  if (typeof schema["$ref"] === "string")
    return /^#\/components\/schemas\/([^/]+)$/.exec(schema["$ref"])?.[1];
  const options = schema["anyOf"];
  const chosen = isArray(options)
    ? options.filter((option) => isObject(option) && option["type"] !== "null")
    : [];
  return chosen.length === 1 ? classOf(chosen[0]) : undefined;
}

/** Media types and their schemas of a request body or an answer. */
export function contentOf(
  document: ContractDocument,
  holder: Json | undefined,
): ReadonlyMap<string, JsonObject> {
  const content = resolved(document, holder)["content"];
  if (!isObject(content)) return new Map();
  return new Map(
    Object.entries(content).map(([type, media]) => [
      type,
      isObject(media) && isObject(media["schema"]) ? media["schema"] : {},
    ]),
  );
}

/** The JSON schema of an operation's request body. */
export const requestSchema = (
  document: ContractDocument,
  { operation }: DocumentOperation,
): JsonObject | undefined => contentOf(document, operation["requestBody"]).get("application/json");

/** The JSON schema of an operation's answer with a status. */
export function answerSchema(
  document: ContractDocument,
  found: DocumentOperation,
  status: number,
): JsonObject | undefined {
  const responses = found.operation["responses"];
  return isObject(responses)
    ? contentOf(document, responses[String(status)]).get("application/json")
    : undefined;
}
