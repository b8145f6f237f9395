import { PlatformError } from "../platform-error.ts";

/** The online environments by the name in their host: development, stage and production. */
export type Environment = "sod" | "qaonline" | "online";

/** All online environments. Source: platform, "Addresses". */
export const ENVIRONMENTS: readonly Environment[] = Object.freeze(["sod", "qaonline", "online"]);

/**
 * Says whether a text names an online environment, in lower case as hosts have it.
 *
 * @example
 * isEnvironment("sod"); // true
 * isEnvironment("online2"); // false
 */
export function isEnvironment(text: string): text is Environment {
  return ENVIRONMENTS.some((environment) => environment === text);
}

/**
 * Says whether a text can be a tenant's id and nothing else: at most 64 letters of ASCII, digits, hyphens and
 * underscores, a letter or a digit first. Such a text cannot leave its place in a path. The documentation states no
 * rule, it only prints ids such as `Cust12345`; this one is ours.
 *
 * @example
 * isTenantId("Cust12345"); // true
 * isTenantId("../online"); // false
 */
export function isTenantId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text);
}

/**
 * Gives the address of the state service for a tenant. It takes no credentials. Read its answer with
 * {@link parseTenantStatus}.
 *
 * Source: platform, "Addresses"; docs.superoffice.com, "Check tenant status".
 *
 * @throws {PlatformError} `environment-invalid` or `tenant-invalid`, see {@link isEnvironment} and {@link isTenantId}.
 *
 * @example
 * stateServiceUrl("sod", "Cust12345"); // "https://sod.superoffice.com/api/state/Cust12345"
 */
export function stateServiceUrl(environment: Environment, tenant: string): string {
  return `${origin(environment)}/api/state/${checked(tenant)}`;
}

/**
 * Gives the address that a tenant has by its name, without a slash at the end; `/api/v1` goes behind it. Only the
 * state service knows where the tenant lives now: its `endpoint` can be on another host, and a wrong host answers 421.
 *
 * Source: platform, "Addresses".
 *
 * @throws {PlatformError} `environment-invalid` or `tenant-invalid`, see {@link isEnvironment} and {@link isTenantId}.
 *
 * @example
 * tenantBaseUrl("online", "Cust12345"); // "https://online.superoffice.com/Cust12345"
 */
export function tenantBaseUrl(environment: Environment, tenant: string): string {
  return `${origin(environment)}/${checked(tenant)}`;
}

function origin(environment: string): string {
  if (!isEnvironment(environment)) {
    throw new PlatformError("environment-invalid", `An environment is one of ${ENVIRONMENTS.join(", ")}.`);
  }
  return `https://${environment}.superoffice.com`;
}

function checked(tenant: string): string {
  if (!isTenantId(tenant)) throw new PlatformError("tenant-invalid", "This is no tenant's id.");
  return tenant;
}
