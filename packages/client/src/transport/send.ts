import { CREDENTIAL_HEADERS } from "@so-webapi/platform/credentials";
import { type Auth, Credential } from "../auth/credential.ts";
import { type FailedCall, SoCredentialError, SoNetworkError } from "../errors/so-error.ts";
import type { Deadline } from "./deadline.ts";

/** A `fetch` that takes one `Request`: the runtime's own, a service binding's, a Hono application's. */
export type Fetch = (request: Request) => Promise<Response> | Response;

export interface SendOptions {
  /** Origin of the base URL; credentials go nowhere else. */
  readonly origin: string;
  readonly auth: Auth | undefined;
  readonly fetch: Fetch;
}

/**
 * Sends one request for one call. It stands underneath openapi-fetch and its middleware, so credentials are added
 * last and no middleware sees them.
 */
export async function send(
  request: Request,
  call: FailedCall,
  deadline: Deadline,
  options: SendOptions,
): Promise<Response> {
  // A redirect could lead the credentials and the body to another host (RFC 9110, 15.4).
  const outgoing = request.redirect === "manual" ? request : new Request(request, { redirect: "manual" });
  await identify(outgoing, call, deadline, options);
  deadline.signal.throwIfAborted();
  const { fetch } = options;
  try {
    return await deadline.race(fetch(outgoing));
  } catch (cause) {
    throw deadline.signal.aborted ? deadline.signal.reason : new SoNetworkError({ call, cause });
  }
}

async function identify(
  request: Request,
  call: FailedCall,
  deadline: Deadline,
  options: SendOptions,
): Promise<void> {
  if (new URL(request.url).origin !== options.origin) {
    // A middleware or a raw call's `baseUrl` leads elsewhere.
    for (const name of CREDENTIAL_HEADERS) request.headers.delete(name);
    return;
  }
  if (options.auth === undefined || request.headers.has("Authorization")) return;
  const credential = await ask(options.auth, call, deadline);
  credential.applyTo(request.headers);
}

async function ask(auth: Auth, call: FailedCall, deadline: Deadline): Promise<Credential> {
  if (typeof auth !== "function") return auth;
  const { signal } = deadline;
  let credential: unknown;
  try {
    credential = await deadline.race(Promise.resolve(auth({ signal })));
  } catch (cause) {
    throw signal.aborted ? signal.reason : new SoCredentialError({ call, cause });
  }
  if (!(credential instanceof Credential)) throw new SoCredentialError({ call });
  return credential;
}
