import { SoError } from "@so-webapi/client";
import {
  type AddressStore,
  type TenantOptions as ClientTenant,
  SoTenantError,
  tenant,
} from "@so-webapi/client/tenant";
import type { Stop } from "../stop/stop.ts";
import type { TextStore } from "../stores/text-store.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import type { Upstream, UpstreamRequest } from "../upstream/upstream.ts";
import { UpstreamRefusal } from "../upstream/upstream-refusal.ts";
import { urlUpstream } from "../upstream/url-upstream.ts";
import type { TenantsPorts } from "./tenants.ts";

export interface OnlineTenantOptions extends Pick<ClientTenant, "environment" | "allowedHosts"> {
  /** The tenant's id. */
  readonly name: string;
}

/** Milliseconds in which the state service is not asked again about a tenant that does not run. */
const STOPPED_PAUSE = 10_000;

/** Milliseconds after which callers are told to come again. */
const COME_AGAIN = { stopped: 30_000, moved: 1_000, unlocated: 5_000 } as const;

/** Milliseconds beyond its time that a shared address is kept, for when the state service is out. */
const KEPT_BEYOND = 24 * 3_600_000;

/**
 * A tenant online, which moves from host to host (platform, "Addresses"): its address comes from the environment's state
 * service and counts until `ValidUntil`; a 421 has it looked up again and the request sent once more, for who answers 421
 * has not acted on it (RFC 9110, 15.5.20). Many requests have one look-up. While the state service is out, the address
 * that it gave last counts.
 */
export function onlineTenant(options: OnlineTenantOptions, ports: TenantsPorts): Upstream {
  const { name, environment, allowedHosts = [] } = options;
  const { clock, singleFlight, store, timeoutMs } = ports;
  const address = tenant({
    tenant: name,
    environment,
    allowedHosts,
    singleFlight: (key, work) => singleFlight(`${environment} ${key}`, work),
    timeoutMs,
    now: clock,
    ...(store !== undefined && { store: addressStore(store, environment) }),
  });
  const upstreams = new Map<string, Upstream>();
  let stopped: { readonly until: number; readonly refusal: UpstreamRefusal } | undefined;

  async function whereIs(stop: Stop): Promise<string> {
    if (stopped !== undefined && clock() < stopped.until) throw stopped.refusal;
    stopped = undefined;
    try {
      return await address.resolve({ signal: stop.signal });
    } catch (cause) {
      if (stop.aborted) throw stop.reason;
      const refusal = refusalOf(name, cause);
      if (refusal.code === "tenant-stopped") stopped = { until: clock() + STOPPED_PAUSE, refusal };
      throw refusal;
    }
  }
  function at(baseUrl: string): Upstream {
    const known = upstreams.get(baseUrl);
    if (known !== undefined) return known;
    // It lives at one place at a time.
    upstreams.clear();
    const made = urlUpstream({ baseUrl, ...ports });
    upstreams.set(baseUrl, made);
    return made;
  }
  async function sendTo(baseUrl: string, request: UpstreamRequest): Promise<TransportAnswer | undefined> {
    const answer = await at(baseUrl).send(request);
    return answer && { ...answer, baseUrl };
  }

  return {
    kind: "tenant",
    async send(request) {
      const baseUrl = await whereIs(request.stop);
      const answer = await sendTo(baseUrl, request);
      if (answer?.status !== 421) return answer;
      answer.body?.cancel();
      address.invalidate(baseUrl);
      const next = await whereIs(request.stop);
      if (request.body instanceof ReadableStream)
        throw new UpstreamRefusal("tenant-moved", { retryAfterMs: COME_AGAIN.moved });
      const second = await sendTo(next, request);
      if (second?.status !== 421) return second;
      second.body?.cancel();
      address.invalidate(next);
      throw new UpstreamRefusal("tenant-unlocated", { retryAfterMs: COME_AGAIN.unlocated });
    },
  };
}

function refusalOf(name: string, cause: unknown): UpstreamRefusal {
  if (cause instanceof SoTenantError && cause.reason === "not-running") {
    return new UpstreamRefusal("tenant-stopped", {
      retryAfterMs: COME_AGAIN.stopped,
      // A state that the documentation does not know counts as none that could be named.
      extensions: { tenant: name, state: cause.state ?? "Unknown" },
    });
  }
  return new UpstreamRefusal("tenant-unlocated", {
    cause: new TenantFault(cause),
    retryAfterMs: COME_AGAIN.unlocated,
  });
}

/** Why nobody can say where a tenant is, for the log, by a word of our own. */
class TenantFault extends Error {
  readonly code: string;

  constructor(cause: unknown) {
    super("no address");
    this.name = "TenantFault";
    if (cause instanceof SoTenantError) this.code = `tenant-${cause.reason}`;
    else this.code = cause instanceof SoError ? `state-service-${cause.code}` : "state-service";
  }
}

/** A store of small texts as one of addresses. */
function addressStore(store: TextStore, environment: string): AddressStore {
  const keyOf = (id: string): string => `tenant ${environment} ${id.toLowerCase()}`;
  return {
    async load(id) {
      const text = await store.get(keyOf(id));
      const found: unknown = text === undefined ? undefined : JSON.parse(text);
      if (typeof found !== "object" || found === null) return undefined;
      const { url, until }: { url?: unknown; until?: unknown } = found;
      return typeof url === "string" && typeof until === "number" ? { url, until } : undefined;
    },
    save: (id, known) => store.set(keyOf(id), JSON.stringify(known), known.until + KEPT_BEYOND),
  };
}
