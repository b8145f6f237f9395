import { eq } from "drizzle-orm";
import { hashPassword } from "../identity/password.ts";
import { UNSET } from "../model/instant.ts";
import type { SandboxOptions } from "../options.ts";
import { groups, meta, users } from "../storage/schema.ts";
import type { Tenant } from "../tenant/tenant.ts";

/** Fills a storage that was never filled with the seed of the options. */
export async function fillStorage(tenant: Tenant, _options: SandboxOptions): Promise<void> {
  const { database } = tenant;
  const [filled] = await database.select().from(meta).where(eq(meta.key, "seed"));
  if (filled !== undefined) return;
  await database.batch([
    database.insert(groups).values({ groupId: 1, name: "Sales", tooltip: "", rank: 1, deleted: false }),
    database.insert(users).values({
      associateId: 1,
      userName: "tje0",
      password: await hashPassword("Tje0", "seed"),
      personId: 1,
      groupId: 1,
      userType: "InternalAssociate",
      rank: 1,
      deleted: false,
      lastLoginAt: UNSET,
      lastLogoutAt: UNSET,
    }),
    database.insert(meta).values({ key: "seed", value: "default" }),
  ]);
}
