import { type Auth, createClient, type Fetch } from "@so-webapi/client";
import { contactAgent } from "@so-webapi/client/agents/contact";

/** The tenant to ask, and a `fetch` in place of the runtime's. */
export interface Crm {
  readonly baseUrl: string;
  readonly auth: Auth;
  readonly fetch?: Fetch;
}

/** Names of the companies that changed, the latest first. */
export async function changedCompanies(crm: Crm): Promise<(string | null)[]> {
  const so = createClient({ ...crm, apis: [contactAgent], throws: true });
  const active = await so.agents.contact.getMyActiveContacts({ ActionType: "Updated" });
  return (active ?? []).map(({ Name }) => Name);
}
