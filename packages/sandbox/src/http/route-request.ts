import { handleLogin } from "../identity/handle-login.ts";
import { stateService } from "../identity/state-service.ts";
import { answersOperations } from "../identity/tenant-state.ts";
import type { FindSample } from "../samples/sample.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { describeOperations, describeVersions } from "./describe.ts";
import { problemResponse } from "./error-response.ts";
import { handleOperation } from "./handle-operation.ts";
import { readTarget, servesPrefix } from "./target.ts";

/**
 * Answers a request, whose address is `url`, for whatever the platform serves: the API, its descriptions, the state service and signing in. Never
 * rejects.
 */
export async function routeRequest(
  request: Request,
  url: URL,
  tenant: Tenant,
  findSample: FindSample,
): Promise<Response> {
  try {
    return await route(request, url, tenant, findSample);
  } catch {
    return problemResponse({ status: 500, code: "sandbox-failed", title: "The sandbox failed" });
  }
}

async function route(request: Request, url: URL, tenant: Tenant, findSample: FindSample): Promise<Response> {
  const target = readTarget(url.pathname);
  if (target === undefined) return unknownPath();
  const { prefix, path } = target;
  const lower = path.toLowerCase();
  if (lower.startsWith("/login")) return (await handleLogin(request, url, lower, tenant)) ?? unknownPath();
  const state = /^\/api\/state\/([^/]+)$/i.exec(path);
  if (state?.[1] !== undefined && isRead(request)) return stateService(state[1], url.origin, tenant);
  if (!servesPrefix(tenant, prefix)) return misdirected();
  const base = `${url.origin}${prefix === null ? "" : `/${encodeURIComponent(prefix)}`}/api`;
  if (lower === "/api" && isRead(request)) return describeVersions(request, base);
  if (!answersOperations(tenant)) return notRunning();
  if (lower === "/api/v1" && isRead(request)) return describeOperations(base);
  return handleOperation(request, url, path, tenant, findSample);
}

function isRead({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}

function unknownPath(): Response {
  return problemResponse({ status: 404, code: "path-unknown", title: "Nothing is served at this path" });
}

/** A tenant that does not live here (platform.md, "Addresses"). The documentation names the text, but no form of the body. */
function misdirected(): Response {
  return problemResponse({
    status: 421,
    code: "tenant-elsewhere",
    title: "Wrong subdomain used to access tenant",
  });
}

/** The state service's page says that APIs are not available then, but with no status. */
function notRunning(): Response {
  return problemResponse({ status: 503, code: "tenant-not-running", title: "The tenant is not running" });
}
