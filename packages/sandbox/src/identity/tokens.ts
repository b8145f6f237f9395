import { and, eq, lte } from "drizzle-orm";
import { type Instant, instantOf, millisecondsOf } from "../model/instant.ts";
import type { JsonObject } from "../model/json.ts";
import { tokens } from "../storage/schema.ts";
import type { Tenant } from "../tenant/tenant.ts";

export type TokenKind = "ticket" | "session" | "code" | "access" | "refresh";

export interface Token {
  readonly kind: TokenKind;
  readonly associateId: number;
  /** Empty where no application stands behind it. */
  readonly clientId: string;
  /** What came from one sign-in has one grant. */
  readonly grant: string;
  readonly expiresAt: Instant;
  /** What only its kind needs. */
  readonly rest: JsonObject;
}

const MINUTE = 60_000;

/**
 * Lifetimes in milliseconds. Tickets live six hours, sliding, and access tokens one hour (platform.md, "Who is calling");
 * codes ten minutes (docs.superoffice.com, "Authorization Code flow"). A session lives as long as a ticket; a refresh
 * token until it is revoked.
 */
export const LIFETIMES: Readonly<Record<TokenKind, number>> = {
  ticket: 360 * MINUTE,
  session: 360 * MINUTE,
  access: 60 * MINUTE,
  code: 10 * MINUTE,
  refresh: Number.POSITIVE_INFINITY,
};

const NEVER = "9999-12-31T23:59:59.9999999" as Instant;

/** How much later than stored a sliding token must end before its row is written again: not at every request. */
const SLIDE_STEP = MINUTE;

/**
 * Gives out a token and stores its hash. Its text is random whatever `random` the sandbox was given: credentials do not
 * repeat. `7T:...==` is a ticket, `8A:{tenant}....` an access token (platform.md, "Who is calling").
 */
export async function issueToken(
  tenant: Tenant,
  kind: TokenKind,
  token: { associateId: number; clientId?: string; grant?: string; rest?: JsonObject },
): Promise<string> {
  const text = tokenText(kind, tenant.settings.identifier);
  const { associateId, clientId = "", grant = randomText(16), rest = {} } = token;
  await tenant.database.batch([
    tenant.database.delete(tokens).where(lte(tokens.expiresAt, tenant.now())),
    tenant.database.insert(tokens).values({
      hash: await hashOf(text),
      kind,
      associateId,
      clientId,
      grant,
      expiresAt: expiry(tenant, kind),
      rest,
    }),
  ]);
  return text;
}

/** The row of a ticket of a user that never ends, for a seed: clients that have one in their settings. */
export async function lastingTicket(associateId: number, text: string): Promise<typeof tokens.$inferInsert> {
  return {
    hash: await hashOf(text),
    kind: "ticket",
    associateId,
    clientId: "",
    grant: `seed-${associateId}`,
    expiresAt: NEVER,
    rest: {},
  };
}

/** Finds a token that was given out and still lives. A ticket's and a session's life begins anew. */
export async function findToken(tenant: Tenant, kind: TokenKind, text: string): Promise<Token | undefined> {
  const hash = await hashOf(text);
  const [row] = await tenant.database
    .select()
    .from(tokens)
    .where(and(eq(tokens.hash, hash), eq(tokens.kind, kind)));
  if (row === undefined || row.expiresAt <= tenant.now()) return undefined;
  if (kind === "ticket" || kind === "session") await slide(tenant, hash, kind, row.expiresAt);
  return row;
}

/** Ends one token; nothing happens where there is none. */
export async function revokeToken(tenant: Tenant, text: string): Promise<void> {
  await tenant.database.delete(tokens).where(eq(tokens.hash, await hashOf(text)));
}

/** Ends everything that came from one sign-in. */
export async function revokeGrant(tenant: Tenant, grant: string): Promise<void> {
  await tenant.database.delete(tokens).where(eq(tokens.grant, grant));
}

/** Ends everything that a user has for an application. */
export async function revokeGrantsOf(tenant: Tenant, associateId: number, clientId: string): Promise<void> {
  await tenant.database
    .delete(tokens)
    .where(and(eq(tokens.associateId, associateId), eq(tokens.clientId, clientId)));
}

/** Stores other facts with a token. */
export async function changeToken(tenant: Tenant, text: string, rest: JsonObject): Promise<void> {
  await tenant.database
    .update(tokens)
    .set({ rest })
    .where(eq(tokens.hash, await hashOf(text)));
}

/** Base64url without padding of so many random bytes. */
export function randomText(bytes: number): string {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...values)).replace(
    /[+/=]/g,
    (c) => ({ "+": "-", "/": "_", "=": "" })[c] ?? "",
  );
}

function tokenText(kind: TokenKind, identifier: string): string {
  if (kind === "ticket")
    return `7T:${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(31))))}`;
  if (kind === "access") return `8A:${identifier}.${randomText(32)}`;
  return randomText(32);
}

function expiry(tenant: Tenant, kind: TokenKind): Instant {
  const lifetime = LIFETIMES[kind];
  return Number.isFinite(lifetime) ? instantOf(millisecondsOf(tenant.now()) + lifetime) : NEVER;
}

async function slide(tenant: Tenant, hash: string, kind: TokenKind, before: Instant): Promise<void> {
  const expiresAt = expiry(tenant, kind);
  if (millisecondsOf(expiresAt) - millisecondsOf(before) < SLIDE_STEP) return;
  await tenant.database.update(tokens).set({ expiresAt }).where(eq(tokens.hash, hash));
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
