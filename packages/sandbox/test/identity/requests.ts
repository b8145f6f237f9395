import type { Sandbox } from "../../src/index.ts";

export const ME = "http://sandbox/api/v1/User/currentPrincipal";
export const TJE0 = `Basic ${btoa("tje0:Tje0")}`;

/** Sends a request to any path of the sandbox. */
export function send(sandbox: Sandbox, path: string, init: RequestInit = {}): Promise<Response> {
  return sandbox.fetch(new Request(new URL(path, "http://sandbox"), init));
}

/** The JSON of an answer. */
// biome-ignore lint/suspicious/noExplicitAny: tests read answers freely.
export async function jsonOf(response: Response | Promise<Response>): Promise<any> {
  return JSON.parse(await (await response).text());
}

/** The status of a read with these headers. */
export async function statusOf(sandbox: Sandbox, headers: Record<string, string>): Promise<number> {
  return (await send(sandbox, ME, { headers })).status;
}

export interface SignedIn {
  readonly ticket: string;
  readonly xsrf: string;
  /** The `Cookie` header of a browser. */
  readonly cookie: string;
}

/** Signs in with a password at the sandbox's own endpoint. */
export async function signIn(sandbox: Sandbox, user = "tje0", password = "Tje0"): Promise<SignedIn> {
  const response = await send(sandbox, "/login/session", {
    method: "POST",
    body: JSON.stringify({ user, password }),
  });
  if (response.status !== 200) throw new Error(`signing in answered ${response.status}`);
  const { ticket, xsrfToken } = await jsonOf(response);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return { ticket, xsrf: xsrfToken, cookie };
}

/** The parameters that an authorization ended with. */
export function redirectOf(response: Response): URLSearchParams {
  return new URL(response.headers.get("location") ?? "none:").searchParams;
}

const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/** The pair of RFC 7636, appendix B. */
export const PKCE = { verifier: VERIFIER, challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" };

export const CALLBACK = "http://localhost:3000/callback";

/** Asks to authorize `tje0` for the default application, with other parameters where given. */
export function authorize(sandbox: Sandbox, more: Record<string, string> = {}): Promise<Response> {
  const parameters = new URLSearchParams({
    client_id: "sandbox",
    redirect_uri: CALLBACK,
    response_type: "code",
    scope: "openid",
    state: "a state",
    login_hint: "tje0",
    ...more,
  });
  return send(sandbox, `/login/common/oauth/authorize?${parameters}`);
}

/** Asks for tokens as the default application. */
export function tokens(sandbox: Sandbox, more: Record<string, string>): Promise<Response> {
  return send(sandbox, "/login/common/oauth/tokens", {
    method: "POST",
    body: new URLSearchParams({
      client_id: "sandbox",
      client_secret: "sandbox-secret",
      grant_type: "authorization_code",
      redirect_uri: CALLBACK,
      ...more,
    }),
  });
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
}

/** Goes through the whole code flow. */
export async function codeFlow(sandbox: Sandbox): Promise<Tokens> {
  const code = redirectOf(await authorize(sandbox)).get("code") ?? "";
  const response = await tokens(sandbox, { code });
  if (response.status !== 200) throw new Error(`the tokens endpoint answered ${response.status}`);
  return jsonOf(response);
}
