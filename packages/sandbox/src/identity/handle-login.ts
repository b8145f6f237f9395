import { parseAuthorization, parseJson } from "@so-webapi/platform";
import { asFailure, failureResponse, problemResponse } from "../http/error-response.ts";
import { isJsonObject } from "../model/json.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { authenticate, byPassword } from "./authenticate.ts";
import { authorize } from "./oauth/authorize.ts";
import { jwks, openidConfiguration } from "./oauth/discovery.ts";
import { logout, revoke } from "./oauth/end.ts";
import { OAuthError, oauthErrorResponse } from "./oauth/oauth-error.ts";
import { exchangeToken } from "./oauth/tokens-endpoint.ts";
import { beginSession, findSession, noteLogout, SESSION_COOKIE } from "./session.ts";
import { authenticateSystemUser } from "./system-user.ts";
import { findToken, revokeGrant } from "./tokens.ts";

type Endpoint = (request: Request, url: URL, tenant: Tenant) => Promise<Response>;

interface Route {
  readonly methods: readonly string[];
  /** Not on site: OAuth and system users are the vendor's cloud (platform.md, "Who is calling"). */
  readonly online: boolean;
  readonly answer: Endpoint;
}

const ROUTES: Readonly<Record<string, Route>> = {
  "/login/common/oauth/authorize": { methods: ["GET", "POST"], online: true, answer: authorize },
  "/login/common/oauth/tokens": { methods: ["POST"], online: true, answer: exchangeToken },
  "/login/common/oauth/revoke": { methods: ["POST"], online: true, answer: revoke },
  "/login/common/oauth/logout": { methods: ["GET", "POST"], online: true, answer: logout },
  "/login/.well-known/openid-configuration": {
    methods: ["GET"],
    online: true,
    answer: async (_request, url) => openidConfiguration(url.origin),
  },
  "/login/.well-known/jwks": {
    methods: ["GET"],
    online: true,
    answer: (_request, _url, tenant) => jwks(tenant),
  },
  "/login/api/partnersystemuser/authenticate": {
    methods: ["POST"],
    online: true,
    answer: authenticateSystemUser,
  },
  "/login/session": { methods: ["POST", "DELETE"], online: false, answer: session },
};

/** Answers what lies under `/login`; undefined for another path. `path` is in lower case. */
export async function handleLogin(
  request: Request,
  url: URL,
  path: string,
  tenant: Tenant,
): Promise<Response | undefined> {
  const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  if (route === undefined || (route.online && tenant.settings.installation === "onsite")) return undefined;
  if (!route.methods.includes(request.method))
    return problemResponse(
      { status: 405, code: "method-not-allowed", title: "The endpoint has no such method" },
      { allow: route.methods.join(", ") },
    );
  try {
    return await route.answer(request, url, tenant);
  } catch (error) {
    if (error instanceof OAuthError) return oauthErrorResponse(error);
    return failureResponse(asFailure(error), "entity", tenant.settings);
  }
}

/**
 * Signing in and out with a password: the sandbox's own endpoint, since no page documents how a session begins. POST takes
 * `{ "user", "password" }` and gives a ticket and the session's cookies; DELETE takes any credentials, writes when the user
 * signed out and ends the ticket or session that it came with.
 */
async function session(request: Request, _url: URL, tenant: Tenant): Promise<Response> {
  if (request.method === "DELETE") return signOut(request, tenant);
  const parsed = parseJson(await request.text());
  const { user: name, password } = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const user =
    typeof name === "string" && typeof password === "string"
      ? await byPassword(tenant, name, password)
      : undefined;
  if (user === undefined)
    return problemResponse({ status: 401, code: "sign-in-refused", title: "User and password do not fit" });
  const { ticket, xsrf, cookies } = await beginSession(tenant, user);
  const headers = new Headers({
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(JSON.stringify({ ticket, xsrfToken: xsrf }), { headers });
}

async function signOut(request: Request, tenant: Tenant): Promise<Response> {
  const caller = await authenticate(request, tenant);
  const authorization = parseAuthorization(request.headers.get("authorization"));
  const token =
    authorization.scheme === "soticket"
      ? await findToken(tenant, "ticket", authorization.ticket)
      : await findSession(tenant, request);
  if (token?.associateId === caller.associateId) await revokeGrant(tenant, token.grant);
  await noteLogout(tenant, caller.associateId);
  const gone = [SESSION_COOKIE, "XSRF-TOKEN"].map((name) => `${name}=; Path=/; Max-Age=0; SameSite=Lax`);
  const headers = new Headers();
  for (const cookie of gone) headers.append("set-cookie", cookie);
  return new Response(null, { status: 204, headers });
}
