import { type ContractDocument, contentOf, type DocumentOperation, resolved } from "../contract/document.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import type { Direction } from "../samples/sample.ts";
import type { DiffRuleId } from "./rules.ts";
import { compareSchemas } from "./schemas.ts";

/** One difference of an operation. */
export interface OperationChange {
  readonly rule: DiffRuleId;
  readonly what: string;
  readonly half: Direction;
}

interface Side {
  readonly document: ContractDocument;
  readonly found: DocumentOperation;
}

/** Compares one operation of two contracts; the classes that it names are compared elsewhere. */
export function compareOperations(before: Side, after: Side): OperationChange[] {
  return [
    ...lineChanges(before.found, after.found),
    ...parameterChanges(before, after),
    ...requestChanges(before, after),
    ...answerChanges(before, after),
  ];
}

const change = (rule: DiffRuleId, what: string, half: Direction = "request"): OperationChange => ({
  rule,
  what,
  half,
});

function lineChanges(one: DocumentOperation, other: DocumentOperation): OperationChange[] {
  const [before, after] = [one.operation, other.operation];
  const call = (operation: JsonObject): string =>
    isArray(operation["x-call"]) ? operation["x-call"].join(".") : "";
  const isSafe = (operation: JsonObject): boolean => operation["x-safe"] === true;
  return [
    ...(one.path === other.path ? [] : [change("path-changed", `${one.path} became ${other.path}`)]),
    ...(one.method === other.method
      ? []
      : [change("method-changed", `${one.method} became ${other.method}`)]),
    ...(call(before) === call(after)
      ? []
      : [change("call-renamed", `${call(before)} became ${call(after)}`)]),
    ...(before["deprecated"] !== true && after["deprecated"] === true
      ? [change("operation-deprecated", "")]
      : []),
    ...(isSafe(before) === isSafe(after) ? [] : [change(isSafe(after) ? "now-safe" : "no-longer-safe", "")]),
  ];
}

function parametersOf({ document, found }: Side): ReadonlyMap<string, JsonObject> {
  const list = found.operation["parameters"];
  return new Map(
    (isArray(list) ? list : [])
      .map((parameter) => resolved(document, parameter))
      .map((parameter) => [`${String(parameter["in"])} ${String(parameter["name"])}`, parameter]),
  );
}

function parameterChanges(one: Side, other: Side): OperationChange[] {
  const [before, after] = [parametersOf(one), parametersOf(other)];
  const isRequired = (parameter: JsonObject): boolean => parameter["required"] === true;
  const added = [...after].filter(([name]) => !before.has(name));
  return [
    ...added.map(([name, parameter]) =>
      change(isRequired(parameter) ? "required-parameter-added" : "parameter-added", name),
    ),
    ...[...before].flatMap(([name, old]) => {
      const now = after.get(name);
      if (now === undefined) return [change("parameter-removed", name)];
      const required =
        isRequired(old) === isRequired(now)
          ? []
          : [change(isRequired(now) ? "parameter-required" : "parameter-optional", name)];
      const schema = compareSchemas(old["schema"], now["schema"]);
      return [...required, ...schema.map(({ rule, what }) => change(rule, `${name}: ${what}`))];
    }),
  ];
}

function requestChanges(one: Side, other: Side): OperationChange[] {
  const [before, after] = [one.found.operation["requestBody"], other.found.operation["requestBody"]];
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [change("request-body-added", "")];
  if (after === undefined) return [change("request-body-removed", "")];
  const isRequired = (side: Side, node: Json): boolean => resolved(side.document, node)["required"] === true;
  const [was, is] = [isRequired(one, before), isRequired(other, after)];
  return [
    ...(was === is ? [] : [change(is ? "request-body-required" : "request-body-optional", "")]),
    ...contentChanges(contentOf(one.document, before), contentOf(other.document, after), "request", ""),
  ];
}

function answerChanges(one: Side, other: Side): OperationChange[] {
  const responses = ({ found }: Side): JsonObject =>
    isObject(found.operation["responses"]) ? found.operation["responses"] : {};
  const [before, after] = [responses(one), responses(other)];
  const added = Object.keys(after).filter((status) => !Object.hasOwn(before, status));
  return [
    ...added.map((status) => change("status-added", status, "response")),
    ...Object.keys(before).flatMap((status) => {
      if (!Object.hasOwn(after, status))
        return [change(status.startsWith("2") ? "success-removed" : "status-removed", status, "response")];
      const [old, now] = [contentOf(one.document, before[status]), contentOf(other.document, after[status])];
      if (old.size === 0 && now.size > 0) return [change("answer-body-added", status, "response")];
      if (old.size > 0 && now.size === 0) return [change("answer-body-removed", status, "response")];
      return contentChanges(old, now, "response", `${status} `);
    }),
  ];
}

function contentChanges(
  before: ReadonlyMap<string, JsonObject>,
  after: ReadonlyMap<string, JsonObject>,
  half: Direction,
  prefix: string,
): OperationChange[] {
  const seen = new Set<string>();
  return [
    ...[...after.keys()]
      .filter((type) => !before.has(type))
      .map((type) => change("media-type-added", prefix + type, half)),
    ...[...before].flatMap(([type, schema]) => {
      const now = after.get(type);
      if (now === undefined) return [change("media-type-removed", prefix + type, half)];
      // Media types mostly carry one schema: what differs in it is told once.
      return compareSchemas(schema, now).flatMap(({ rule, at, what }) => {
        const key = `${rule} ${at} ${what}`;
        if (seen.has(key)) return [];
        seen.add(key);
        return [change(rule, `${prefix}${at === "" ? "" : `${at}: `}${what}`, half)];
      });
    }),
  ];
}
