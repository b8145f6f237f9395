export type { TenantStateName, TenantStatus } from "@so-webapi/platform/tenants";
export type { EnvironmentOption } from "../identity/environment.ts";
export {
  type AddressStore,
  type KnownAddress,
  type TenantAddress,
  type TenantOptions,
  tenant,
} from "./tenant.ts";
export { SoTenantError, type TenantFault } from "./tenant-error.ts";
