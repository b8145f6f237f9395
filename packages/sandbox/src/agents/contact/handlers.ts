import type { Handlers } from "../../http/call.ts";
import { getContactSummary, getContactSummaryEntity } from "./get-contact-summary.ts";
import { getMyActiveContacts } from "./get-my-active-contacts.ts";

/** Calls that look at what happened on contacts. */
export const contactActivityHandlers: Handlers = {
  v1ContactAgent_GetMyActiveContacts: getMyActiveContacts,
  v1ContactAgent_GetContactSummary: getContactSummary,
  v1ContactEntity_GetContactSummary: getContactSummaryEntity,
};
