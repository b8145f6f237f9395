import { sql } from "drizzle-orm";
import { migrations } from "./migrations/migrations.ts";
import type { Storage } from "./storage.ts";

/**
 * Brings a storage to the newest schema: runs the migrations it has not seen, in order. `meta` keeps how many it has.
 *
 * @throws {Error} where the storage was made by a newer version of this package.
 */
export async function migrate(storage: Storage): Promise<void> {
  const done = await doneMigrations(storage);
  if (done > migrations.length) throw new Error("the storage was made by a newer version of the sandbox");
  for (const [index, statements] of migrations.entries()) {
    if (index < done) continue;
    await storage.execute([
      ...statements,
      `INSERT INTO meta (key, value) VALUES ('migrations', '${index + 1}')
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    ]);
  }
}

async function doneMigrations({ database }: Storage): Promise<number> {
  const [table] = await database.all<unknown>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'meta'`,
  );
  if (table === undefined) return 0;
  const [row] = await database.all<unknown>(sql`SELECT value FROM meta WHERE key = 'migrations'`);
  return Number(Object.values((row ?? {}) as object)[0] ?? 0);
}
