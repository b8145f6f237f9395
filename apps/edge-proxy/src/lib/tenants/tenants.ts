import { isTenantId } from "@so-webapi/platform/tenants";
import type { CredentialPorts, Credentials } from "../credentials/credentials.ts";
import { type ResilientUpstream, sumOfStates } from "../resilience/resilient-upstream.ts";
import type { TextStore } from "../stores/text-store.ts";
import type { Transport } from "../transport/transport.ts";
import type { Upstream } from "../upstream/upstream.ts";
import { normalizeBaseUrl, urlUpstream } from "../upstream/url-upstream.ts";
import { onlineTenant } from "./online-tenant.ts";

/** An online environment: `sod`, `qaonline`, `online`, or the origin of a server that stands in for one. */
export type EnvironmentOption = Parameters<typeof onlineTenant>[0]["environment"];

/** A tenant, online or on site, that callers reach at `/{name}/api/v1/…`. */
export interface TenantOptions {
  /** Its name in paths, in any case; online it is the tenant's id, `Cust12345`. Unique. */
  readonly name: string;
  /** Online: where the state service is asked where the tenant lives. Default `"online"`. */
  readonly environment?: EnvironmentOption;
  /** Online: further hosts that the tenant may live on and credentials may go to. Default: the environment's own. */
  readonly allowedHosts?: readonly string[];
  /** On site: the installation's address without `/api/v1`, `https://crm.example/SuperOffice`, in place of `environment`. */
  readonly address?: string;
  /** With what the proxy signs in to this tenant. Default: the option `credentials` of the proxy. */
  readonly credentials?: Credentials;
}

/** The tenants that paths can name. */
export interface Tenants {
  /** The tenant of a name in any case; undefined for one that is not configured. */
  find(name: string): TenantOptions | undefined;
  readonly all: readonly TenantOptions[];
}

/** @throws {TypeError} for a name that is none or comes twice, and for a tenant that is online and on site. */
export function tenantsOf(options: readonly TenantOptions[]): Tenants {
  const byName = new Map<string, TenantOptions>();
  for (const one of options) {
    const { name, address, environment } = one;
    if (!isTenantName(name)) throw new TypeError("a tenant's name must be letters, digits, - and _");
    if (byName.has(name.toLowerCase())) throw new TypeError("tenants must have names that differ");
    if (address !== undefined && environment !== undefined)
      throw new TypeError("a tenant has an environment or an address");
    if (address !== undefined) normalizeBaseUrl(address);
    byName.set(name.toLowerCase(), one);
  }
  if (byName.size === 0) throw new TypeError("there must be a tenant");
  return { find: (name) => byName.get(name.toLowerCase()), all: options };
}

/** A tenant's id that is none of the proxy's own paths. */
export function isTenantName(name: string): boolean {
  return isTenantId(name) && !/^(?:api|login|docs|remote)$/i.test(name);
}

export interface TenantsPorts extends CredentialPorts {
  readonly transport: Transport;
  /** Milliseconds, see `TransportRequest`. */
  readonly headersTimeout: number;
  readonly idleTimeout: number;
  /** Where addresses are kept and shared. */
  readonly store: TextStore | undefined;
  /** What stands around each tenant: one that fails leaves the others alone. */
  readonly guard: (bare: Upstream) => ResilientUpstream;
}

/** Sends each request to its tenant. */
export function tenantsUpstream(tenants: Tenants, ports: TenantsPorts): ResilientUpstream {
  const upstreams = new Map(
    tenants.all.map((one) => [one.name, ports.guard(tenantUpstream(one, ports))] as const),
  );
  return {
    state: () => sumOfStates([...upstreams.values()].map(({ state }) => state())),
    upstream: {
      kind: "tenants",
      async send(request) {
        return upstreams.get(request.tenant ?? "")?.upstream.send(request);
      },
    },
  };
}

function tenantUpstream(options: TenantOptions, ports: TenantsPorts): Upstream {
  const { address, name } = options;
  if (address === undefined) return onlineTenant({ environment: "online", ...options, name }, ports);
  const baseUrl = normalizeBaseUrl(address);
  const upstream = urlUpstream({ baseUrl, ...ports });
  return {
    ...upstream,
    async send(request) {
      const answer = await upstream.send(request);
      return answer && { ...answer, baseUrl };
    },
  };
}
