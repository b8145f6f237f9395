import { parseAuthorization } from "@so-webapi/platform";
import { PlatformFailure } from "../http/failure.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { Caller } from "./caller.ts";
import { verifyPassword } from "./password.ts";

/**
 * Finds out who is calling.
 *
 * @throws {PlatformFailure} 401 where nobody can be made out.
 */
export async function authenticate(request: Request, tenant: Tenant): Promise<Caller> {
  const authorization = parseAuthorization(request.headers.get("authorization"));
  if (authorization.scheme === "basic") {
    const user = (await tenant.directory()).userByName(authorization.user);
    if (user !== undefined && !user.deleted && (await verifyPassword(authorization.password, user.password)))
      return user;
  }
  throw new PlatformFailure(401, "SoSessionException", "The credentials are missing or not valid.");
}
