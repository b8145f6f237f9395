import { eq } from "drizzle-orm";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { activities } from "../../src/storage/schema.ts";
import { snapshotOf } from "../../src/storage/snapshot.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";

export interface OpenedTenant extends TestTenant {
  /** Every row of every table. */
  dump(): Promise<unknown>;
  /** The log of a contact, oldest first. */
  log(contactId: number): Promise<(typeof activities.$inferSelect)[]>;
}

/** A tenant whose tables a test can read. */
export async function openWithTables(): Promise<OpenedTenant> {
  const storage = nodeSqlite();
  const tenant = await openTestTenant({ storage, seed: "default" });
  return {
    ...tenant,
    dump: () => snapshotOf(storage),
    log: (contactId) =>
      storage.database
        .select()
        .from(activities)
        .where(eq(activities.contactId, contactId))
        .orderBy(activities.activityId),
  };
}

/** The `EntityElement`s of an answer by their values. */
export function values(elements: readonly { readonly Value: string }[]): string[] {
  return elements.map(({ Value }) => Value);
}
