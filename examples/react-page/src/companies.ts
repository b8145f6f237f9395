import { createClient, retries } from "@so-webapi/client";
import { contactAgent } from "@so-webapi/client/agents/contact";

// No credentials: the server that this page comes from has them.
const so = createClient({
  baseUrl: location.origin,
  apis: [contactAgent],
  language: "en",
  timeZone: "UTC", // the page counts on it
  retry: retries(),
});

/** What may have happened to a company. */
export const kinds = ["Created", "Updated", "PersonAdded", "ActivityCompleted", "DocumentAdded"] as const;
export type Kind = (typeof kinds)[number];

/** The companies to which that happened, the latest first. Never throws: see `ok` of what comes. */
export function activeCompanies(kind: Kind, signal: AbortSignal) {
  const select = ["ContactId", "Name", "Category", "ActionTime"] as const;
  return so.agents.contact.getMyActiveContacts({ ActionType: kind }, { select, signal });
}
