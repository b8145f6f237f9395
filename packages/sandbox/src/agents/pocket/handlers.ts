import type { Handlers } from "../../http/call.ts";
import { getMyCallerIDs } from "./get-my-caller-ids.ts";

/** Calls of `Agents/Pocket`. */
export const pocketHandlers: Handlers = {
  v1PocketAgent_GetMyCallerIDs: getMyCallerIDs,
};
