import { parseMediaType } from "../media/media-type.ts";
import { failure, type Success, success } from "../result.ts";
import { isRecord } from "./equal.ts";
import type {
  JsonPatch,
  MergePatch,
  PatchErrorCode,
  PatchFailure,
  PatchOperation,
  PatchPath,
} from "./patch-types.ts";

/** RFC 6902, 6. */
export const JSON_PATCH_MEDIA_TYPE = "application/json-patch+json";
/** RFC 7396, 4. */
export const MERGE_PATCH_MEDIA_TYPE = "application/merge-patch+json";

// Our own, so that no patch can keep a server busy; the pages name no limit.
const MAX_OPERATIONS = 10_000;

/**
 * Reads the body of a PATCH, parsed from JSON before ({@link parseJson}). A list is a JSON Patch, an object a Merge
 * Patch; a media type that says the other is refused, and one that says neither (`application/json`) decides
 * nothing. Of a JSON Patch the platform takes `add`, `replace`, `remove` and `test` alone. The slash before a path
 * may be left out, `~1` and `~0` stand for a slash and a tilde in a name (RFC 6901), and a path to the whole
 * document is refused. `op`, `path` and `value` are names in any case; what else an operation has is ignored. More than
 * 10,000 operations are refused.
 *
 * Source: rest/Contact/v1ContactEntity_PatchContactEntity.md:12 to 34 and 76 to 82, platform, "Answers".
 *
 * @example
 * const patch = parsePatch([{ op: "replace", path: "Category/Id", value: 3 }]);
 * patch.ok && patch.value.kind; // "json-patch"
 * const refused = parsePatch([{ op: "move", from: "/A", path: "/B" }]);
 * refused.ok ? null : [refused.code, refused.place]; // ["patch-operation-unsupported", "/0/op"]
 */
export function parsePatch(
  json: unknown,
  mediaType?: string | null,
): Success<JsonPatch> | Success<MergePatch> | PatchFailure {
  const type = parseMediaType(mediaType);
  const essence = type && `${type.type}/${type.subtype}`;
  if (Array.isArray(json) && essence !== MERGE_PATCH_MEDIA_TYPE) return parseOperations(json);
  if (isRecord(json) && essence !== JSON_PATCH_MEDIA_TYPE) {
    return success({ kind: "merge-patch", changes: json });
  }
  return refuse("patch-form", "A JSON Patch is a list, a Merge Patch an object.", "");
}

/** Makes the bad outcome of a patch. */
export function refuse(code: PatchErrorCode, message: string, place: string): PatchFailure {
  return { ...failure(code, message), place };
}

function parseOperations(elements: readonly unknown[]): Success<JsonPatch> | PatchFailure {
  if (elements.length > MAX_OPERATIONS) {
    return refuse("patch-too-long", `A patch has at most ${MAX_OPERATIONS} operations.`, "");
  }
  const operations: PatchOperation[] = [];
  for (const [index, element] of elements.entries()) {
    const operation = parseOperation(element, `/${index}`);
    if ("code" in operation) return operation;
    operations.push(operation);
  }
  return success({ kind: "json-patch", operations });
}

function parseOperation(element: unknown, place: string): PatchOperation | PatchFailure {
  if (!isRecord(element)) return refuse("patch-operation", "An operation is an object.", place);
  const op = memberOf(element, "op");
  if (typeof op?.value !== "string") return refuse("patch-operation", "An operation needs an op.", place);
  if (op.value !== "add" && op.value !== "replace" && op.value !== "remove" && op.value !== "test") {
    const message = "The operations are add, replace, remove and test.";
    return refuse("patch-operation-unsupported", message, `${place}/${op.key}`);
  }
  const path = memberOf(element, "path");
  if (typeof path?.value !== "string") return refuse("patch-operation", "An operation needs a path.", place);
  const names = parsePath(path.value);
  if (!names) return refuse("patch-path", "No path to a property.", `${place}/${path.key}`);
  if (op.value === "remove") return { op: op.value, path: names };
  const value = memberOf(element, "value");
  if (!value) return refuse("patch-value", "The operation needs a value.", place);
  return { op: op.value, path: names, value: value.value };
}

function memberOf(
  element: Readonly<Record<string, unknown>>,
  name: string,
): { readonly key: string; readonly value: unknown } | undefined {
  const key = Object.hasOwn(element, name)
    ? name
    : Object.keys(element).find((candidate) => candidate.toLowerCase() === name);
  return key === undefined ? undefined : { key, value: element[key] };
}

function parsePath(text: string): PatchPath | undefined {
  const [first = "", ...rest] = (text.startsWith("/") ? text.slice(1) : text).split("/");
  const names: PatchPath = [first, ...rest];
  if (names.some((name) => name === "" || /~(?![01])/.test(name))) return undefined;
  const [outer, ...inner] = names;
  return [unescaped(outer), ...inner.map(unescaped)];
}

function unescaped(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
