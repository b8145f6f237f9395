import { checkXsrf, parseCookies, XSRF_COOKIE } from "@so-webapi/platform";
import { eq } from "drizzle-orm";
import { users } from "../storage/schema.ts";
import type { User } from "../tenant/directory.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { findToken, issueToken, randomText, type Token } from "./tokens.ts";

/** The cookie of a session. No page names the vendor's. */
export const SESSION_COOKIE = "SoSandboxSession";

/** What a sign-in with a password gives. */
export interface Session {
  readonly ticket: string;
  readonly xsrf: string;
  /** Values of `Set-Cookie`. */
  readonly cookies: readonly string[];
}

/** Begins a session: a ticket, the session's cookie, and the `XSRF-TOKEN` cookie that scripts can read. */
export async function beginSession(tenant: Tenant, user: User): Promise<Session> {
  const grant = randomText(16);
  const xsrf = randomText(24);
  const { associateId } = user;
  const ticket = await issueToken(tenant, "ticket", { associateId, grant });
  const session = await issueToken(tenant, "session", { associateId, grant, rest: { xsrf } });
  await noteLogin(tenant, associateId);
  return {
    ticket,
    xsrf,
    cookies: [
      `${SESSION_COOKIE}=${session}; Path=/; HttpOnly; SameSite=Lax`,
      `${XSRF_COOKIE}=${xsrf}; Path=/; SameSite=Lax`,
    ],
  };
}

/**
 * The session of a request: its cookie, when `X-XSRF-TOKEN` repeats the cookie `XSRF-TOKEN` and that one is the session's own;
 * undefined otherwise.
 */
export async function findSession(tenant: Tenant, request: Request): Promise<Token | undefined> {
  const xsrf = checkXsrf(request.headers);
  const [cookie] = parseCookies(request.headers.get("cookie")).get(SESSION_COOKIE) ?? [];
  if (!xsrf.ok || cookie === undefined) return undefined;
  const token = await findToken(tenant, "session", cookie);
  return token?.rest.xsrf === xsrf.value ? token : undefined;
}

/** Writes when a user last signed in. */
export async function noteLogin(tenant: Tenant, associateId: number): Promise<void> {
  await tenant.database
    .update(users)
    .set({ lastLoginAt: tenant.now() })
    .where(eq(users.associateId, associateId));
  tenant.directoryChanged();
}

/** Writes when a user last signed out: GetMyActiveContacts counts from there. */
export async function noteLogout(tenant: Tenant, associateId: number): Promise<void> {
  await tenant.database
    .update(users)
    .set({ lastLogoutAt: tenant.now() })
    .where(eq(users.associateId, associateId));
  tenant.directoryChanged();
}
