import { emptyOf } from "../../model/class-sheet.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Directory } from "../../tenant/directory.ts";
import { addressBody } from "../parts/address.ts";
import { customFieldsBody } from "../parts/custom-fields.ts";
import { type ElementRow, elementArrays } from "../parts/elements.ts";
import { type InterestRow, interestItems } from "../parts/interests.ts";
import { unstampedRow } from "../records/stamped-row.ts";
import { associateReference, countryReference, listReference, referenceId } from "../references.ts";
import type { ContactRow } from "./contact-reads.ts";

/** What a `ContactEntity` is put together from. */
export interface ContactParts {
  readonly row: ContactRow;
  readonly elements: readonly ElementRow[];
  readonly interests: readonly InterestRow[];
  /** In their simple form. */
  readonly persons: readonly JsonObject[];
  readonly supportPerson: JsonObject | null;
}

/** A `ContactEntity` in inner form, with every property. */
export function contactBody(directory: Directory, parts: ContactParts): JsonObject {
  const { row } = parts;
  const { rest } = row;
  return {
    ...emptyOf("ContactEntity"),
    ...rest,
    ContactId: row.contactId,
    Name: row.name,
    Department: row.department,
    OrgNr: row.orgNr,
    Number1: row.number1,
    Number2: row.number2,
    UpdatedDate: row.updatedAt,
    CreatedDate: row.createdAt,
    ...elementArrays("contact", parts.elements),
    Interests: interestItems(directory, "contact", parts.interests),
    UpdatedBy: associateReference(directory, row.updatedBy),
    CreatedBy: associateReference(directory, row.createdBy),
    Associate: associateReference(directory, row.associateId),
    Business: listReference(directory, "business", row.businessId),
    Category: listReference(directory, "category", row.categoryId),
    Country: countryReference(directory, row.countryId),
    Persons: parts.persons,
    ActiveInterests: parts.interests.length,
    GroupId: row.groupId,
    SupportAssociate: associateReference(directory, row.supportAssociateId),
    TicketPriority: listReference(directory, "ticketpriority", referenceId(rest.TicketPriority, "Id")),
    CustomerLanguage: listReference(directory, "customerlanguage", referenceId(rest.CustomerLanguage, "Id")),
    Deleted: row.deleted,
    SupportPerson: parts.supportPerson,
    Address: addressBody("contact", row.address),
    Domains: row.domains,
    ...customFieldsBody(row),
  };
}

/** A row for a contact that is not stored: everything empty. */
export function emptyContactRow(): ContactRow {
  return {
    contactId: 0,
    name: "",
    department: "",
    orgNr: "",
    number1: "",
    number2: "",
    categoryId: 0,
    businessId: 0,
    countryId: 0,
    associateId: 0,
    groupId: 0,
    supportAssociateId: 0,
    supportPersonId: 0,
    deleted: 0,
    address: null,
    domains: [],
    ...unstampedRow(),
  };
}
