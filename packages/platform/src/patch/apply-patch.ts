import { type Success, success } from "../result.ts";
import { depthOf, isRecord } from "./equal.ts";
import { merge } from "./merge.ts";
import { applyOperations } from "./operations.ts";
import { refuse } from "./parse-patch.ts";
import type { Patch, PatchFailure, PatchShape } from "./patch-types.ts";
import { MAX_DEPTH, rootSlot } from "./slot.ts";

/**
 * Applies a patch to a document and gives the changed document; the document and the patch stay as they are, and
 * what did not change is shared.
 *
 * - Names stand in any case: those of the document's own keys, and with a `shape` those of the class. With a shape
 *   the values of the patch get exact names and enums too, and a property that the document leaves out counts as
 *   null. Names that neither knows are added as spelled; to judge is the validator's work.
 * - `add` and a Merge Patch append an object where an array stands or the shape wants one; `-` is the end of an
 *   array, which `add` makes where the shape wants one and null stands.
 * - `replace`, `remove` and `test` need what their path names, `remove` included; an absent parent is never made.
 * - What is removed, by `remove` or by null in a Merge Patch, is gone from the result. Which default a server gives
 *   it then is documented nowhere.
 * - A key `__proto__` is a property like others and never becomes a prototype.
 *
 * Source: rest/Contact/v1ContactEntity_PatchContactEntity.md:12 to 34, 76 to 82 and 92; platform, "Answers"; RFC
 * 6902, 4; RFC 7396, 2.
 *
 * @example
 * const contact = { Name: "Analytical Engines", Category: { Id: 1 }, Phones: [] };
 * const patch = parsePatch([
 *   { op: "test", path: "name", value: "Analytical Engines" },
 *   { op: "replace", path: "category/id", value: 3 },
 *   { op: "add", path: "/Phones/-", value: { Value: "22 33 44 55" } },
 * ]);
 * const result = patch.ok && applyPatch(contact, patch.value);
 * result && result.ok && result.value;
 * // { Name: "Analytical Engines", Category: { Id: 3 }, Phones: [{ Value: "22 33 44 55" }] }
 */
export function applyPatch(
  document: unknown,
  patch: Patch,
  shape?: PatchShape,
): Success<unknown> | PatchFailure {
  if (!isRecord(document)) return refuse("patch-target-missing", "The document is no object.", "");
  const slot = rootSlot(shape);
  if (patch.kind === "json-patch") return applyOperations(document, patch.operations, slot);
  if (depthOf(patch.changes) > MAX_DEPTH) {
    return refuse("patch-too-deep", `The patch is deeper than ${MAX_DEPTH} levels.`, "");
  }
  return success(merge(document, patch.changes, slot));
}
