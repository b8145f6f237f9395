import { problemResponse } from "./http/error-response.ts";
import { handleOperation } from "./http/handle-operation.ts";
import { readTarget } from "./http/target.ts";
import type { SandboxOptions } from "./options.ts";
import { fillStorage } from "./seed/fill-storage.ts";
import { migrate } from "./storage/migrate.ts";
import { openTenant } from "./tenant/open-tenant.ts";
import type { TenantSettings } from "./tenant/tenant.ts";

/** A stand-in for a SuperOffice tenant: one function from request to answer. */
export interface Sandbox {
  /** Never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Closes the storage. */
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
  const tenant = openTenant({
    storage,
    settings: { ...DEFAULT_TENANT, ...options.tenant },
    clock: options.clock ?? Date.now,
    random: options.random ?? Math.random,
  });
  await migrate(storage);
  await fillStorage(tenant, options);
  const samples = options.samples ?? [];
  return {
    async fetch(request) {
      const url = new URL(request.url);
      const target = readTarget(url.pathname);
      if (target === undefined)
        return problemResponse({
          status: 404,
          code: "path-unknown",
          title: "Nothing is served at this path",
        });
      return handleOperation(request, url, target.path, tenant, samples);
    },
    close: () => storage.close(),
  };
}
