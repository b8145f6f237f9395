import { and, asc, eq } from "drizzle-orm";
import { contacts, elements, persons } from "../storage/schema.ts";
import type { User } from "../tenant/directory.ts";
import type { Tenant } from "../tenant/tenant.ts";

/** What a user's person and its company say of the user. */
export interface UserFacts {
  readonly person: typeof persons.$inferSelect | null;
  readonly contact: typeof contacts.$inferSelect | null;
  /** The first email address; empty where there is none. */
  readonly email: string;
}

export async function userFacts(tenant: Tenant, user: User): Promise<UserFacts> {
  const [[row], [email]] = await Promise.all([
    tenant.database
      .select({ person: persons, contact: contacts })
      .from(persons)
      .leftJoin(contacts, eq(persons.contactId, contacts.contactId))
      .where(eq(persons.personId, user.personId)),
    tenant.database
      .select({ value: elements.value })
      .from(elements)
      .where(
        and(eq(elements.owner, "person"), eq(elements.ownerId, user.personId), eq(elements.kind, "Emails")),
      )
      .orderBy(asc(elements.rank))
      .limit(1),
  ]);
  return { person: row?.person ?? null, contact: row?.contact ?? null, email: email?.value ?? "" };
}
