import type { JsonObject } from "../../model/json.ts";
import { documents } from "../../storage/schema.ts";
import type { Directory } from "../../tenant/directory.ts";
import { customFieldsBody, fieldsBefore, storedFields } from "../parts/custom-fields.ts";
import { instantIn, references, textOf } from "../parts/values.ts";
import { recordKind } from "../records/record-kind.ts";
import { filled, memberOf, refuseProject, restAfter, restBody } from "../records/record-parts.ts";
import { recordTable } from "../records/record-table.ts";
import { stampedRow, unstampedRow } from "../records/stamped-row.ts";
import { associateReference, referenceId } from "../references.ts";
import {
  type DocumentRow,
  documentLoaders,
  documentReferences,
  documentRest,
  selectDocuments,
} from "./document-simple.ts";

/** What is known of documents, without their contents: `DocumentEntity`. Source: rest/Document/v1DocumentEntity_GetDocumentEntity.md. */
export const documentKind = recordKind<DocumentRow>({
  className: "DocumentEntity",
  key: "DocumentId",
  title: "Document",
  counter: "documents",
  loaders: documentLoaders,
  select: selectDocuments,
  ...recordTable(documents, "documents", documents.documentId, ({ documentId }) => documentId),
  updatedAt: ({ updatedAt }) => updatedAt,
  references: documentReferences,

  body(row, { directory, contact, person, sale }) {
    const rest = restBody(documentRest, directory, row.rest);
    return {
      ...rest,
      DocumentId: row.documentId,
      UpdatedBy: associateReference(directory, row.updatedBy),
      CreatedBy: associateReference(directory, row.createdBy),
      Associate: associateReference(directory, row.associateId),
      Header: row.header,
      Name: row.name,
      CreatedDate: row.createdAt,
      UpdatedDate: row.updatedAt,
      DocumentTemplate: templateBody(directory, row.templateId),
      Person: person(row.personId),
      Contact: contact(row.contactId),
      Sale: sale(row.saleId),
      Date: row.date,
      Completed: row.completed,
      Type: row.type,
      ActiveLinks: Array.isArray(rest.Links) ? rest.Links.length : 0,
      ...customFieldsBody(row),
    };
  },

  fresh: ({ tenant, caller }) => ({
    documentId: 0,
    contactId: 0,
    personId: 0,
    saleId: 0,
    associateId: caller.associateId,
    groupId: caller.groupId,
    header: "",
    name: "",
    templateId: 0,
    type: "Document",
    date: tenant.now(),
    completed: "NotStarted",
    ...unstampedRow(),
  }),

  after(_call, directory, before, beforeBody, body) {
    refuseProject(body);
    const reference = references(directory, beforeBody, body);
    const associateId = reference.associate("Associate");
    return {
      ...before,
      contactId: referenceId(body.Contact, "ContactId"),
      personId: referenceId(body.Person, "PersonId"),
      saleId: referenceId(body.Sale, "SaleId"),
      associateId,
      groupId: directory.user(associateId)?.groupId ?? before.groupId,
      header: textOf(body.Header),
      name: textOf(body.Name),
      templateId: reference.item("DocumentTemplate", "doctmpl", "DocumentTemplateId"),
      type: memberOf(body.Type, "Document"),
      date: instantIn(body.Date),
      completed: memberOf(body.Completed, "NotStarted"),
      ...storedFields(fieldsBefore(beforeBody), body),
      rest: restAfter(documentRest, before.rest, body, reference),
    };
  },

  withId: (row, documentId) => ({ ...row, documentId }),
  stamped: stampedRow,
  activities: ({ contactId, personId, documentId }, before) =>
    before === undefined ? [{ action: "DocumentAdded", contactId, personId, elementId: documentId }] : [],
});

/** A `DocumentTemplate` from the list of templates; what else it has stands in the item's `rest` by wire names. */
function templateBody(directory: Directory, templateId: number): JsonObject | null {
  const item = directory.item("doctmpl", templateId);
  if (item === undefined) return null;
  const body = filled("DocumentTemplate");
  const known = Object.entries(item.rest).filter(([name]) => name in body);
  return {
    ...body,
    ...Object.fromEntries(known),
    DocumentTemplateId: item.itemId,
    Name: item.name,
    Tooltip: item.tooltip,
    Deleted: item.deleted ? 1 : 0,
  };
}
