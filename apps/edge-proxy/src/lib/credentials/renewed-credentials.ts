import { type AuthFunction, type Credential, singleFlight } from "@so-webapi/client";
import { type OAuthOptions, oauth, SoOAuthError } from "@so-webapi/client/oauth";
import {
  publishedKeys,
  SoSystemUserError,
  SoTokenError,
  type SystemUserOptions,
  systemUser,
} from "@so-webapi/client/system-user";
import type { HeaderField } from "../headers/fields.ts";
import type { CredentialPorts, Credentials } from "./credentials.ts";
import { CredentialsFault } from "./credentials-fault.ts";

/** As of `oauth` of `@so-webapi/client`; clock and single flight are the proxy's. */
export type OAuthCredentialsOptions = Omit<OAuthOptions, "now" | "singleFlight">;

/** As of `systemUser` of `@so-webapi/client`; clock, single flight and the published keys are the proxy's. */
export type SystemUserCredentialsOptions = Omit<SystemUserOptions, "now" | "singleFlight" | "keys">;

/**
 * Access tokens of one user, by a refresh token (platform, "Who is calling"): renewed a minute before their end, or when
 * one is refused, once for all requests that wait.
 *
 * @throws {SoOptionsError} with all mistakes in the options at once; no value is in it.
 *
 * @example
 * import { createProxy, oauthCredentials } from "@so-webapi/edge-proxy";
 *
 * export function proxyFor(secrets: { clientSecret: string; refreshToken: string; keyHash: string }) {
 *   return createProxy({
 *     upstream: { kind: "url", baseUrl: "https://online.superoffice.com/Cust12345" },
 *     callers: [{ name: "erp", apiKeys: [secrets.keyHash] }],
 *     credentials: oauthCredentials({ environment: "online", clientId: "6cf25376616343b3", ...secrets }),
 *   });
 * }
 */
export function oauthCredentials(options: OAuthCredentialsOptions): Credentials {
  return renewed((ports, tenant) => {
    const once: CredentialPorts["singleFlight"] = (key, work) =>
      ports.singleFlight(`${key} ${tenant ?? ""}`, work);
    return oauth({ timeoutMs: ports.timeoutMs, ...options, now: ports.clock, singleFlight: once });
  });
}

/**
 * Tickets of a tenant's system user (platform, "Who is calling"): the system user token is signed with RSA and SHA-256 by
 * Web Crypto, and the ticket is taken out of the JWT that comes back once a published key has proved it. A ticket lives six
 * hours from its last use; it is renewed five minutes before its end, or when it is refused, once for all requests that
 * wait. `SO-AppToken` goes along.
 *
 * @throws {SoOptionsError} with all mistakes in the options at once; no value is in it.
 */
export function systemUserCredentials(options: SystemUserCredentialsOptions): Credentials {
  return renewed(({ clock, singleFlight, timeoutMs }) => {
    // New for each ticket: a list of keys that is shared would share the promise of its fetch, see `isolateFlight`.
    const keys = {
      find: (kid: string | undefined, signal?: AbortSignal) =>
        publishedKeys(options.environment, { timeoutMs, ...options, now: clock }).find(kid, signal),
    };
    return systemUser({ timeoutMs, ...options, keys, now: clock, singleFlight });
  });
}

type Make = (ports: CredentialPorts, tenant: string | undefined) => AuthFunction;

function renewed(make: Make): Credentials {
  // Mistakes show where the proxy is made, not at its first request.
  make({ clock: Date.now, singleFlight: singleFlight(), timeoutMs: 10_000 }, undefined);
  const auths = new WeakMap<CredentialPorts, Map<string, AuthFunction>>();
  const authOf = (ports: CredentialPorts, tenant: string | undefined): AuthFunction => {
    const known = auths.get(ports) ?? new Map<string, AuthFunction>();
    auths.set(ports, known);
    const auth = known.get(tenant ?? "") ?? make(ports, tenant);
    known.set(tenant ?? "", auth);
    return auth;
  };
  return async ({ signal, tenant, rejected, ports }) => {
    const before = rejected && credentials.get(rejected);
    try {
      const auth = authOf(ports, tenant);
      return fieldsOf(await auth({ signal, ...(before !== undefined && { rejected: before }) }));
    } catch (error) {
      throw faultOf(error);
    }
  };
}

const fields = new WeakMap<Credential, readonly HeaderField[]>();
const credentials = new WeakMap<readonly HeaderField[], Credential>();

/** The same fields for the same credential, by which one that was rejected is known. */
function fieldsOf(credential: Credential): readonly HeaderField[] {
  const known = fields.get(credential);
  if (known !== undefined) return known;
  const { headers } = credential.applyTo(new Headers());
  const made = [...headers].map(([name, value]): HeaderField => [name, value]);
  fields.set(credential, made);
  credentials.set(made, credential);
  return made;
}

/** What came of signing in, in the words of a closed list: what the server said stays out of logs. */
function faultOf(error: unknown): unknown {
  if (error instanceof SoOAuthError) {
    const isFinal =
      error.reason === "no-refresh-token" || (error.reason === "refused" && isClient(error.status));
    return new CredentialsFault(`oauth-${error.reason}`, isFinal);
  }
  if (error instanceof SoSystemUserError) {
    const isFinal =
      ["clock", "key"].includes(error.reason) || (error.reason === "refused" && isClient(error.status));
    return new CredentialsFault(`system-user-${error.reason}`, isFinal);
  }
  if (error instanceof SoTokenError) return new CredentialsFault(`token-${error.reason}`, true);
  return error;
}

/** A refusal that comes with a success or a client error is one; a server error is a server that is ill. */
function isClient(status: number | undefined): boolean {
  return status === undefined || (status < 500 && status !== 429);
}
