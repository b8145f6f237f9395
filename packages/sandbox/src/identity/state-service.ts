import type { Tenant } from "../tenant/tenant.ts";
import { answersOperations, tenantState } from "./tenant-state.ts";

/** How long a caller may keep the answer, in milliseconds. No page says; the sandbox's state can change at any time. */
const VALID_FOR = 60_000;

/**
 * `GET /api/state/{tenant}`, without credentials (platform.md, "Addresses"). A tenant that lives elsewhere is in state
 * `Unknown`. `ValidUntil` is in UTC, as in the sample of docs.superoffice.com, "Check tenant status".
 */
export function stateService(wanted: string, origin: string, tenant: Tenant): Response {
  const { identifier } = tenant.settings;
  const isOurs = wanted.toLowerCase() === identifier.toLowerCase();
  const endpoint = isOurs ? `${origin}/${identifier}` : null;
  return Response.json({
    ContextIdentifier: isOurs ? identifier : wanted,
    Endpoint: endpoint,
    State: isOurs ? tenantState(tenant) : "Unknown",
    IsRunning: isOurs && answersOperations(tenant),
    ValidUntil: new Date(Date.parse(`${tenant.now().slice(0, 23)}Z`) + VALID_FOR).toISOString(),
    Api: endpoint === null ? null : `${endpoint}/api`,
  });
}
