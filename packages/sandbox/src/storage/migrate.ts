import { sql } from "drizzle-orm";
import { migrations } from "./migrations/migrations.ts";
import type { Storage } from "./storage.ts";
import { StorageError } from "./storage-error.ts";

/**
 * Brings a storage to the newest schema: runs the migrations it has not seen, in order, each of them whole or not at all.
 * `meta` keeps how many it has.
 *
 * @throws {StorageError} `storage-newer` where it was made by a newer version of this package, `storage-foreign` where it
 * holds another program's tables. Nothing is changed then.
 */
export async function migrate(storage: Storage): Promise<void> {
  const done = await doneMigrations(storage);
  if (done > migrations.length)
    throw new StorageError(
      "storage-newer",
      `The storage has schema ${done}, made by a newer version of the sandbox; this one knows ${migrations.length}.`,
    );
  for (const [index, statements] of migrations.entries())
    if (index >= done) await run(storage, index + 1, statements);
}

async function run(storage: Storage, number: number, statements: readonly string[]): Promise<void> {
  try {
    await storage.execute([
      ...statements,
      `INSERT INTO meta (key, value) VALUES ('migrations', '${number}')
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    ]);
  } catch (error) {
    // Two isolates can begin on an empty D1 at once; then one of them finds that the tables are there.
    if (storage.exclusive || (await doneMigrations(storage)) < number) throw error;
  }
}

async function doneMigrations({ database }: Storage): Promise<number> {
  const rows = await database.all<readonly string[] | { readonly name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  );
  const names = rows.map(firstValue);
  if (names.length === 0) return 0;
  const [row] = names.includes("meta")
    ? await database.all<unknown>(sql`SELECT value FROM meta WHERE key = 'migrations'`)
    : [];
  const done = Number(firstValue(row));
  if (!Number.isInteger(done) || done < 1)
    throw new StorageError("storage-foreign", "The storage holds tables of another program.");
  return done;
}

/** A raw query gives a row as an array (node:sqlite) or as an object (D1). */
function firstValue(row: unknown): unknown {
  return Object.values(typeof row === "object" && row !== null ? row : {})[0];
}
