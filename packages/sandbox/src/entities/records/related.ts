import type { JsonObject } from "../../model/json.ts";
import type { Directory } from "../../tenant/directory.ts";
import type { Tenant } from "../../tenant/tenant.ts";
import { loadContactSimple } from "../contact/contact-simple.ts";
import { loadPersonSimple } from "../person/person-simple.ts";

/** Ids of what a row refers to; 0 is nothing. */
export interface References {
  readonly contactId: number;
  /** The first one is the person that belongs to the contact. */
  readonly personIds: readonly number[];
  readonly saleId?: number;
  readonly ticketId?: number;
}

/** Loads entities in their simple form by id; what is not there or deleted is not in the result. */
export type SimpleLoader = (
  call: { readonly tenant: Tenant },
  ids: readonly number[],
) => Promise<ReadonlyMap<number, JsonObject>>;

/** What rows refer to, in simple form. */
export interface Related {
  readonly directory: Directory;
  contact(id: number): JsonObject | null;
  person(id: number): JsonObject | null;
  sale(id: number): JsonObject | null;
  ticket(id: number): JsonObject | null;
}

export interface RelatedLoaders {
  readonly sales?: SimpleLoader;
  readonly tickets?: SimpleLoader;
}

/** Loads everything that some rows refer to, with one query for each kind. */
export async function loadRelated(
  { tenant }: { readonly tenant: Tenant },
  references: readonly References[],
  loaders: RelatedLoaders = {},
): Promise<Related> {
  const call = { tenant };
  const ids = (pick: (row: References) => number | undefined): number[] =>
    references.map((row) => pick(row) ?? 0).filter((id) => id > 0);
  const [directory, contacts, persons, sales, tickets] = await Promise.all([
    tenant.directory(),
    loadContactSimple(
      call,
      ids(({ contactId }) => contactId),
    ),
    loadPersonSimple(
      call,
      references.flatMap(({ personIds }) => personIds),
    ),
    loaders.sales?.(
      call,
      ids(({ saleId }) => saleId),
    ),
    loaders.tickets?.(
      call,
      ids(({ ticketId }) => ticketId),
    ),
  ]);
  return {
    directory,
    contact: (id) => contacts.get(id) ?? null,
    person: (id) => persons.get(id) ?? null,
    sale: (id) => sales?.get(id) ?? null,
    ticket: (id) => tickets?.get(id) ?? null,
  };
}
