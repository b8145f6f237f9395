import type { TenantStateName } from "@so-webapi/platform/tenants";
import { SoError, type SoErrorOptions } from "../errors/so-error.ts";

/** Why a tenant has no address; see {@link SoTenantError}. */
export type TenantFault =
  /** It does not run: `state` says what it does. */
  | "not-running"
  /** The state service answered with something else than a tenant's state, or that of another tenant. */
  | "answer"
  /** It lives on a host that credentials must not go to. */
  | "foreign-host";

export interface SoTenantErrorOptions extends SoErrorOptions {
  readonly tenant: string;
  readonly state?: TenantStateName | null;
  readonly host?: string;
}

/** A tenant that cannot be called now. Nothing was sent to it. */
export class SoTenantError extends SoError {
  override readonly name = "SoTenantError";
  readonly code = "tenant";
  readonly reason: TenantFault;
  /** The tenant's id. */
  readonly tenant: string;
  /** What it does in place of running; `null` for a state that the documentation does not know, or when none was said. */
  readonly state: TenantStateName | null;
  /** The host that was refused, for `foreign-host`. */
  readonly host?: string;

  constructor(reason: TenantFault, what: string, options: SoTenantErrorOptions) {
    const { tenant, state = null, host, ...rest } = options;
    super(what, rest);
    this.reason = reason;
    this.tenant = tenant;
    this.state = state;
    if (host !== undefined) this.host = host;
  }
}
