import { enumMembers } from "../../generated/enum-members.ts";
import { badRequest } from "../../http/failure.ts";
import { classSheet, emptyOf } from "../../model/class-sheet.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { Directory } from "../../tenant/directory.ts";
import { type References, restOf } from "../parts/values.ts";
import { listReference, referenceId } from "../references.ts";

// Pieces that appointments, sales, documents, tickets and chats share.

const members: Readonly<Record<string, readonly string[]>> = enumMembers;

/** An object of a class with nothing in it, where each enum is its first member: the one with number 0. */
export function filled(className: string): JsonObject {
  const body = emptyOf(className);
  for (const [property, type] of classSheet(className) ?? [])
    if (type.kind === "enum") body[property] = members[type.name]?.[0] ?? "";
  return body;
}

/** The member in an enum property; `fallback` for null, absent and the empty text that a patch can leave. */
export function memberOf(value: unknown, fallback: string): string {
  return typeof value === "string" && value !== "" ? value : fallback;
}

/** Numbers are kept, null and absent are 0. */
export function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

/** Names of the properties of a class that hold one value of their own (no class, no list, no dictionary). */
export function plainProperties(className: string, except: readonly string[]): readonly string[] {
  const plain = new Set(["integer", "int64", "number", "boolean", "string", "date-time", "enum"]);
  return [...(classSheet(className) ?? [])]
    .filter(([name, { kind }]) => plain.has(kind) && !except.includes(name))
    .map(([name]) => name);
}

/** How a class keeps what no query asks for. */
export interface RestShape {
  readonly className: string;
  /** Properties kept as they are. */
  readonly plain: readonly string[];
  /** Properties that are an item of a list, with the list's MDO name. */
  readonly items: Readonly<Record<string, string>>;
  /** Properties that are an array of a class, with the class. */
  readonly arrays: Readonly<Record<string, string>>;
}

/** The `rest` column after a body; what the shape does not name stays as it was. */
export function restAfter(
  shape: RestShape,
  before: JsonObject,
  body: JsonObject,
  reference: References,
): JsonObject {
  const named = new Set([...shape.plain, ...Object.keys(shape.items), ...Object.keys(shape.arrays)]);
  const rest = Object.fromEntries(Object.entries(before).filter(([name]) => !named.has(name)));
  Object.assign(rest, restOf(shape.className, body, shape.plain));
  for (const [property, list] of Object.entries(shape.items)) {
    const id = reference.item(property, list);
    if (id !== 0) rest[property] = { Id: id };
  }
  for (const [property, className] of Object.entries(shape.arrays)) {
    const list = elementsOf(body[property], className);
    if (list.length > 0) rest[property] = list;
  }
  return rest;
}

/** What the `rest` column holds, as properties of the class. */
export function restBody(shape: RestShape, directory: Directory, rest: JsonObject): JsonObject {
  const body: JsonObject = { ...filled(shape.className), ...rest };
  for (const [property, list] of Object.entries(shape.items))
    body[property] = listReference(directory, list, referenceId(rest[property], "Id"));
  for (const [property, className] of Object.entries(shape.arrays))
    body[property] = elementsOf(rest[property], className);
  return body;
}

/** Elements of an array, each with every property of its class. */
function elementsOf(value: unknown, className: string): readonly JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isJsonObject).map((element) => {
    const given = Object.entries(element).filter(([, entry]) => entry !== null && entry !== "");
    return { ...filled(className), ...Object.fromEntries(given) };
  });
}

/**
 * Refuses what the sandbox has no table for, rather than to forget it in silence.
 *
 * @throws {PlatformFailure} 400 where a body refers to a project.
 */
export function refuseProject(body: JsonObject): void {
  if (referenceId(body.Project, "ProjectId") !== 0)
    throw badRequest("Project.ProjectId: there is no such project; the sandbox has none.");
}
