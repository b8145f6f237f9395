import { shapes } from "@so-webapi/operations/all";
import { applyPatch, canonicalize, type PatchFailure, parsePatch } from "@so-webapi/platform";
import { loadValidators } from "@so-webapi/validators/all";
import { emptyOf } from "../model/class-sheet.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Call } from "./call.ts";
import { badRequest, PlatformFailure } from "./failure.ts";
import { innerBody } from "./inner-body.ts";
import { present } from "./present.ts";

const WHOLE = { whole: true, children: new Map() } as const;

/**
 * Applies the patch of a request to an entity in inner form and gives the whole entity, in inner form. The patch sees
 * what the caller sees: dates in the caller's zone; texts as they are stored, so that nothing is translated by a patch.
 * The outcome is held to the contract as a PUT would be. What a patch removes is empty after it.
 *
 * @param updateId The operation whose request the outcome must keep: the entity's PUT.
 * @throws {PlatformFailure} 409 for a `test` that fails, 400 for a patch that cannot be understood or applied and for an
 *   outcome that breaks the contract. Source: rest/Contact/v1ContactEntity_PatchContactEntity.md:12 to 34 and 92.
 */
export async function patchBody(
  call: Call,
  before: JsonObject,
  className: string,
  updateId: string | undefined,
): Promise<JsonObject> {
  const patch = parsePatch(call.body, call.mediaType);
  if (!patch.ok) throw refused(patch);
  const shape = { class: className, array: false, nullable: false, mediaTypes: [] };
  const shown = present(before, shape, WHOLE, { ...call.manners, text: (value) => value });
  const result = applyPatch(shown, patch.value, { class: className, shapes });
  if (!result.ok) throw refused(result);

  const exact = canonicalize(result.value, shape, shapes);
  if (!exact.ok) throw badRequest(exact.message);
  await holdToContract(exact.value, updateId);
  const after = innerBody(exact.value, shape, call.manners);
  if (!isJsonObject(after) || !isJsonObject(shown)) throw badRequest("The patch leaves no entity.");
  return withUnchanged(before, shown, { ...emptyOf(className), ...after }, exact.value);
}

function refused({ code, message, place }: PatchFailure): PlatformFailure {
  const text = place === "" ? message : `${place}: ${message}`;
  // rest/Contact/v1ContactEntity_PatchContactEntity.md:92
  return code === "patch-test-failed"
    ? new PlatformFailure(409, "SoConflictException", text)
    : badRequest(text);
}

async function holdToContract(body: unknown, updateId: string | undefined): Promise<void> {
  if (updateId === undefined) return;
  const [first] = (await loadValidators(updateId))?.request?.(body) ?? [];
  if (first !== undefined)
    throw badRequest(`${first.pointer === "" ? "The entity" : first.pointer} ${first.message}.`);
}

/**
 * What a patch did not touch is as it was before: a local time that stands twice, when clocks go back, would come back as
 * another instant.
 */
function withUnchanged(
  before: JsonObject,
  shown: JsonObject,
  after: JsonObject,
  patched: unknown,
): JsonObject {
  const result = { ...after };
  for (const [key, value] of Object.entries(isJsonObject(patched) ? patched : {}))
    if (value === shown[key] && Object.hasOwn(before, key)) result[key] = before[key];
  return result;
}
