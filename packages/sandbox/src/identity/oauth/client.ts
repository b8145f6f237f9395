import { equalSecrets, parseAuthorization } from "@so-webapi/platform";
import type { Tenant } from "../../tenant/tenant.ts";
import { type Application, findApplication } from "../applications.ts";
import { OAuthError } from "./oauth-error.ts";
import type { OAuthParameters } from "./parameters.ts";

/**
 * Finds out which application calls: `client_secret_post`, `client_secret_basic`, or a public client's `client_id` alone.
 *
 * @throws {OAuthError} `invalid_client`, or `invalid_request` for both ways at once (RFC 6749, 2.3).
 */
export async function authenticateClient(
  request: Request,
  parameters: OAuthParameters,
  tenant: Tenant,
): Promise<Application> {
  const basic = parseAuthorization(request.headers.get("authorization"));
  const posted = parameters.optional("client_secret");
  if (basic.scheme === "basic" && posted !== undefined)
    throw new OAuthError("invalid_request", "The client authenticates in two ways.");
  const clientId = basic.scheme === "basic" ? decode(basic.user) : parameters.required("client_id");
  const secret = (basic.scheme === "basic" ? decode(basic.password) : posted) ?? "";
  const application = await findApplication(tenant, clientId);
  if (application === undefined || !equalSecrets(application.clientSecret, secret))
    throw new OAuthError("invalid_client", "The client is not known, or its secret is another.");
  return application;
}

/** Both halves are form-encoded inside Basic (RFC 6749, 2.3.1). */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
