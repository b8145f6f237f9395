import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { provideDirect } from "./direct.ts";
import * as schema from "./schema.ts";
import { sqliteFailure } from "./sqlite-failure.ts";
import type { Database, Storage } from "./storage.ts";
import { StorageError } from "./storage-error.ts";

/** Where {@link nodeSqlite} keeps its data. */
export interface NodeSqliteOptions {
  /** Path of the database file, made where it is missing. Default: memory. */
  readonly file?: string;
}

/** How long to wait at opening for a process that is just ending. */
const BUSY_MS = 2_000;

/**
 * Keeps the sandbox's state in Node's own SQLite: memory, or a file with a write-ahead log, so that a write that was
 * answered is in the file even when the process is killed. A file belongs to one process at a time.
 *
 * @throws {StorageError} where the file cannot be opened or written, is no database, or belongs to another process.
 */
export function nodeSqlite({ file = ":memory:" }: NodeSqliteOptions = {}): Storage {
  const connection = openConnection(file);
  const prepared = new Map<string, StatementSync>();
  const run = (query: Query): { rows: unknown[] } => {
    const statement = prepared.get(query.sql) ?? prepare(connection, query.sql, prepared);
    const values = query.params as SQLInputValue[];
    switch (query.method) {
      case "run":
        statement.run(...values);
        return { rows: [] };
      case "get":
        return { rows: statement.get(...values) as unknown as unknown[] };
      default:
        return { rows: statement.all(...values) };
    }
  };
  const database = drizzle(
    async (sql, params, method) => run({ sql, params, method }),
    async (queries) => inTransaction(connection, () => queries.map((query) => run(query as Query))),
    { schema },
  );
  const shared = database as unknown as Database;
  provideDirect(shared, {
    rows: (sql, params) => run({ sql, params, method: "all" }).rows as unknown[][],
  });
  return {
    database: shared,
    exclusive: true,
    async execute(texts) {
      inTransaction(connection, () => {
        for (const sql of texts) connection.exec(sql);
      });
    },
    async close() {
      prepared.clear();
      if (connection.isOpen) connection.close();
    },
  };
}

function openConnection(file: string): DatabaseSync {
  const Connection = connectionClass();
  let connection: DatabaseSync | undefined;
  try {
    connection = new Connection(file, { timeout: BUSY_MS });
    // The lock is kept until the process ends: what was read once is kept in memory, so nobody else may write.
    connection.exec(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    );
    connection.exec("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
    // Shows now, and not at the first write, whether the file can be written.
    connection.exec("BEGIN IMMEDIATE; COMMIT;");
    return connection;
  } catch (error) {
    connection?.close();
    throw sqliteFailure(file, error);
  }
}

/** Asked for at run time, so that this module can be bundled for and loaded where there is no node:sqlite. */
function connectionClass(): typeof DatabaseSync {
  const sqlite = globalThis.process?.getBuiltinModule?.("node:sqlite");
  if (sqlite === undefined)
    throw new StorageError(
      "storage-missing",
      "This runtime has no node:sqlite: take Node 22.19 or newer, or give `storage`, `d1(env.DB)` for example.",
    );
  return sqlite.DatabaseSync;
}

function inTransaction<Value>(connection: DatabaseSync, work: () => Value): Value {
  connection.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    connection.exec("COMMIT");
    return value;
  } catch (error) {
    // SQLite has rolled back itself where the disk is full, for example.
    if (connection.isTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

interface Query {
  readonly sql: string;
  readonly params: readonly unknown[];
  readonly method: string;
}

/** Statements that queries repeat; the bound keeps a caller's odd filters from filling memory. */
const MAX_PREPARED = 500;

function prepare(connection: DatabaseSync, sql: string, prepared: Map<string, StatementSync>): StatementSync {
  const statement = connection.prepare(sql);
  statement.setReturnArrays(true);
  if (prepared.size >= MAX_PREPARED) prepared.clear();
  prepared.set(sql, statement);
  return statement;
}
