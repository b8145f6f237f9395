import { equalSecrets } from "@so-webapi/platform";
import { OAuthError } from "./oauth-error.ts";
import type { OAuthParameters } from "./parameters.ts";

/** How the holder of a code proves that it asked for it (RFC 7636); null where it did not say that it would. */
export interface Challenge {
  readonly value: string;
  readonly method: "S256" | "plain";
}

/** 43 to 128 unreserved characters (RFC 7636, 4.1 and 4.2). */
const FORM = /^[A-Za-z0-9._~-]{43,128}$/;

/** Reads `code_challenge`; the method is `plain` unless given (docs.superoffice.com, "Authorization Code flow"). */
export function readChallenge(parameters: OAuthParameters): Challenge | null {
  const value = parameters.optional("code_challenge");
  const method = parameters.optional("code_challenge_method") ?? "plain";
  if (value === undefined) return null;
  if (method !== "S256" && method !== "plain")
    throw new OAuthError("invalid_request", "The code_challenge_method is neither S256 nor plain.");
  if (!FORM.test(value)) throw new OAuthError("invalid_request", "The code_challenge is malformed.");
  return { value, method };
}

/** @throws {OAuthError} where the verifier does not fit, is missing, or comes without a challenge (a downgrade). */
export async function checkVerifier(
  challenge: Challenge | null,
  verifier: string | undefined,
): Promise<void> {
  if (challenge === null && verifier === undefined) return;
  const isForm = verifier !== undefined && FORM.test(verifier);
  if (
    challenge !== null &&
    isForm &&
    equalSecrets(challenge.value, await transform(verifier, challenge.method))
  )
    return;
  throw new OAuthError("invalid_grant", "The code_verifier does not fit.");
}

async function transform(verifier: string, method: Challenge["method"]): Promise<string> {
  if (method === "plain") return verifier;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
