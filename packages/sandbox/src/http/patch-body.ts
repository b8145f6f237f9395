import type { JsonObject } from "../model/json.ts";
import type { Call } from "./call.ts";
import { PlatformFailure } from "./failure.ts";

/** Applies the patch of a request to an entity in inner form. */
export function patchBody(_call: Call, _before: JsonObject, _className: string): JsonObject {
  throw new PlatformFailure(501, "SoException", "PATCH is not there yet.");
}
