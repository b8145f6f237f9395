import type { Tenant } from "../../tenant/tenant.ts";
import { signingKey } from "./signing-key.ts";

/**
 * The metadata document (docs.superoffice.com, "OpenID Connect"), with what the sandbox serves: the code flow. That page
 * names a revocation and an end session endpoint without their addresses, so those two are ours.
 */
export function openidConfiguration(origin: string): Response {
  return Response.json({
    issuer: origin,
    authorization_endpoint: `${origin}/login/common/oauth/authorize`,
    token_endpoint: `${origin}/login/common/oauth/tokens`,
    revocation_endpoint: `${origin}/login/common/oauth/revoke`,
    end_session_endpoint: `${origin}/login/common/oauth/logout`,
    jwks_uri: `${origin}/login/.well-known/jwks`,
    scopes_supported: ["openid"],
    response_modes_supported: ["form_post", "fragment", "query"],
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    code_challenge_methods_supported: ["S256", "plain"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic", "none"],
  });
}

/** The public key (RFC 7517). */
export async function jwks(tenant: Tenant): Promise<Response> {
  const { publicJwk } = await signingKey(tenant);
  return Response.json({ keys: [publicJwk] });
}
