import type { SoapMessage, Values } from "../codec/index.ts";
import { BridgeError } from "./bridge-failure.ts";
import type { Upstream } from "./options.ts";
import { callRest } from "./rest-answer.ts";
import { setHeader, textOf } from "./rest-request.ts";
import { authorizationOf, type LoginCredentials, notSupported, type ticketOffice } from "./tickets.ts";

/** What a login needs beside its message. */
export interface LoginContext {
  readonly tickets: ReturnType<typeof ticketOffice>;
  readonly upstream: Upstream;
  readonly maxBytes: number;
  /** Of the REST requests: without `Authorization`. */
  readonly headers: Headers;
  readonly base: string;
  readonly signal: AbortSignal;
}

/** Where REST tells who is calling. */
const CURRENT_PRINCIPAL = "/api/v1/User/currentPrincipal";

/**
 * Logs in: by name and password (Basic) or by access token (Bearer), whichever upstream accepts. REST has no operation that
 * gives a ticket for them, so they are tried with `GET User/currentPrincipal`, whose answer is the principal, and the ticket is
 * the bridge's own.
 *
 * @throws {BridgeError} `login-refused` where upstream does not know them, `login-not-supported` for the other ways to log in.
 */
export async function login(message: SoapMessage, context: LoginContext): Promise<Values> {
  const credentials = credentialsOf(message);
  if (credentials === undefined || !context.tickets.isOpen) throw new BridgeError(notSupported);
  const { headers, base, signal, upstream, maxBytes } = context;
  setHeader(headers, "authorization", authorizationOf(credentials));
  const request = new Request(base + CURRENT_PRINCIPAL, { headers, signal });
  const principal = await callRest(request, upstream, maxBytes).catch((error: unknown) => {
    if (!(error instanceof BridgeError) || error.failure.status !== 401) throw error;
    throw new BridgeError({ code: "login-refused", message: "The login was refused.", status: 401 });
  });
  return {
    Response: principal,
    Credentials: { Ticket: await context.tickets.issue(credentials) },
    AuthenticationSucceeded: true,
  };
}

function credentialsOf({ operation, values }: SoapMessage): LoginCredentials | undefined {
  switch (operation.name) {
    case "AuthenticateUsernamePassword": {
      const [user, password] = [textOf(values["UserName"]), values["Password"]];
      if (user === undefined) throw missing("UserName");
      if (typeof password !== "string") throw missing("Password");
      return { scheme: "basic", user, password };
    }
    case "AuthenticateWithAccessToken": {
      const token = textOf(values["AccessToken"]);
      if (token === undefined) throw missing("AccessToken");
      return { scheme: "bearer", token };
    }
    default:
      return undefined;
  }
}

const missing = (name: string): BridgeError =>
  new BridgeError({ code: "argument-missing", message: `${name} is missing.`, path: name });
