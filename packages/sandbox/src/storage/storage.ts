import type { BatchItem } from "drizzle-orm/batch";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type * as schema from "./schema.ts";

/** A statement that a batch can take. @internal */
export type Statement = BatchItem<"sqlite">;

/** Drizzle over the tables of `schema.ts`, with the one kind of transaction that every SQLite service has. @internal */
export interface Database extends BaseSQLiteDatabase<"async", unknown, typeof schema> {
  /** Runs statements in order, all of them or none. */
  batch(statements: [Statement, ...Statement[]]): Promise<unknown>;
}

/** Where a sandbox keeps its state, as `nodeSqlite` and `d1` make it. How it is asked is this package's own. */
export interface Storage {
  /** @internal */
  readonly database: Database;
  /**
   * True where nobody else writes to the database, so that what was read once may be kept in memory: a file or memory of
   * this process. D1 is shared between isolates.
   */
  readonly exclusive: boolean;
  /** Runs SQL text of several statements, for migrations; the texts come from this package alone. @internal */
  execute(sql: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
