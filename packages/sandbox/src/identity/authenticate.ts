import { APP_TOKEN_HEADER, type Authorization, parseAuthorization } from "@so-webapi/platform";
import { PlatformFailure } from "../http/failure.ts";
import type { User } from "../tenant/directory.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { findApplicationBySecret } from "./applications.ts";
import type { Caller } from "./caller.ts";
import { verifyPassword } from "./password.ts";
import { findSession } from "./session.ts";
import { findToken, type Token } from "./tokens.ts";

/**
 * Finds out who is calling (platform.md, "Who is calling"): Basic on site, SoTicket (online with `SO-AppToken`), Bearer
 * online, and without `Authorization` the session cookie with `X-XSRF-TOKEN`. Installation `any` takes all of them.
 *
 * @throws {PlatformFailure} 401 where nobody can be made out, whatever the reason.
 */
export async function authenticate(request: Request, tenant: Tenant): Promise<Caller> {
  const caller = await identify(request, tenant);
  if (caller === undefined)
    throw new PlatformFailure(401, "SoSessionException", "The credentials are missing or not valid.");
  return caller;
}

async function identify(request: Request, tenant: Tenant): Promise<User | undefined> {
  const { installation } = tenant.settings;
  const header = request.headers.get("authorization");
  const authorization = parsed(header);
  switch (authorization.scheme) {
    case "basic":
      if (installation === "online") return undefined;
      return byPassword(tenant, authorization.user, authorization.password);
    case "soticket":
      return byTicket(request, tenant, authorization.ticket);
    case "bearer":
      if (installation === "onsite") return undefined;
      return ownerOf(tenant, await findToken(tenant, "access", authorization.token));
    case "none":
      return ownerOf(tenant, await findSession(tenant, request));
    default:
      return undefined;
  }
}

/** A program sends the same field with each of its requests: to read it costs more than to know it again. */
let last: { readonly header: string | null; readonly authorization: Authorization } | undefined;

function parsed(header: string | null): Authorization {
  if (last === undefined || last.header !== header)
    last = { header, authorization: parseAuthorization(header) };
  return last.authorization;
}

/** The user of a name and a password, or undefined. */
export async function byPassword(tenant: Tenant, name: string, password: string): Promise<User | undefined> {
  const user = (await tenant.directory()).userByName(name);
  if (user === undefined || user.deleted) return undefined;
  return (await verifyPassword(password, user.password)) ? user : undefined;
}

async function byTicket(request: Request, tenant: Tenant, ticket: string): Promise<User | undefined> {
  const token = await findToken(tenant, "ticket", ticket);
  if (token === undefined) return undefined;
  if (tenant.settings.installation === "online") {
    const application = await findApplicationBySecret(tenant, request.headers.get(APP_TOKEN_HEADER) ?? "");
    if (application === undefined || (token.clientId !== "" && token.clientId !== application.clientId))
      return undefined;
  }
  return ownerOf(tenant, token);
}

/** Who a token was given to; nobody once the user is retired. */
export async function ownerOf(tenant: Tenant, token: Token | undefined): Promise<User | undefined> {
  if (token === undefined) return undefined;
  const user = (await tenant.directory()).user(token.associateId);
  return user?.deleted === false ? user : undefined;
}
