import { and, eq, sql } from "drizzle-orm";
import { elements, users } from "../../storage/schema.ts";
import type { User } from "../../tenant/directory.ts";
import type { Tenant } from "../../tenant/tenant.ts";
import { type Application, allowsRedirect, findApplication } from "../applications.ts";
import { byPassword } from "../authenticate.ts";
import { noteLogin } from "../session.ts";
import { issueToken } from "../tokens.ts";
import { OAuthError } from "./oauth-error.ts";
import { formPostPage, refusalPage, signInPage } from "./pages.ts";
import { type OAuthParameters, parametersOf } from "./parameters.ts";
import { type Challenge, readChallenge } from "./pkce.ts";

const MODES = ["query", "fragment", "form_post"] as const;
type Mode = (typeof MODES)[number];

interface Asked {
  readonly application: Application;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly mode: Mode;
}

interface Wanted {
  readonly challenge: Challenge | null;
  readonly nonce: string | undefined;
}

/**
 * `/login/common/oauth/authorize` (docs.superoffice.com, "Authorization Code flow"). A `login_hint` that names a user signs
 * that user in and consents, without a page: the sandbox's own short cut. Without it a page asks for user and password.
 */
export async function authorize(request: Request, url: URL, tenant: Tenant): Promise<Response> {
  const parameters = parametersOf([...url.searchParams]);
  let asked: Asked;
  try {
    asked = await readAsked(parameters, tenant);
  } catch (error) {
    if (error instanceof OAuthError) return refusalPage(error.message);
    throw error;
  }
  try {
    const wanted = readWanted(parameters, asked, tenant);
    const hint = parameters.optional("login_hint");
    const user = hint === undefined ? undefined : await userByHint(tenant, hint);
    if (user !== undefined) return await consent(tenant, asked, wanted, user);
    return await askPerson(request, tenant, asked, wanted);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return answerTo(asked, { error: error.code, error_description: error.message });
  }
}

/** What must be right before anybody is sent anywhere. */
async function readAsked(parameters: OAuthParameters, tenant: Tenant): Promise<Asked> {
  const application = await findApplication(tenant, parameters.required("client_id"));
  if (application === undefined) throw new OAuthError("invalid_request", "The client_id is not registered.");
  const redirectUri = parameters.required("redirect_uri");
  if (!allowsRedirect(application, redirectUri))
    throw new OAuthError("invalid_request", "The redirect_uri is not registered for this application.");
  const mode = parameters.optional("response_mode") ?? "query";
  const known = MODES.find((name) => name === mode);
  if (known === undefined) throw new OAuthError("invalid_request", "The response_mode is not known.");
  return { application, redirectUri, state: parameters.optional("state"), mode: known };
}

function readWanted(parameters: OAuthParameters, { application }: Asked, tenant: Tenant): Wanted {
  if (parameters.required("response_type") !== "code")
    throw new OAuthError("unsupported_response_type", "The sandbox knows the response_type code alone.");
  if (!parameters.required("scope").split(" ").includes("openid"))
    throw new OAuthError("invalid_scope", "The scope must be openid.");
  const wantedTenant = /(?:^| )tenant:(\S+)/.exec(parameters.optional("acr_values") ?? "")?.[1];
  if (wantedTenant !== undefined && wantedTenant.toLowerCase() !== tenant.settings.identifier.toLowerCase())
    throw new OAuthError("access_denied", "The tenant of acr_values does not live here.");
  const challenge = readChallenge(parameters);
  if (challenge === null && application.clientSecret === "")
    throw new OAuthError("invalid_request", "A client without a secret needs a code_challenge.");
  return { challenge, nonce: parameters.optional("nonce") };
}

async function askPerson(request: Request, tenant: Tenant, asked: Asked, wanted: Wanted): Promise<Response> {
  if (request.method !== "POST") return signInPage(asked.application.name, null);
  const form = parametersOf([...new URLSearchParams(await request.text())]);
  const user = await byPassword(tenant, form.optional("user") ?? "", form.optional("password") ?? "");
  if (user === undefined) return signInPage(asked.application.name, "User and password do not fit.");
  return consent(tenant, asked, wanted, user);
}

/** By user name or by email address: the documentation's SuperID user name is one. */
async function userByHint(tenant: Tenant, hint: string): Promise<User | undefined> {
  const directory = await tenant.directory();
  const named = directory.userByName(hint) ?? directory.user(await associateByEmail(tenant, hint));
  return named?.deleted === false ? named : undefined;
}

async function associateByEmail({ database }: Tenant, email: string): Promise<number> {
  const [row] = await database
    .select({ associateId: users.associateId })
    .from(users)
    .innerJoin(elements, and(eq(elements.owner, "person"), eq(elements.ownerId, users.personId)))
    .where(and(eq(elements.kind, "Emails"), eq(sql`lower(${elements.value})`, email.toLowerCase())))
    .limit(1);
  return row?.associateId ?? 0;
}

async function consent(tenant: Tenant, asked: Asked, wanted: Wanted, user: User): Promise<Response> {
  const { redirectUri, application } = asked;
  const { associateId } = user;
  const code = await issueToken(tenant, "code", {
    associateId,
    clientId: application.clientId,
    rest: { redirectUri, challenge: wanted.challenge, nonce: wanted.nonce ?? null, used: false },
  });
  await noteLogin(tenant, associateId);
  return answerTo(asked, { code });
}

function answerTo({ redirectUri, state, mode }: Asked, values: Record<string, string>): Response {
  const all = state === undefined ? values : { ...values, state };
  if (mode === "form_post") return formPostPage(redirectUri, all);
  const location = new URL(redirectUri);
  if (mode === "fragment") location.hash = new URLSearchParams(all).toString();
  else for (const [name, value] of Object.entries(all)) location.searchParams.append(name, value);
  return new Response(null, {
    status: 302,
    headers: { location: location.href, "cache-control": "no-store" },
  });
}
