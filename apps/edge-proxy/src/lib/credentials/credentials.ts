import type { SingleFlight } from "@so-webapi/client";
import {
  basicAuthorization,
  bearerAuthorization,
  CREDENTIAL_HEADERS,
  soTicketAuthorization,
} from "@so-webapi/platform/credentials";
import type { HeaderField } from "../headers/fields.ts";

/** What the proxy lends to credentials that sign in by themselves; one object per proxy. */
export interface CredentialPorts {
  readonly singleFlight: SingleFlight;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds that one request to sign in, or to look something up for it, may take. */
  readonly timeoutMs: number;
}

/** What credentials are asked for. */
export interface CredentialsRequest {
  /** Aborted when the caller goes away or the time is up. */
  readonly signal: AbortSignal;
  /** The tenant that is meant, by its configured name; undefined where the upstream is one alone. */
  readonly tenant: string | undefined;
  /**
   * What was given before, the same object, and was refused with 401. Give others; or the same again where there are no
   * others.
   */
  readonly rejected?: readonly HeaderField[];
  readonly ports: CredentialPorts;
}

/**
 * Gives the fields with which the proxy itself signs in to SuperOffice, asked before each request. Names are in lower
 * case. What it throws is 503 for the caller, without a word of it; see `CredentialsFault` for what is 502.
 *
 * @example
 * import type { Credentials } from "@so-webapi/edge-proxy";
 *
 * export const fromVault: Credentials = async ({ signal }) => {
 *   const answer = await fetch("https://vault.example/so-ticket", { signal });
 *   return [["authorization", `SoTicket ${await answer.text()}`]];
 * };
 */
export type Credentials = (
  request: CredentialsRequest,
) => readonly HeaderField[] | Promise<readonly HeaderField[]>;

/** Fields of a caller that give way to the proxy's own credentials. */
export const replacedFields: readonly string[] = CREDENTIAL_HEADERS.filter((name) => name !== "set-cookie");

/**
 * A user's name and password, for installations on site (platform, "Who is calling").
 *
 * @throws {PlatformError} for a colon in the name or a control character.
 */
export function basicCredentials(user: string, password: string): Credentials {
  return always([["authorization", basicAuthorization(user, password)]]);
}

/**
 * A ticket with the application's token, which is needed online.
 *
 * @throws {PlatformError} for a ticket or token that is empty or has white space.
 */
export function ticketCredentials(ticket: string, applicationToken?: string): Credentials {
  const fields: HeaderField[] = [["authorization", soTicketAuthorization(ticket)]];
  if (applicationToken !== undefined) fields.push(["so-apptoken", checked(applicationToken)]);
  return always(fields);
}

/**
 * An access token; SuperOffice takes it online.
 *
 * @throws {PlatformError} for a token that is empty or has white space.
 */
export function bearerCredentials(token: string): Credentials {
  return always([["authorization", bearerAuthorization(token)]]);
}

function always(fields: readonly HeaderField[]): Credentials {
  return () => fields;
}

/** An application's token must fit in a field as a Bearer token must. */
function checked(token: string): string {
  bearerAuthorization(token);
  return token;
}
