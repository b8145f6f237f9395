import type { Tenant } from "../../tenant/tenant.ts";
import { allowsRedirect, findApplication } from "../applications.ts";
import { noteLogout } from "../session.ts";
import { findToken, revokeGrant, revokeGrantsOf, revokeToken } from "../tokens.ts";
import { authenticateClient } from "./client.ts";
import { OAuthError } from "./oauth-error.ts";
import { oauthParameters } from "./parameters.ts";
import { signingKey } from "./signing-key.ts";

/**
 * Ends an access token, or a refresh token with everything of its grant (RFC 7009, 2.1). 200 also for what is not known.
 *
 * @throws {OAuthError} where the client cannot be made out.
 */
export async function revoke(request: Request, url: URL, tenant: Tenant): Promise<Response> {
  const parameters = await oauthParameters(request, url);
  const application = await authenticateClient(request, parameters, tenant);
  const text = parameters.required("token");
  const refresh = await findToken(tenant, "refresh", text);
  const found = refresh ?? (await findToken(tenant, "access", text));
  if (found?.clientId === application.clientId) {
    if (refresh === undefined) await revokeToken(tenant, text);
    else await revokeGrant(tenant, refresh.grant);
  }
  return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
}

/**
 * Signs a user out of an application (OpenID Connect RP-Initiated Logout 1.0): the user of `id_token_hint`, which may have
 * expired but must be the sandbox's own. What was given to the user for the application ends.
 *
 * @throws {OAuthError} for a hint that the sandbox did not sign, and an address that is not registered.
 */
export async function logout(request: Request, url: URL, tenant: Tenant): Promise<Response> {
  const parameters = await oauthParameters(request, url);
  const { associateId, clientId } = await readHint(parameters.required("id_token_hint"), url.origin, tenant);
  const target = parameters.optional("post_logout_redirect_uri");
  const application = await findApplication(tenant, clientId);
  if (target !== undefined && (application === undefined || !allowsRedirect(application, target)))
    throw new OAuthError("invalid_request", "The post_logout_redirect_uri is not registered.");
  await revokeGrantsOf(tenant, associateId, clientId);
  await noteLogout(tenant, associateId);
  if (target === undefined) return new Response("Signed out.", { headers: { "content-type": "text/plain" } });
  const location = new URL(target);
  const state = parameters.optional("state");
  if (state !== undefined) location.searchParams.append("state", state);
  return new Response(null, { status: 302, headers: { location: location.href } });
}

async function readHint(
  hint: string,
  issuer: string,
  tenant: Tenant,
): Promise<{ associateId: number; clientId: string }> {
  const { compactVerify, decodeJwt } = await import("jose");
  const { publicKey } = await signingKey(tenant);
  try {
    await compactVerify(hint, publicKey, { algorithms: ["RS256"] });
    const claims = decodeJwt(hint);
    const associateId = Number(claims["http://schemes.superoffice.net/identity/associateid"]);
    if (claims.iss === issuer && typeof claims.aud === "string" && Number.isInteger(associateId))
      return { associateId, clientId: claims.aud };
  } catch {
    // Whatever is wrong with it, it is not ours.
  }
  throw new OAuthError("invalid_request", "The id_token_hint is not valid.");
}
