import type { TenantOptions } from "../../lib/tenants/tenants.ts";
import { normalizeBaseUrl } from "../../lib/upstream/url-upstream.ts";
import { credentialsReader } from "./credentials.ts";
import { below, isRecord, list, type Members, object, type Place, type Reader, refuse } from "./readers.ts";
import { environment, tenantName } from "./tenant-names.ts";

/** Reads `tenants`: an object with a member for each, by its name in paths. */
export function tenantsReader(secret: Reader<string>): Reader<readonly TenantOptions[]> {
  return (value, place) => {
    if (!isRecord(value) || Object.keys(value).length === 0)
      return refuse(place, "must be an object with a member for each tenant, by its name");
    const names = new Set<string>();
    return Object.entries(value).map(([name, one]) => {
      const at = below(place, name);
      tenantName(name, at);
      if (names.has(name.toLowerCase())) refuse(at, "is there twice; case makes no difference");
      names.add(name.toLowerCase());
      return object((members) => tenantOf(name, members, at, secret))(one, at);
    });
  };
}

function tenantOf(name: string, members: Members, place: Place, secret: Reader<string>): TenantOptions {
  const where = members.optional("environment", environment);
  const allowedHosts = members.optional("allowedHosts", list(host));
  const address = members.optional("address", baseUrl);
  const own = { tenant: name, environment: where ?? "online" };
  const credentials = members.optional("credentials", credentialsReader(secret, own));
  if (address !== undefined && (where !== undefined || allowedHosts !== undefined))
    refuse(place, "must have an address, on site, or an environment, online, and not both");
  return {
    name,
    ...(where !== undefined && { environment: where }),
    ...(allowedHosts !== undefined && { allowedHosts }),
    ...(address !== undefined && { address }),
    ...(credentials !== undefined && { credentials }),
  };
}

const host: Reader<string> = (value, place) =>
  typeof value === "string" && /^[a-z0-9.-]+(?::\d+)?$/i.test(value)
    ? value
    : refuse(place, "must be the name of a host, crm.example for example");

const baseUrl: Reader<string> = (value, place) => {
  try {
    return normalizeBaseUrl(String(value));
  } catch {
    return refuse(
      place,
      "must be a URL that begins with http:// or https://, without credentials, query and fragment",
    );
  }
};
