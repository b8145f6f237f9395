import type { Settings } from "../settings.ts";
import type { ValidationModes } from "../validation/modes.ts";
import type { MatchedRequest } from "./forward.ts";

const off: ValidationModes = { requests: "off", answers: "off" };

/** How strictly an exchange is held to the contract: not at all where the contract says nothing of it. */
export function modesFor(
  { operation, isDocumented }: Pick<MatchedRequest, "operation" | "isDocumented">,
  settings: Settings,
): ValidationModes {
  return isDocumented ? settings.modesOf(operation) : off;
}
