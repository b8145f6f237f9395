import type { Match, Matcher, Method, Operation } from "@so-webapi/operations";
import { refused } from "../callers/access.ts";
import type { Recognized } from "../callers/caller.ts";
import { ProxyAnswer } from "../message/proxy-answer.ts";
import type { Exchange } from "../observe/exchange.ts";
import type { Settings } from "../settings.ts";
import { fillTemplate, type Target } from "../target/target.ts";
import type { TenantOptions, Tenants } from "../tenants/tenants.ts";
import type { LocalFetch } from "../upstream/sandbox-upstream.ts";
import { forward } from "./forward.ts";
import { forwardLimited } from "./forward-limited.ts";
import { passOn } from "./pass-on.ts";
import { isBesideContract, splitTenant } from "./platform-paths.ts";
import { descriptionOf, undocumentedOperation } from "./undocumented.ts";

/**
 * Lets a request be answered whose caller is known and has not used up its rate. Nothing goes anywhere before both are
 * settled.
 */
export async function answerOperation(
  exchange: Exchange,
  target: Target,
  match: Matcher,
  settings: Settings,
  platform?: LocalFetch,
): Promise<ProxyAnswer> {
  const { failedLogins } = settings;
  if (failedLogins === undefined) return answerCaller(exchange, target, match, settings, platform);
  const { clientAddress, headers } = exchange.request;
  const wait = failedLogins.waitOf(clientAddress);
  if (wait > 0) {
    const retryAfter = String(Math.max(1, Math.ceil(wait / 1000)));
    return refused(exchange, exchange.problem("logins-exceeded", { headers: { "retry-after": retryAfter } }));
  }
  const answer = await answerCaller(exchange, target, match, settings, platform);
  // Who brought nothing has not guessed.
  const fields = ["authorization", "cookie", settings.apiKeyHeader];
  if (answer.status === 401 && fields.some((name) => headers.has(name)))
    await failedLogins.note(clientAddress);
  return answer;
}

async function answerCaller(
  exchange: Exchange,
  target: Target,
  match: Matcher,
  settings: Settings,
  platform: LocalFetch | undefined,
): Promise<ProxyAnswer> {
  const { access } = settings;
  if (access === undefined) return answerTarget(exchange, target, match, settings, platform, undefined);
  const who = await access.recognize(exchange);
  if (who instanceof ProxyAnswer) return who;
  const taken = await access.take(exchange, who);
  if (taken instanceof ProxyAnswer) return taken;
  const answer = await answerTarget(exchange, target, match, settings, platform, who);
  for (const [name, value] of Object.entries(taken ?? {})) answer.headers.set(name, value);
  return answer;
}

/**
 * Finds the operation that a request means. What the contract does not know is refused, unless it
 * belongs to the platform and `platform` is there to answer for that: signing in, the state service, tenants by name.
 */
async function answerTarget(
  exchange: Exchange,
  target: Target,
  match: Matcher,
  settings: Settings,
  platform: LocalFetch | undefined,
  who: Recognized | undefined,
): Promise<ProxyAnswer> {
  const { request } = exchange;
  // HEAD is GET without the body (RFC 9110, 9.3.2); the contract lists GET only.
  const { tenant, path } =
    platform || settings.tenants ? splitTenant(target.path) : { tenant: "", path: target.path };
  const meant = settings.tenants && tenantFor(who, tenant, settings.tenants);
  if (settings.tenants !== undefined && meant === undefined && isApi(path)) {
    const detail = "Paths begin with the name of a tenant, /Cust12345/api/v1/… for example.";
    return refused(exchange, exchange.problem("tenant-unknown", { detail }));
  }
  if (meant !== undefined) exchange.facts.tenant = meant.name;
  const at: Place = {
    tenant: meant?.name,
    prefix: meant === undefined ? tenant : "",
    query: target.query,
    who,
  };
  const found = match(request.method === "HEAD" ? "GET" : request.method, path);
  if (found.kind === "found") return answerFound(exchange, found, at, settings);
  const description = descriptionOf(match, request.method, path);
  if (description !== undefined)
    return answerFound(exchange, { operation: description, params: {}, isDocumented: false }, at, settings);
  const isBeside = platform !== undefined && found.kind === "not-found" && isBesideContract(path);
  if (isBeside) return passOn(exchange, platform, settings, who?.spent);
  const undocumented = settings.undocumented ? undocumentedOperation(request.method, path) : undefined;
  if (undocumented !== undefined)
    return answerFound(exchange, { operation: undocumented, params: {}, isDocumented: false }, at, settings);
  if (found.kind === "not-found")
    return exchange.problem("path-unknown", { detail: "/openapi.json lists what there is, /docs shows it." });
  const allow = allowed(found.allow, match("POST", path));
  if (request.method === "OPTIONS") return new ProxyAnswer(null, { status: 204, headers: { allow } });
  return exchange.problem("method-not-allowed", { detail: `The path takes ${allow}.`, headers: { allow } });
}

/** Where a request leads, beside the operation. */
interface Place {
  readonly tenant: string | undefined;
  /** What stands before the operation's path: a tenant's name with its slash, or nothing. */
  readonly prefix: string;
  readonly query: string;
  readonly who: Recognized | undefined;
}

interface Found {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
  /** False where the contract says nothing of the exchange. Default true. */
  readonly isDocumented?: boolean;
}

/** Sends the request to its operation, if the caller may call it. */
async function answerFound(
  exchange: Exchange,
  { operation, params, isDocumented = true }: Found,
  { tenant, prefix, query, who }: Place,
  settings: Settings,
): Promise<ProxyAnswer> {
  const refusal = who && settings.access?.allow(exchange, who, operation);
  if (refusal !== undefined) return refusal;
  const path = prefix + (isDocumented ? fillTemplate(operation.path, params) : operation.path);
  const signsIn =
    who !== undefined && !("ownCredentials" in who.caller) && settings.credentialsOf(tenant) !== undefined;
  const matched = { operation, params, path, query, who, tenant, signsIn, isDocumented };
  const view = who && settings.access?.view(who);
  return view === undefined
    ? forward(exchange, matched, settings)
    : forwardLimited(exchange, matched, view, settings);
}

/** The tenant that a path names, if it is one of the caller's. */
function tenantFor(who: Recognized | undefined, tenant: string, tenants: Tenants): TenantOptions | undefined {
  const found = tenants.find(tenant.slice(1));
  const own = who?.caller.tenants;
  const isOwn = own === undefined || own.some((name) => name.toLowerCase() === found?.name.toLowerCase());
  return isOwn ? found : undefined;
}

function isApi(path: string): boolean {
  return /^\/api(?:\/|$)/i.test(path);
}

function allowed(methods: readonly Method[], posted: Match): string {
  const isDescribed = posted.kind === "found" && posted.operation.group.kind === "agent";
  const all = isDescribed && !methods.includes("GET") ? ["GET", ...methods] : methods;
  return [...all, ...(all.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}
