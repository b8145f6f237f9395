import type { ProxyOptions } from "../../lib/options.ts";
import type { TenantOptions } from "../../lib/tenants/tenants.ts";
import { callersReader, headerName, rateOptions } from "./callers.ts";
import { cors } from "./cors.ts";
import { credentialsReader } from "./credentials.ts";
import { operationsReader } from "./operations.ts";
import { below, type Place, type Reader, refuse } from "./readers.ts";
import { type SecretSource, secretReader } from "./secrets.ts";
import { tenantsReader } from "./tenants.ts";

/** Sections of a document that have more than one value each. */
export const accessNames = [
  "callers",
  "failedLogins",
  "apiKeyHeader",
  "credentials",
  "cors",
  "operations",
  "tenants",
] as const;

/** Options of the proxy that only a document can hold. */
export type AccessConfig = Pick<ProxyOptions, Exclude<(typeof accessNames)[number], "tenants">>;

/** What the sections say. */
export interface AccessSections {
  readonly access: AccessConfig;
  readonly tenants: readonly TenantOptions[] | undefined;
}

export function isAccessName(name: string): boolean {
  return accessNames.some((known) => known === name);
}

/** Reads the sections; what is wrong goes to the place's errors. */
export function readAccess(
  said: Readonly<Record<string, unknown>>,
  place: Place,
  secrets: SecretSource,
): AccessSections {
  const section = <Value>(name: string, read: Reader<Value>): Value | undefined =>
    said[name] === undefined ? undefined : read(said[name], below(place, name));
  const secret = secretReader(secrets);
  const found = {
    callers: section("callers", callersReader(secret)),
    failedLogins: section("failedLogins", rateOptions),
    apiKeyHeader: section("apiKeyHeader", headerName),
    credentials: section("credentials", credentialsReader(secret)),
    cors: section("cors", cors),
    operations: section("operations", operationsReader),
    tenants: section("tenants", tenantsReader(secret)),
  };
  needCallers(said, found.tenants, place);
  ownTenants(found.callers, found.tenants, place);
  const access = {
    ...(found.credentials !== undefined && { credentials: found.credentials }),
    ...(found.callers !== undefined && { callers: found.callers }),
    ...(found.failedLogins !== undefined && { failedLogins: found.failedLogins }),
    ...(found.cors !== undefined && { cors: found.cors }),
    ...(found.operations !== undefined && { operations: found.operations }),
    ...(found.apiKeyHeader !== undefined && { apiKeyHeader: found.apiKeyHeader }),
  };
  return { access, tenants: found.tenants };
}

function needCallers(
  said: Readonly<Record<string, unknown>>,
  tenants: readonly TenantOptions[] | undefined,
  place: Place,
): void {
  if (said["callers"] !== undefined) return;
  const message = "need callers, or whoever reaches the proxy would act in their name";
  if (said["credentials"] !== undefined) refuse(below(place, "credentials"), message);
  for (const one of tenants ?? [])
    if (one?.credentials !== undefined)
      refuse(below(below(below(place, "tenants"), one.name), "credentials"), message);
}

/** Tenants that callers are let in to must be there. */
function ownTenants(
  callers: AccessConfig["callers"],
  tenants: readonly TenantOptions[] | undefined,
  place: Place,
): void {
  const known = (name: string): boolean =>
    tenants?.some((one) => one?.name.toLowerCase() === name.toLowerCase()) ?? false;
  for (const [index, caller] of (callers ?? []).entries()) {
    for (const [at, name] of (caller?.tenants ?? []).entries())
      if (name !== undefined && !known(name))
        refuse(
          { ...place, path: `callers[${index}].tenants[${at}]` },
          "names a tenant that is not among tenants",
        );
  }
}
