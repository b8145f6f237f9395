import { isTenantId } from "@so-webapi/platform/tenants";
import { toBase64Url } from "../identity/base64.ts";
import { type EnvironmentOption, environmentIssues, originOf } from "../identity/environment.ts";
import { optional, textIssues, throwIssues } from "../identity/option-issues.ts";

/** The application, and the sign-in that it asks for. */
export interface AuthorizationUrlOptions {
  /** `sod`, `qaonline`, `online`, or the origin of a server that stands in for one. */
  readonly environment: EnvironmentOption;
  /** The application's ID. */
  readonly clientId: string;
  /** Where the user comes back to; one of the addresses that the application has registered, exactly. */
  readonly redirectUri: string;
  /** The tenant to sign in to, `Cust12345`. Default: the user chooses. */
  readonly tenant?: string | undefined;
  /** The user's SuperID name, which the sign-in page is filled with. Default: none. */
  readonly loginHint?: string | undefined;
  /** How the answer comes: in the address, or in a form that is posted. Default: the server's, in the query. */
  readonly responseMode?: "query" | "fragment" | "form_post" | undefined;
}

/**
 * What has to be there when the user comes back: keep it in the user's session and nowhere else, as JSON if you like.
 * All of it is secret, and good for one sign-in.
 */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/**
 * Begins a sign-in: gives the address to send the user to, with PKCE (S256), a state and a nonce that are random each
 * time, and what `exchangeCode` needs when the user comes back.
 *
 * Source: docs.superoffice.com, "Authorization Code flow"; RFC 7636; OpenID Connect Core, 3.1.2.1.
 *
 * @throws {SoOptionsError} with all mistakes in the options at once.
 *
 * @example
 * import { authorizationUrl } from "@so-webapi/client/oauth";
 *
 * const { url, pending } = await authorizationUrl({
 *   environment: "online",
 *   clientId: "6cf25376616343b3",
 *   redirectUri: "https://app.example.com/callback",
 *   tenant: "Cust12345",
 * });
 * sessionStorage.setItem("sign-in", JSON.stringify(pending));
 * location.assign(url);
 */
export async function authorizationUrl(
  options: AuthorizationUrlOptions,
): Promise<{ readonly url: string; readonly pending: PendingSignIn }> {
  const { environment, clientId, redirectUri, tenant, loginHint, responseMode } = options;
  throwIssues(
    environmentIssues(environment),
    textIssues({ clientId, ...optional({ loginHint, responseMode }) }),
    isAbsolute(redirectUri)
      ? []
      : [
          {
            option: "redirectUri",
            code: "redirect-uri-invalid",
            message: "Give an absolute address without fragment.",
          },
        ],
    tenant === undefined || isTenantId(tenant)
      ? []
      : [{ option: "tenant", code: "tenant-invalid", message: "Give a tenant's id." }],
  );
  const pending = { state: random(), nonce: random(), codeVerifier: random(), redirectUri };
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(pending.codeVerifier));
  const parameters = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: "openid",
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: toBase64Url(new Uint8Array(digest)),
    code_challenge_method: "S256",
    ...(tenant !== undefined && { acr_values: `tenant:${tenant}` }),
    ...(loginHint !== undefined && { login_hint: loginHint }),
    ...(responseMode !== undefined && { response_mode: responseMode }),
  };
  const query = new URLSearchParams(parameters);
  return { url: `${originOf(environment)}/login/common/oauth/authorize?${query}`, pending };
}

/** 256 bits: 43 characters, as many as a code verifier must have (RFC 7636, 4.1). */
function random(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** RFC 6749, 3.1.2. */
function isAbsolute(address: string): boolean {
  try {
    return new URL(address).hash === "" && !address.includes("#");
  } catch {
    return false;
  }
}
