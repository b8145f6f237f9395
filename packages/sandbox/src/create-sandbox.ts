import { around } from "./control/around.ts";
import { movableClock } from "./control/clock.ts";
import { createControl, type SandboxControl } from "./control/control.ts";
import { routeRequest } from "./http/route-request.ts";
import { registerApplications } from "./identity/applications.ts";
import type { SandboxOptions } from "./options.ts";
import { sampleFinder } from "./samples/sample.ts";
import { fillStorage } from "./seed/fill-storage.ts";
import { migrate } from "./storage/migrate.ts";
import { openTenant } from "./tenant/open-tenant.ts";
import type { TenantSettings } from "./tenant/tenant.ts";

/** A stand-in for a SuperOffice tenant: one function from request to answer, and what tests do with it beside. */
export interface Sandbox extends SandboxControl {
  /** Never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Ends streams of events, waits for the requests that are under way and closes the storage. Then `fetch` answers 503. */
  close(): Promise<void>;
}

const DEFAULT_TENANT: TenantSettings = {
  identifier: "Cust12345",
  installation: "any",
  baseTimeZone: "UTC",
};

/**
 * Opens a sandbox: makes the tables where they are missing and fills an empty storage with the seed.
 *
 * @example
 * const sandbox = await createSandbox();
 * const me = await sandbox.fetch(new Request("http://sandbox/api/v1/User/currentPrincipal", {
 *   headers: { authorization: `Basic ${btoa("tje0:Tje0")}` },
 * }));
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const storage = options.storage ?? (await import("./storage/node-sqlite.ts")).nodeSqlite();
  const clock = movableClock(options.clock ?? Date.now);
  const tenant = openTenant({
    storage,
    settings: { ...DEFAULT_TENANT, ...options.tenant },
    clock: clock.now,
    random: options.random ?? Math.random,
  });
  await migrate(storage);
  const seed = async (): Promise<void> => {
    await fillStorage(tenant, options);
    await registerApplications(tenant, options.applications);
  };
  await seed();
  const findSample = sampleFinder(options.samples);
  const control = createControl({ tenant, clock, seed });
  const { fetch, close } = around({
    control,
    access: options.control ?? true,
    answer: (request, url) => routeRequest(request, url, tenant, findSample),
  });
  return Object.assign(control, {
    fetch,
    async close() {
      await close();
      await storage.close();
    },
  });
}
