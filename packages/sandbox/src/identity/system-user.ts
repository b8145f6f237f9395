import { parseJson } from "@so-webapi/platform";
import { eq } from "drizzle-orm";
import { millisecondsOf, UNSET } from "../model/instant.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { users } from "../storage/schema.ts";
import type { User } from "../tenant/directory.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { type Application, findApplicationBySecret } from "./applications.ts";
import { systemUserToken } from "./oauth/claims.ts";
import { noteLogin } from "./session.ts";
import { issueToken } from "./tokens.ts";

/** How far the time in a signed token may lie from the tenant's clock, in milliseconds. No page says. */
const SKEW = 10 * 60_000;

/**
 * `POST /Login/api/PartnerSystemUser/Authenticate` (platform.md, "Who is calling"; docs.superoffice.com, "How to get a
 * system user ticket credential"): a signed system user token for a ticket in a JWT. The vendor's samples read
 * `IsSuccessful`, `Token` and `ErrorMessage` of a 2xx answer, so a refusal is one too.
 */
export async function authenticateSystemUser(request: Request, url: URL, tenant: Tenant): Promise<Response> {
  const parsed = parseJson(await request.text());
  if (!parsed.ok || !isJsonObject(parsed.value)) return answer(null, "The body is no JSON object.", 400);
  const refusal = await check(parsed.value, tenant);
  if (typeof refusal === "string") return answer(null, refusal);
  const user = await systemUser(tenant);
  const { associateId } = user;
  const ticket = await issueToken(tenant, "ticket", { associateId, clientId: refusal.clientId });
  await noteLogin(tenant, associateId);
  return answer(await systemUserToken(tenant, user, ticket, url.origin), null);
}

function answer(token: string | null, message: string | null, status = 200): Response {
  const body = { IsSuccessful: token !== null, Token: token, ErrorMessage: message };
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

/** The application that may have a ticket, or why there is none. */
async function check(body: JsonObject, tenant: Tenant): Promise<Application | string> {
  const { SignedSystemToken, ApplicationToken, ContextIdentifier, ReturnTokenType } = body;
  if (typeof ContextIdentifier !== "string" || !sameText(ContextIdentifier, tenant.settings.identifier))
    return "ContextIdentifier is not a tenant of this server.";
  if (typeof ReturnTokenType !== "string" || !sameText(ReturnTokenType, "JWT"))
    return "ReturnTokenType must be JWT.";
  const application =
    typeof ApplicationToken === "string"
      ? await findApplicationBySecret(tenant, ApplicationToken)
      : undefined;
  if (application === undefined) return "ApplicationToken is not known.";
  if (typeof SignedSystemToken !== "string") return "SignedSystemToken is missing.";
  return (await whyUnsigned(SignedSystemToken, application, tenant)) ?? application;
}

/** Why a signed token proves nothing; null where it does. The token itself may hold dots, so it is read from its end. */
async function whyUnsigned(
  signed: string,
  { systemToken, publicKey }: Application,
  tenant: Tenant,
): Promise<string | null> {
  const [, data = "", token, time = "", signature = ""] =
    /^((.*)\.([0-9]{12}))\.([A-Za-z0-9+/]+={0,2})$/s.exec(signed) ?? [];
  if (token === undefined) return "SignedSystemToken is malformed.";
  if (token !== systemToken) return "The system user token is not known.";
  if (publicKey === "") return "No public key is registered for the application.";
  if (!(await verifies(data, signature, publicKey))) return "The signature is not valid.";
  const at = Date.parse(time.replace(/^(.{4})(..)(..)(..)(..)$/, "$1-$2-$3T$4:$5:00Z"));
  // Comparing also refuses what is no time.
  if (!(Math.abs(at - millisecondsOf(tenant.now())) <= SKEW))
    return "The time of the signature is too far away.";
  return null;
}

async function verifies(data: string, signature: string, pem: string): Promise<boolean> {
  try {
    const { importSPKI } = await import("jose");
    const key = await importSPKI(pem, "RS256");
    const bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0));
    return await crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, bytes, new TextEncoder().encode(data));
  } catch {
    return false;
  }
}

/** The tenant's system user; one is made where it has none. Nobody signs in as it with a password. */
async function systemUser(tenant: Tenant): Promise<User> {
  const isSystem = ({ userType, deleted }: User): boolean => userType === "SystemAssociate" && !deleted;
  const found = (await tenant.directory()).users().find(isSystem);
  return (
    found ??
    tenant.exclusively(async () => (await tenant.directory()).users().find(isSystem) ?? makeOne(tenant))
  );
}

async function makeOne(tenant: Tenant): Promise<User> {
  const directory = await tenant.directory();
  const highest = Math.max(0, ...directory.users().map(({ associateId }) => associateId));
  const associateId = Math.max(await tenant.nextIds("users"), highest + 1);
  await tenant.database.insert(users).values({
    associateId,
    userName: "system",
    password: "",
    personId: 0,
    groupId: directory.groups()[0]?.groupId ?? 0,
    userType: "SystemAssociate",
    rank: 0,
    deleted: false,
    lastLoginAt: UNSET,
    lastLogoutAt: UNSET,
  });
  tenant.directoryChanged();
  const [row] = await tenant.database.select().from(users).where(eq(users.associateId, associateId));
  if (row === undefined) throw new Error("the system user was not stored");
  return { ...row, fullName: "" };
}

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
