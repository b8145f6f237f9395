import { PlatformError } from "../platform-error.ts";

/**
 * Makes the value of an `Authorization` header for a user of an installation on site; online the platform refuses
 * Basic. User and password are sent as UTF-8 (RFC 7617, 2.1).
 *
 * @throws {PlatformError} `credential-user-colon`: the first colon ends the user's name (RFC 7617, 2).
 * `credential-character`: a control character, or half of a surrogate pair, which UTF-8 cannot write.
 *
 * @example
 * basicAuthorization("tje0", "pass"); // "Basic dGplMDpwYXNz"
 */
export function basicAuthorization(user: string, password: string): string {
  if (user.includes(":"))
    throw new PlatformError("credential-user-colon", "A user's name cannot hold a colon.");
  for (const part of [user, password]) {
    if (/[\p{Cc}\p{Surrogate}]/u.test(part)) throw badCharacter("A user's name or password");
  }
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}

/**
 * Makes the value of an `Authorization` header from a ticket (`7T:…`), which travels as it is. Online it needs the
 * application's secret in {@link APP_TOKEN_HEADER} too.
 *
 * @throws {PlatformError} `credential-empty`, `credential-character`.
 *
 * @example
 * soTicketAuthorization("7T:abc=="); // "SoTicket 7T:abc=="
 */
export function soTicketAuthorization(ticket: string): string {
  return `SoTicket ${checked(ticket, "A ticket")}`;
}

/**
 * Makes the value of an `Authorization` header from an access token (`8A:…`); the platform takes it online only.
 * The token may hold the colon that RFC 6750 does not foresee.
 *
 * @throws {PlatformError} `credential-empty`, `credential-character`.
 *
 * @example
 * bearerAuthorization("8A:Cust1.abc"); // "Bearer 8A:Cust1.abc"
 */
export function bearerAuthorization(token: string): string {
  return `Bearer ${checked(token, "A token")}`;
}

/** Visible ASCII only: a space would end the credential and a line break would begin another header. */
function checked(credential: string, what: string): string {
  if (credential === "") throw new PlatformError("credential-empty", `${what} is empty.`);
  if (!/^[!-~]+$/.test(credential)) throw badCharacter(what);
  return credential;
}

function badCharacter(what: string): PlatformError {
  return new PlatformError("credential-character", `${what} holds a character that it cannot have.`);
}
