import { isRunning, type TenantStateName } from "@so-webapi/platform";
import type { Tenant } from "../tenant/tenant.ts";

const states = new WeakMap<Tenant, TenantStateName>();

/** What the state service says of the tenant: `Running` until somebody sets another. */
export function tenantState(tenant: Tenant): TenantStateName {
  return states.get(tenant) ?? "Running";
}

/**
 * Sets the tenant's state for this process. In a state that does not run the state service says so and operations answer
 * 503 (platform.md, "Addresses": it runs in 2 and 5). It is a setting of the running sandbox and no data: it is in no
 * snapshot, and a new process begins with `Running`.
 */
export function setTenantState(tenant: Tenant, state: TenantStateName): void {
  states.set(tenant, state);
}

/** Whether operations are answered. */
export function answersOperations(tenant: Tenant): boolean {
  const state = states.get(tenant);
  return state === undefined || isRunning(state);
}
