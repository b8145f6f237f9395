import { sql } from "drizzle-orm";
import { instantOf } from "../model/instant.ts";
import { counters } from "../storage/schema.ts";
import type { Storage } from "../storage/storage.ts";
import { type Directory, readDirectory } from "./directory.ts";
import type { Tenant, TenantSettings } from "./tenant.ts";

export interface OpenTenantOptions {
  readonly storage: Storage;
  readonly settings: TenantSettings;
  readonly clock: () => number;
  readonly random: () => number;
}

/** Makes the tenant over a storage whose schema is there. */
export function openTenant({ storage, settings, clock, random }: OpenTenantOptions): Tenant {
  const { database } = storage;
  let directory: Promise<Directory> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return {
    settings,
    storage,
    database,
    now: () => instantOf(clock()),
    random,
    async nextIds(kind, count = 1) {
      const [row] = await database
        .insert(counters)
        .values({ name: kind, next: 1 + count })
        .onConflictDoUpdate({ target: counters.name, set: { next: sql`${counters.next} + ${count}` } })
        .returning({ next: counters.next });
      if (row === undefined) throw new Error(`no counter ${kind}`);
      return row.next - count;
    },
    directory() {
      // Another isolate may have changed what this one has read.
      if (!storage.exclusive) return readDirectory(database);
      directory ??= readDirectory(database);
      return directory;
    },
    directoryChanged() {
      directory = undefined;
    },
    exclusively(work) {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
}
