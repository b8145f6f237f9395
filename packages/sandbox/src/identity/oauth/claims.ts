import { millisecondsOf } from "../../model/instant.ts";
import type { User } from "../../tenant/directory.ts";
import type { Tenant } from "../../tenant/tenant.ts";
import type { Application } from "../applications.ts";
import { userFacts } from "../user-facts.ts";
import { signingKey } from "./signing-key.ts";

const PREFIX = "http://schemes.superoffice.net/identity/";

/** The tenant's database has no serial number here; the claim and the audience of a system user's token need one. */
const SERIAL = "1000000000";

/** Seconds: the sample of docs.superoffice.com, "Validate security tokens", lives 300 and begins 60 before it is issued. */
const LIVES = 300;
const BEGINS_BEFORE = 60;

/** The id_token of a user for an application: claims and their form as on that page. `issuer` is the origin. */
export async function idToken(
  tenant: Tenant,
  user: User,
  application: Application,
  issuer: string,
  nonce: string | undefined,
): Promise<string> {
  const { contact, email } = await userFacts(tenant, user);
  const upn = email === "" ? user.userName : email;
  return sign(tenant, issuer, application.clientId, upn, {
    ...tenantClaims(tenant, issuer),
    ...prefixed({
      associateid: String(user.associateId),
      identityprovider: issuer,
      email,
      upn,
      is_administrator: "False",
      company_name: contact?.name ?? "",
      system_token: application.systemToken,
      initials: user.userName,
      so_primary_email_address: email,
    }),
    ...(nonce === undefined ? {} : { nonce }),
  });
}

/** The token that a system user's authentication gives: issuer `SuperOffice AS`, audience `spn:` and the serial number. */
export async function systemUserToken(
  tenant: Tenant,
  user: User,
  ticket: string,
  origin: string,
): Promise<string> {
  return sign(tenant, "SuperOffice AS", `spn:${SERIAL}`, user.userName, {
    ...tenantClaims(tenant, origin),
    ...prefixed({ associateid: String(user.associateId), identityprovider: "SuperOffice AS", ticket }),
  });
}

async function sign(
  tenant: Tenant,
  issuer: string,
  audience: string,
  subject: string,
  claims: Record<string, string>,
): Promise<string> {
  const { SignJWT } = await import("jose");
  const { privateKey, publicJwk } = await signingKey(tenant);
  const now = Math.floor(millisecondsOf(tenant.now()) / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: publicJwk.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt(now)
    .setNotBefore(now - BEGINS_BEFORE)
    .setExpirationTime(now + LIVES)
    .sign(privateKey);
}

function tenantClaims({ settings: { identifier } }: Tenant, origin: string): Record<string, string> {
  return prefixed({
    ctx: identifier,
    serial: SERIAL,
    netserver_url: `${origin}/${identifier}/Remote/Services88/`,
    webapi_url: `${origin}/${identifier}/api/`,
  });
}

function prefixed(claims: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [PREFIX + name, value]));
}
