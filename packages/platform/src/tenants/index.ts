export {
  findTenantState,
  isRunning,
  TENANT_STATES,
  type TenantState,
  type TenantStateName,
} from "./tenant-states.ts";
export {
  parseTenantStatus,
  type TenantStatus,
  type TenantStatusErrorCode,
  type TenantStatusFailure,
} from "./tenant-status.ts";
export {
  ENVIRONMENTS,
  type Environment,
  isEnvironment,
  isTenantId,
  stateServiceUrl,
  tenantBaseUrl,
} from "./tenant-url.ts";
