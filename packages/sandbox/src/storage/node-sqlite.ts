import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import * as schema from "./schema.ts";
import type { Database, Storage } from "./storage.ts";

export interface NodeSqliteOptions {
  /** Path of the database file, made where it is missing. Default: memory. */
  readonly file?: string;
}

/**
 * Keeps the sandbox's state in Node's own SQLite: memory, or a file with a write-ahead log, so that a write that was
 * answered is in the file even when the process is killed.
 *
 * @throws {Error} of SQLite where the file cannot be opened or is no database.
 */
export function nodeSqlite({ file = ":memory:" }: NodeSqliteOptions = {}): Storage {
  const connection = new DatabaseSync(file);
  connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
  connection.exec("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
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
    async (queries) => {
      connection.exec("BEGIN IMMEDIATE");
      try {
        const results = queries.map((query) => run(query as Query));
        connection.exec("COMMIT");
        return results;
      } catch (error) {
        connection.exec("ROLLBACK");
        throw error;
      }
    },
    { schema },
  );
  return {
    database: database as unknown as Database,
    exclusive: true,
    async execute(texts) {
      for (const sql of texts) connection.exec(sql);
    },
    async close() {
      prepared.clear();
      connection.close();
    },
  };
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
