import { type ContractDocument, type DocumentOperation, operationsOf } from "../../contract/document.ts";
import { type Edit, edited } from "../../json/edit.ts";
import { isArray, isObject, type Json } from "../../json/json.ts";
import { type Token, toPointer } from "../../json/pointer.ts";
import type { OperationMutation } from "./spec-mutation.ts";

/** Ids of the kinds below and what they do. */
export const operationKinds = {
  "path-renamed": "an operation has another path",
  "method-changed": "an operation has another method",
  "operation-removed": "an operation is gone",
  "operation-id-changed": "an operation has another id",
  "call-renamed": "an operation's named call has another name",
  "parameter-dropped": "an operation has one parameter less",
  "parameter-renamed": "a shared parameter has another name",
  "parameter-required": "a shared parameter is required",
  "body-optional": "an operation's body may be left out",
  "request-media-type-dropped": "a request may no longer be of a media type",
  "answer-media-type-dropped": "an answer may no longer be of a media type",
  "status-dropped": "a status is no longer documented",
  "request-class-changed": "a request's body is of another class",
  "answer-class-changed": "an answer's body is of another class",
  "safe-flipped": "an operation is marked as safe where it was not, or the other way round",
  "scheme-changed": "a security scheme is another one",
  "security-dropped": "a security requirement is gone",
} as const satisfies Record<string, string>;

type Kind = keyof typeof operationKinds;

/** Every change of a document outside its classes. */
export function operationMutations(document: ContractDocument): OperationMutation[] {
  const all = operationsOf(document);
  const ids = all.map(({ operationId }) => operationId);
  const make = (
    kind: Kind,
    tokens: readonly Token[],
    edit: Edit,
    operationIds: readonly string[] = ids,
  ): OperationMutation => ({
    of: "operation",
    kind,
    where: toPointer(tokens),
    operationIds,
    document: () => edited(document as unknown as Json, tokens, edit) as unknown as ContractDocument,
  });
  return [...all.flatMap((found) => ofOperation(found, make)), ...ofShared(document, make)];
}

type Make = (
  kind: Kind,
  tokens: readonly Token[],
  edit: Edit,
  operationIds?: readonly string[],
) => OperationMutation;

function ofOperation(found: DocumentOperation, make: Make): OperationMutation[] {
  const { path, method, operation, operationId } = found;
  const at: Token[] = ["paths", path, method];
  const one = (kind: Kind, tokens: readonly Token[], edit: Edit): OperationMutation =>
    make(kind, tokens, edit, [operationId]);
  const replace = (value: Json): Edit => ({ type: "replace", value });
  const parameters = isArray(operation["parameters"]) ? operation["parameters"] : [];
  const responses = isObject(operation["responses"]) ? Object.keys(operation["responses"]) : [];
  const other = { $ref: "#/components/schemas/TableRight" };
  return [
    one("path-renamed", ["paths", path], { type: "rename", to: `${path}Lorem` }),
    one("method-changed", at, { type: "rename", to: method === "post" ? "put" : "post" }),
    one("operation-removed", at, { type: "remove" }),
    one("operation-id-changed", [...at, "operationId"], replace(`${operationId}Lorem`)),
    one("call-renamed", [...at, "x-call"], replace(["lorem", "ipsum"])),
    ...parameters.map((_, index) =>
      one("parameter-dropped", [...at, "parameters", index], { type: "remove" }),
    ),
    one("body-optional", [...at, "requestBody", "required"], replace(false)),
    ...mediaTypes(operation["requestBody"]).map((type) =>
      one("request-media-type-dropped", [...at, "requestBody", "content", type], { type: "remove" }),
    ),
    ...mediaTypes(isObject(operation["responses"]) ? operation["responses"]["200"] : undefined).map((type) =>
      one("answer-media-type-dropped", [...at, "responses", "200", "content", type], { type: "remove" }),
    ),
    ...responses.map((status) => one("status-dropped", [...at, "responses", status], { type: "remove" })),
    one(
      "request-class-changed",
      [...at, "requestBody", "content", "application/json", "schema"],
      replace(other),
    ),
    one(
      "answer-class-changed",
      [...at, "responses", "200", "content", "application/json", "schema"],
      replace(other),
    ),
    operation["x-safe"] === true
      ? one("safe-flipped", [...at, "x-safe"], { type: "remove" })
      : one("safe-flipped", at, { type: "add", name: "x-safe", value: true }),
  ];
}

function ofShared(document: ContractDocument, make: Make): OperationMutation[] {
  const parameters = Object.keys(document.components["parameters"] ?? {});
  const schemes = Object.entries(document.components["securitySchemes"] ?? {});
  const requirements = (document as { readonly security?: Json }).security;
  return [
    ...parameters.flatMap((name) => [
      make("parameter-renamed", ["components", "parameters", name, "name"], {
        type: "replace",
        value: "Lorem",
      }),
      make("parameter-required", ["components", "parameters", name], {
        type: "add",
        name: "required",
        value: true,
      }),
    ]),
    // Only what a sample uses can be seen: the pages show Basic alone.
    ...schemes
      .filter(([, { scheme }]) => scheme === "basic")
      .map(([name]) =>
        make("scheme-changed", ["components", "securitySchemes", name, "scheme"], {
          type: "replace",
          value: "digest",
        }),
      ),
    ...(isArray(requirements) ? [...requirements.entries()] : [])
      .filter(([, requirement]) => isObject(requirement) && "Basic" in requirement)
      .map(([index]) => make("security-dropped", ["security", index], { type: "remove" })),
  ];
}

function mediaTypes(holder: Json | undefined): string[] {
  return isObject(holder) && isObject(holder["content"]) ? Object.keys(holder["content"]) : [];
}
