import { eq } from "drizzle-orm";
import { applications } from "../storage/schema.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { ApplicationOptions } from "./application-options.ts";
import { randomText } from "./tokens.ts";

export type Application = typeof applications.$inferSelect;

/** What a sandbox knows unless told otherwise: callbacks on the caller's own machine. */
const DEFAULT_APPLICATION: ApplicationOptions = {
  clientId: "sandbox",
  clientSecret: "sandbox-secret",
  name: "Sandbox application",
  redirectUris: ["http://localhost/callback", "http://127.0.0.1/callback", "https://localhost/callback"],
  systemToken: "Sandbox application-0000000000",
};

/** Registers an application, or changes the one of that `clientId`. */
async function registerApplication(tenant: Tenant, options: ApplicationOptions): Promise<void> {
  const row = applicationRow(options);
  const { clientId, systemToken, ...facts } = row;
  await tenant.database
    .insert(applications)
    .values(row)
    .onConflictDoUpdate({
      target: applications.clientId,
      set: options.systemToken === undefined ? facts : { ...facts, systemToken },
    });
}

/** The row of an application; an empty `systemToken` is made up as one that is missing. */
export function applicationRow(options: ApplicationOptions): Application {
  const { clientId, clientSecret = "", name, redirectUris, publicKey = "", systemToken = "" } = options;
  return {
    clientId,
    clientSecret,
    name,
    redirectUris: [...redirectUris],
    publicKey,
    systemToken: systemToken || `${name}-${randomText(10).slice(0, 10)}`,
  };
}

/** Registers those of the options; where there are none and the storage has none, the default one. */
export async function registerApplications(
  tenant: Tenant,
  options: readonly ApplicationOptions[] = [],
): Promise<void> {
  for (const option of options) await registerApplication(tenant, option);
  if (options.length > 0) return;
  const [known] = await tenant.database.select().from(applications).limit(1);
  if (known === undefined) await registerApplication(tenant, DEFAULT_APPLICATION);
}

export async function findApplication(tenant: Tenant, clientId: string): Promise<Application | undefined> {
  const [found] = await tenant.database
    .select()
    .from(applications)
    .where(eq(applications.clientId, clientId));
  return found;
}

/** The application of an application token (`SO-AppToken`, `ApplicationToken`), or undefined. */
export async function findApplicationBySecret(
  tenant: Tenant,
  secret: string,
): Promise<Application | undefined> {
  if (secret === "") return undefined;
  const [found] = await tenant.database
    .select()
    .from(applications)
    .where(eq(applications.clientSecret, secret));
  return found;
}

/** Whether a sign-in may end at an address. */
export function allowsRedirect(application: Application, uri: string): boolean {
  return application.redirectUris.some((known) => known === uri || sameLoopback(known, uri));
}

function sameLoopback(known: string, uri: string): boolean {
  if (!URL.canParse(known) || !URL.canParse(uri)) return false;
  const a = new URL(known);
  const b = new URL(uri);
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(a.hostname)) return false;
  a.port = "";
  b.port = "";
  return a.href === b.href;
}
