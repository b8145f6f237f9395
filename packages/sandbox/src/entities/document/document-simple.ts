import { sql } from "drizzle-orm";
import type { JsonObject } from "../../model/json.ts";
import { documents } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";
import { simpleLoader } from "../records/record-kind.ts";
import { filled, plainProperties, type RestShape, restBody } from "../records/record-parts.ts";
import type { References, Related } from "../records/related.ts";
import { loadSaleSimple } from "../sale/sale-simple.ts";

export type DocumentRow = typeof documents.$inferSelect;

/** What of a `DocumentEntity` no query asks for. `ActiveLinks` is worked out. */
export const documentRest: RestShape = {
  className: "DocumentEntity",
  plain: plainProperties("DocumentEntity", [
    "DocumentId",
    "Header",
    "Name",
    "Type",
    "Date",
    "Completed",
    "CreatedDate",
    "UpdatedDate",
    "ActiveLinks",
  ]),
  items: {},
  arrays: { Links: "Link", VisibleFor: "VisibleFor" },
};

export const documentLoaders = { sales: loadSaleSimple };

export function selectDocuments(database: Database, ids: readonly number[]): PromiseLike<DocumentRow[]> {
  return database
    .select()
    .from(documents)
    .where(sql`${documents.documentId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

export function documentReferences({ contactId, personId, saleId }: DocumentRow): References {
  return { contactId, personIds: [personId], saleId };
}

/** Loads documents in their simple form: class `Document`. Source: agent/Document_Agent/v1DocumentAgent_GetDocument.md. */
export const loadDocumentSimple = simpleLoader(
  selectDocuments,
  documentReferences,
  documentSimple,
  ({ documentId }) => documentId,
  documentLoaders,
);

function documentSimple(row: DocumentRow, { directory, contact, person, sale }: Related): JsonObject {
  const rest = restBody(documentRest, directory, row.rest);
  const shared = Object.keys(filled("Document")).filter((name) => documentRest.plain.includes(name));
  return {
    ...filled("Document"),
    ...Object.fromEntries(shared.map((name) => [name, rest[name]])),
    DocumentId: row.documentId,
    Header: row.header,
    Name: row.name,
    DocumentTemplate: directory.item("doctmpl", row.templateId)?.name ?? "",
    PersonId: row.personId,
    PersonFullName: person(row.personId)?.FullName ?? "",
    AssociateFullName: directory.user(row.associateId)?.fullName ?? "",
    AssociateId: row.associateId,
    ContactId: row.contactId,
    ContactName: contact(row.contactId)?.Name ?? "",
    SaleId: row.saleId,
    SaleName: sale(row.saleId)?.Title ?? "",
  };
}
