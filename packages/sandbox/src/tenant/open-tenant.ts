import { sql } from "drizzle-orm";
import { instantOf } from "../model/instant.ts";
import { prepareRead } from "../storage/prepared-read.ts";
import { counters } from "../storage/schema.ts";
import type { Database, Storage } from "../storage/storage.ts";
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
  const takeIds = prepareTakeIds(database);
  let directory: Promise<Directory> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return {
    settings,
    storage,
    database,
    now: () => instantOf(clock()),
    random,
    async nextIds(kind, count = 1) {
      const [row] = await takeIds({ kind, first: 1 + count, count });
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

/** Prepared once: every new row takes an id. */
function prepareTakeIds(database: Database) {
  return prepareRead(
    database,
    database
      .insert(counters)
      .values({ name: sql.placeholder("kind"), next: sql.placeholder("first") })
      .onConflictDoUpdate({
        target: counters.name,
        set: { next: sql`${counters.next} + ${sql.placeholder("count")}` },
      })
      .returning({ next: counters.next }),
  );
}
