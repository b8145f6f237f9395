import { emptyContactRow } from "../../src/entities/contact/contact-body.ts";
import { instantOf } from "../../src/model/instant.ts";
import type { SandboxOptions } from "../../src/options.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { contacts } from "../../src/storage/schema.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { openTestTenant, TEST_NOW, type TestTenant } from "../harness/tenant.ts";

export type ContactRow = typeof contacts.$inferSelect;

/** A tenant without companies, and its storage. */
export interface ListWorld extends TestTenant {
  readonly storage: Storage;
  addContacts(rows: readonly Partial<ContactRow>[]): Promise<void>;
}

export async function openListWorld(options: SandboxOptions = {}): Promise<ListWorld> {
  const storage = nodeSqlite();
  const tenant = await openTestTenant({ seed: "empty", storage, ...options });
  return {
    ...tenant,
    storage,
    async addContacts(rows) {
      const [first, ...others] = rows.map((row, index) =>
        storage.database.insert(contacts).values({ ...plainContact(index + 1), ...row }),
      );
      if (first !== undefined) await storage.database.batch([first, ...others]);
    },
  };
}

/** A contact with nothing in it. */
export function plainContact(contactId: number): ContactRow {
  const at = instantOf(TEST_NOW);
  return { ...emptyContactRow(), contactId, createdAt: at, updatedAt: at };
}

/** The query of a list in a path, encoded. */
export function query(options: Readonly<Record<string, string | number>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) search.append(name, String(value));
  return search.toString();
}
