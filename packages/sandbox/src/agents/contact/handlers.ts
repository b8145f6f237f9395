import type { Handlers } from "../../http/call.ts";
import { getMyActiveContacts } from "./get-my-active-contacts.ts";

/** Calls of `Agents/Contact` that look at what happened on contacts. */
export const contactActivityHandlers: Handlers = {
  v1ContactAgent_GetMyActiveContacts: getMyActiveContacts,
};
