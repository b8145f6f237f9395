import { drizzle } from "drizzle-orm/d1";
import * as schema from "./schema.ts";
import type { Database, Storage } from "./storage.ts";

/** What is needed of Cloudflare's `D1Database`, the binding of a Worker. */
export interface D1Binding {
  prepare(sql: string): D1Prepared;
  batch(statements: D1Prepared[]): Promise<unknown>;
}

/** A statement of D1. */
export interface D1Prepared {
  bind(...values: unknown[]): D1Prepared;
}

/**
 * Keeps the sandbox's state in Cloudflare D1, where isolates share it.
 *
 * @example
 * import { createSandbox, type Sandbox } from "@so-webapi/sandbox";
 * import { type D1Binding, d1 } from "@so-webapi/sandbox/d1";
 *
 * let sandbox: Promise<Sandbox> | undefined;
 * export default {
 *   async fetch(request: Request, env: { readonly DB: D1Binding }): Promise<Response> {
 *     sandbox ??= createSandbox({ storage: d1(env.DB) });
 *     return (await sandbox).fetch(request);
 *   },
 * };
 */
export function d1(binding: D1Binding): Storage {
  return {
    database: drizzle(binding as Parameters<typeof drizzle>[0], { schema }) as unknown as Database,
    exclusive: false,
    async execute(texts) {
      // A batch is a transaction. `exec` is not, and takes a line for a statement.
      await binding.batch(texts.map((text) => binding.prepare(text)));
    },
    // The binding is the runtime's to close.
    close: () => Promise.resolve(),
  };
}
