import type { JsonObject } from "../../model/json.ts";
import type { Directory } from "../../tenant/directory.ts";
import type { Tenant } from "../../tenant/tenant.ts";
import { addressBody, cityOf, formattedAddress } from "../parts/address.ts";
import { byOwner, type ElementRow, firstElement } from "../parts/elements.ts";
import { contactFullName } from "../parts/names.ts";
import { type ContactRow, contactReads } from "./contact-reads.ts";

/**
 * Loads contacts in their simple form: class `Contact`, in inner form, by id. Those that do not exist or are deleted are
 * not in the result; ids can repeat and come in any order. Source: rest/Contact/v1ContactEntity_Simple.md:52.
 */
export async function loadContactSimple(
  { tenant }: { readonly tenant: Tenant },
  ids: readonly number[],
): Promise<ReadonlyMap<number, JsonObject>> {
  const wanted = [...new Set(ids)].filter((id) => id > 0);
  if (wanted.length === 0) return new Map();
  const reads = contactReads(tenant.database);
  const [directory, rows, elements] = await Promise.all([
    tenant.directory(),
    reads.rows(wanted),
    reads.elements(wanted),
  ]);
  const owned = byOwner(elements);
  return new Map(
    rows.map((row) => [row.contactId, contactSimple(directory, row, owned.get(row.contactId) ?? [])]),
  );
}

/** A `Contact` from its row and its elements. */
function contactSimple(directory: Directory, row: ContactRow, elements: readonly ElementRow[]): JsonObject {
  const url = firstElement(elements, "Urls");
  const email = firstElement(elements, "Emails");
  return {
    ContactId: row.contactId,
    Name: row.name,
    OrgNr: row.orgNr,
    Department: row.department,
    URL: url?.value ?? "",
    City: cityOf(row.address),
    DirectPhone: firstElement(elements, "Phones")?.value ?? "",
    AssociateId: row.associateId,
    CountryId: row.countryId,
    EmailAddress: email?.value ?? "",
    Kananame: row.rest.Kananame ?? "",
    EmailAddressName: email?.description ?? "",
    URLName: url?.description ?? "",
    AssociateFullName: directory.user(row.associateId)?.fullName ?? "",
    BusinessName: directory.item("business", row.businessId)?.name ?? "",
    CategoryName: directory.item("category", row.categoryId)?.name ?? "",
    CountryName: directory.item("country", row.countryId)?.name ?? "",
    Address: addressBody("contact", row.address),
    FormattedAddress: formattedAddress(row.address),
    FullName: contactFullName(row),
    // Who owns the installation is a matter of its licence, which the sandbox does not have.
    IsOwnerContact: false,
    ActiveErpLinks: 0,
    Number1: row.number1,
    Number2: row.number2,
    TableRight: null,
    FieldProperties: {},
  };
}
