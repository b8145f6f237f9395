import { isJsonObject } from "../../model/json.ts";
import type { Tenant } from "../../tenant/tenant.ts";
import type { Application } from "../applications.ts";
import { ownerOf } from "../authenticate.ts";
import { changeToken, findToken, issueToken, LIFETIMES, revokeGrant, type Token } from "../tokens.ts";
import { idToken } from "./claims.ts";
import { authenticateClient } from "./client.ts";
import { OAuthError } from "./oauth-error.ts";
import { type OAuthParameters, oauthParameters } from "./parameters.ts";
import { type Challenge, checkVerifier } from "./pkce.ts";

/**
 * `/login/common/oauth/tokens` (docs.superoffice.com, "Authorization Code flow"): a code for tokens, once, and a refresh
 * token for a new access token, as often as one likes.
 *
 * @throws {OAuthError} what RFC 6749, 5.2 has.
 */
export async function exchangeToken(request: Request, url: URL, tenant: Tenant): Promise<Response> {
  const parameters = await oauthParameters(request, url);
  const grantType = parameters.required("grant_type");
  const application = await authenticateClient(request, parameters, tenant);
  if (grantType === "authorization_code") {
    const code = await tenant.exclusively(() => redeem(parameters, application, tenant));
    const refresh = await issueToken(tenant, "refresh", { ...code, rest: { nonce: null } });
    return tokensFor(tenant, application, code, url.origin, { refresh_token: refresh });
  }
  if (grantType === "refresh_token") {
    const token = await findToken(tenant, "refresh", parameters.required("refresh_token"));
    if (token === undefined || token.clientId !== application.clientId) throw badGrant("refresh_token");
    return tokensFor(tenant, application, token, url.origin, {});
  }
  throw new OAuthError(
    "unsupported_grant_type",
    "The grant_type is neither authorization_code nor refresh_token.",
  );
}

/** Takes a code; one that was used before ends what it gave (RFC 6749, 4.1.2). */
async function redeem(parameters: OAuthParameters, application: Application, tenant: Tenant): Promise<Token> {
  const text = parameters.required("code");
  const code = await findToken(tenant, "code", text);
  if (code === undefined || code.clientId !== application.clientId) throw badGrant("code");
  if (code.rest.used === true) {
    await revokeGrant(tenant, code.grant);
    throw badGrant("code");
  }
  if (parameters.required("redirect_uri") !== code.rest.redirectUri) throw badGrant("redirect_uri");
  await checkVerifier(challengeOf(code), parameters.optional("code_verifier"));
  await changeToken(tenant, text, { ...code.rest, used: true });
  return code;
}

function challengeOf({ rest: { challenge } }: Token): Challenge | null {
  if (!isJsonObject(challenge) || typeof challenge.value !== "string") return null;
  return { value: challenge.value, method: challenge.method === "S256" ? "S256" : "plain" };
}

async function tokensFor(
  tenant: Tenant,
  application: Application,
  { associateId, grant, ...token }: Token,
  issuer: string,
  more: Readonly<Record<string, string>>,
): Promise<Response> {
  const user = await ownerOf(tenant, { associateId, grant, ...token });
  if (user === undefined) throw badGrant("user");
  const { clientId } = application;
  const nonce = typeof token.rest.nonce === "string" ? token.rest.nonce : undefined;
  const body = {
    token_type: "Bearer",
    access_token: await issueToken(tenant, "access", { associateId, clientId, grant }),
    expires_in: LIFETIMES.access / 1000,
    ...more,
    id_token: await idToken(tenant, user, application, issuer, nonce),
  };
  return Response.json(body, { headers: { "cache-control": "no-store", pragma: "no-cache" } });
}

function badGrant(what: string): OAuthError {
  return new OAuthError("invalid_grant", `The ${what} is not valid, no longer or not for this application.`);
}
