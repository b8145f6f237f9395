import { parseErrorBody } from "@so-webapi/platform/errors";
import { parseTenantStatus, type TenantStatus } from "@so-webapi/platform/tenants";
import { type FailedCall, SoStatusError } from "../errors/so-error.ts";
import { type AskOptions, askJson } from "../identity/ask-json.ts";
import { SoTenantError } from "./tenant-error.ts";

export const STATE_CALL: FailedCall = { method: "GET", path: "/api/state/{tenant}" };

/**
 * Asks the state service, without credentials.
 *
 * Source: platform, "Addresses"; docs.superoffice.com, "Check tenant status".
 *
 * @throws {SoTenantError} for an answer that is none, {@link SoStatusError}, and what requests throw.
 */
export async function askStatus(origin: string, tenant: string, options: AskOptions): Promise<TenantStatus> {
  const call = STATE_CALL;
  const answer = await askJson(`${origin}/api/state/${tenant}`, { method: "GET" }, call, options);
  if (!answer.ok) throw new SoStatusError(answer.status, parseErrorBody(answer.body), { call });
  const parsed = parseTenantStatus(answer.body);
  if (!parsed.ok) {
    const field = parsed.field === null ? "" : `, at ${parsed.field}`;
    throw new SoTenantError("answer", `the answer is no tenant's state${field}`, { call, tenant });
  }
  if (parsed.value.contextIdentifier.toLowerCase() !== tenant.toLowerCase()) {
    throw new SoTenantError("answer", "the answer is about another tenant", { call, tenant });
  }
  return parsed.value;
}
