import {
  basicAuthorization,
  bearerAuthorization,
  CREDENTIAL_HEADERS,
  soTicketAuthorization,
} from "@so-webapi/platform/credentials";
import type { HeaderField } from "../headers/fields.ts";

/**
 * Gives the fields with which the proxy itself signs in to SuperOffice, asked before each request. Names are in lower
 * case. What it throws is 503 for the caller, without a word of it.
 */
export type Credentials = (options: {
  /** Aborted when the caller goes away or the time is up. */
  readonly signal: AbortSignal;
}) => readonly HeaderField[] | Promise<readonly HeaderField[]>;

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
