import type { Database } from "./storage.ts";

/** Runs statements at once, without a promise: what a database in this process can do. */
export interface Direct {
  /** Rows with the values of their columns, as the database holds them. */
  rows(sql: string, values: readonly unknown[]): readonly (readonly unknown[])[];
}

const known = new WeakMap<Database, Direct>();

/** Tells that a database can run statements at once. */
export function provideDirect(database: Database, direct: Direct): void {
  known.set(database, direct);
}

/** Undefined for a database that is elsewhere, D1 for one. */
export function directOf(database: Database): Direct | undefined {
  return known.get(database);
}
