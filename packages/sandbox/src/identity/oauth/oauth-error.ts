/** What OAuth refuses (RFC 6749, 4.1.2.1 and 5.2), thrown and turned into its error response at the endpoint. */
export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly code: OAuthErrorCode;

  constructor(code: OAuthErrorCode, description: string) {
    super(description);
    this.code = code;
  }
}

export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_scope"
  | "access_denied"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "unsupported_response_type";

/** RFC 6749, 5.2: 401 for a client that cannot be made out, 400 for the rest. Nothing of it may be cached (5.1). */
export function oauthErrorResponse(error: OAuthError): Response {
  const isClient = error.code === "invalid_client";
  return Response.json(
    { error: error.code, error_description: error.message },
    {
      status: isClient ? 401 : 400,
      headers: { "cache-control": "no-store", ...(isClient ? { "www-authenticate": "Basic" } : {}) },
    },
  );
}
