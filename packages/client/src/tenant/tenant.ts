import { toInstant } from "@so-webapi/platform/dates";
import { isTenantId, type TenantStatus } from "@so-webapi/platform/tenants";
import { type SingleFlight, singleFlight } from "../auth/single-flight.ts";
import { SoNetworkError, SoStatusError, SoTimeoutError } from "../errors/so-error.ts";
import type { AskOptions } from "../identity/ask-json.ts";
import { type EnvironmentOption, environmentIssues, isHomeOf, originOf } from "../identity/environment.ts";
import { askIssues, throwIssues } from "../identity/option-issues.ts";
import { orAborted } from "../identity/or-aborted.ts";
import type { BaseUrlResolver } from "../transport/base-url.ts";
import { askStatus, STATE_CALL } from "./ask-status.ts";
import { SoTenantError } from "./tenant-error.ts";

/** Where a tenant lives, in a form that JSON keeps. It is no secret. */
export interface KnownAddress {
  /** The base URL, without a slash at its end. */
  readonly url: string;
  /** When to ask the state service again, in milliseconds since 1970. */
  readonly until: number;
}

/**
 * Where a tenant's address outlives the process, or processes share it. It is asked before the state service is; when it
 * fails, the state service is asked.
 */
export interface AddressStore {
  /** Gives what was saved last, also when its time is over: it is used when the state service does not answer. */
  load(tenant: string): Promise<KnownAddress | null | undefined> | KnownAddress | null | undefined;
  save(tenant: string, address: KnownAddress): Promise<void> | void;
}

/** Which tenant is looked up where, and which hosts it may live on. */
export interface TenantOptions extends Omit<AskOptions, "signal"> {
  /** The tenant's id, `Cust12345`. */
  readonly tenant: string;
  /** `sod`, `qaonline`, `online`, or the origin of a server that stands in for one. */
  readonly environment: EnvironmentOption;
  /**
   * Further hosts that the tenant may live on, and the client's credentials go to: `crm.example.com`. Default: none but
   * the environment's own, `online*.superoffice.com` for `online`.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Default: this process's memory. */
  readonly store?: AddressStore | undefined;
  /** Has one look-up at a time. The key is `tenant:` and the tenant. Default: one of its own. */
  readonly singleFlight?: SingleFlight | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** Where a tenant is, for the option `baseUrl` of a client. Several clients can share one. */
export interface TenantAddress extends BaseUrlResolver {
  /**
   * Asks the state service now, whatever is known, and changes nothing: for a page that shows how a tenant is.
   *
   * @throws {SoTenantError} for an answer that is none, and what requests throw.
   */
  status(options?: { readonly signal?: AbortSignal | undefined }): Promise<TenantStatus>;
}

/** Milliseconds that an answer counts at least, so that a clock that is ahead does not have each call ask anew. */
const SHORTEST_MS = 30_000;

/** Milliseconds that an answer counts that says nothing of how long. A move shows by 421 before. */
const UNSAID_MS = 600_000;

/**
 * Finds a tenant online, which moves from host to host: asks the environment's state service when the first call is
 * made, keeps the address until its `ValidUntil`, and asks again when a call is answered with 421, which is then made
 * once more at the new address. However many calls wait, the service is asked once; it gets no credentials.
 *
 * A call fails with an {@link SoAddressError} when there is no address. Its `cause` is an {@link SoTenantError}, with
 * the `state` of a tenant that does not run, or the error of the request. When the service does not answer, the address
 * that it gave last stays in use.
 *
 * @throws {SoOptionsError} with all mistakes in the options at once.
 *
 * @example
 * import { createClient, soTicket } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 * import { SoTenantError, tenant } from "@so-webapi/client/tenant";
 *
 * const so = createClient({
 *   baseUrl: tenant({ tenant: "Cust12345", environment: "online" }),
 *   auth: soTicket("7T:abc==", { appToken: "1234567-1234-9876" }),
 *   apis: [contact],
 * });
 * const { error } = await so.contact.get(7);
 * if (error?.cause instanceof SoTenantError) console.error("the tenant is", error.cause.state);
 */
export function tenant(options: TenantOptions): TenantAddress {
  checkOptions(options);
  const { environment, tenant: id, allowedHosts = [], store, now = Date.now } = options;
  const { singleFlight: once = singleFlight() } = options;
  const origin = originOf(environment);
  const isHome = (url: string) => isHomeOf(environment, url, allowedHosts);
  let known: KnownAddress | undefined;
  /** Where a 421 said that the tenant is not: what a store still has of it does not count. */
  let stale: string | undefined;

  const load = async () => {
    try {
      const stored = await store?.load(id);
      if (stored && stored.url !== stale && isHome(stored.url)) known = stored;
    } catch {
      // A store that fails, or holds no address, is one that knows nothing.
    }
  };
  const saved = async (address: KnownAddress) => {
    try {
      await store?.save(id, address);
    } catch {
      // The next process asks once more, and that is all.
    }
  };
  const look = async (): Promise<KnownAddress> => {
    const status = await askStatus(origin, id, options);
    const said = status.validUntil === null ? null : toInstant(status.validUntil, { assumeOffsetMinutes: 0 });
    const until = Math.max(said ?? now() + UNSAID_MS, now() + SHORTEST_MS);
    return { url: addressIn(status, id, isHome), until };
  };
  const lookAgain = async (): Promise<string> => {
    await load();
    if (known && now() < known.until) return known.url;
    try {
      known = await look();
      stale = undefined;
      await saved(known);
    } catch (error) {
      // What was known a moment ago is better than nothing, unless a 421 has said that it is wrong.
      if (!known || !isOutage(error)) {
        stale = known?.url ?? stale;
        known = undefined;
        throw error;
      }
      known = { url: known.url, until: now() + SHORTEST_MS };
    }
    return known.url;
  };

  return {
    async resolve({ signal }) {
      if (known && now() < known.until) return known.url;
      return orAborted(once(`tenant:${id}`, lookAgain), signal);
    },
    invalidate(url) {
      stale = url;
      if (known?.url === url) known = undefined;
    },
    status: ({ signal } = {}) => askStatus(origin, id, { ...options, ...(signal && { signal }) }),
  };
}

/** The base URL out of a state, or why there is none. */
function addressIn(status: TenantStatus, tenant: string, isHome: (url: string) => boolean): string {
  const { state, isRunning, endpoint, api } = status;
  const call = STATE_CALL;
  if (!isRunning) {
    throw new SoTenantError(
      "not-running",
      `the tenant is not running, it is ${state ?? "in a state of its own"}`,
      {
        call,
        tenant,
        state,
      },
    );
  }
  const address = endpoint ?? api?.replace(/\/api$/i, "");
  if (address === undefined)
    throw new SoTenantError("answer", "the tenant runs, but nowhere", { call, tenant, state });
  // As the client has it, which says in this form what was stale.
  const url = new URL(address).href.replace(/\/+$/, "");
  if (!isHome(url)) {
    const { host } = new URL(url);
    const what = `the tenant lives at ${host}, which is none of the environment's hosts nor of allowedHosts`;
    throw new SoTenantError("foreign-host", what, { call, tenant, state, host });
  }
  return url;
}

/** Failures that say nothing of the tenant. */
function isOutage(error: unknown): boolean {
  if (error instanceof SoStatusError) return error.status >= 500 || error.status === 429;
  return error instanceof SoNetworkError || error instanceof SoTimeoutError;
}

function checkOptions(options: TenantOptions): void {
  const { environment, tenant: id, allowedHosts = [] } = options;
  const isHost = (host: string) => /^[a-z0-9.-]+(?::\d+)?$|^\[[0-9a-f:]+\](?::\d+)?$/i.test(host);
  throwIssues(
    environmentIssues(environment),
    typeof id === "string" && isTenantId(id)
      ? []
      : [{ option: "tenant", code: "tenant-invalid", message: "Give a tenant's id." }],
    askIssues(options),
    allowedHosts.every(isHost)
      ? []
      : [
          {
            option: "allowedHosts",
            code: "host-invalid",
            message: "Give names of hosts, crm.example.com for example.",
          },
        ],
  );
}
