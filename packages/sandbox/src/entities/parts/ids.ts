import type { Call } from "../../http/call.ts";
import { badRequest } from "../../http/failure.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";

/** The ids in a body that is an array of them. @throws {PlatformFailure} 400 for anything else. */
export function bodyIds({ body }: Call): readonly number[] {
  if (!Array.isArray(body) || !body.every((id) => Number.isInteger(id)))
    throw badRequest("The body is no array of ids.");
  return body;
}

/** The `Id` of a body that names one entity. @throws {PlatformFailure} 400 where it is missing. */
export function bodyId({ body }: Call): number {
  const id = isJsonObject(body) ? body.Id : undefined;
  if (typeof id !== "number") throw badRequest("Id is required.");
  return id;
}

/** What was found, in the order of the ids that were asked for. */
export function inOrder(
  ids: readonly number[],
  found: ReadonlyMap<number, JsonObject>,
): readonly JsonObject[] {
  return ids.map((id) => found.get(id)).filter((body) => body !== undefined);
}
