import {
  APP_TOKEN_HEADER,
  basicAuthorization,
  bearerAuthorization,
  soTicketAuthorization,
} from "@so-webapi/platform/credentials";
import { asOption } from "../errors/options-error.ts";

/**
 * Who is calling, as headers. The secret lies in a private field: a credential that is logged or turned into JSON
 * shows its scheme only.
 */
export class Credential {
  readonly scheme: "basic" | "soticket" | "bearer" | "xsrf";
  readonly #headers: ReadonlyMap<string, string>;

  constructor(scheme: Credential["scheme"], headers: ReadonlyMap<string, string>) {
    this.scheme = scheme;
    this.#headers = headers;
  }

  /** Sets the credential's headers, in place of those with the same names. Gives what a request needs of it. */
  applyTo(headers: Headers): IdentifiedInit {
    for (const [name, value] of this.#headers) headers.set(name, value);
    return { headers };
  }
}

/** What identifies a request, as a part of its init. */
export interface IdentifiedInit {
  readonly headers: Headers;
  readonly credentials?: "include";
}

/** What a function for credentials is told. */
export interface AuthRequest {
  /** Fires when the call that waits has ended, on time-out too. */
  readonly signal: AbortSignal;
  /** The credential that this call was just refused with, by a 401: give another one. Absent at first. */
  readonly rejected?: Credential;
}

/** Gives a credential for one request. `renewing(…)` makes one that keeps its credential while it is good. */
export type AuthFunction = (request: AuthRequest) => Credential | Promise<Credential>;

/**
 * What identifies the caller: one credential for all requests, or a function that is asked before each request. When
 * the answer is 401, a function is asked once more, and if it gives another credential and the body can be sent twice,
 * so is the request: who answers 401 has not acted on it.
 */
export type Auth = Credential | AuthFunction;

/**
 * Makes a credential of a user's name and password. Installations on site take it; online it is refused.
 *
 * @throws {SoOptionsError} for a colon in the name or a control character.
 *
 * @example
 * const auth = basic("tje0", "Tje0");
 */
export function basic(user: string, password: string): Credential {
  return build("basic", () => [["Authorization", basicAuthorization(user, password)]]);
}

/** What a ticket is sent with. */
export interface SoTicketOptions {
  /** The application's secret, sent as `SO-AppToken`. Needed online. Default: not sent. */
  readonly appToken?: string | undefined;
}

/**
 * Makes a credential of a ticket (`7T:…`), which is sent as it is.
 *
 * @throws {SoOptionsError} for an empty ticket or token, or one with a space or a line break.
 *
 * @example
 * const auth = soTicket("7T:abc==", { appToken: "1234567-1234-9876" });
 */
export function soTicket(ticket: string, options: SoTicketOptions = {}): Credential {
  const { appToken } = options;
  return build("soticket", () => [
    ["Authorization", soTicketAuthorization(ticket)],
    ...(appToken === undefined ? [] : [[APP_TOKEN_HEADER, checkedToken(appToken)] as const]),
  ]);
}

/**
 * Makes a credential of an access token (`8A:…`). The platform takes it online only.
 *
 * @throws {SoOptionsError} for an empty token, or one with a space or a line break.
 *
 * @example
 * const auth = bearer("8A:Cust12345.abc");
 */
export function bearer(token: string): Credential {
  return build("bearer", () => [["Authorization", bearerAuthorization(token)]]);
}

/** The same rule as for tickets: visible ASCII, at least one character. */
function checkedToken(appToken: string): string {
  soTicketAuthorization(appToken);
  return appToken;
}

function build(
  scheme: Credential["scheme"],
  headers: () => readonly (readonly [name: string, value: string])[],
): Credential {
  return asOption("auth", () => new Credential(scheme, new Map(headers())));
}
