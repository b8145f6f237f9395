import type { JsonObject } from "../../model/json.ts";
import type { Awaitable } from "../../storage/prepared-read.ts";
import type { Directory } from "../../tenant/directory.ts";
import type { Tenant } from "../../tenant/tenant.ts";
import { contactReads } from "../contact/contact-reads.ts";
import { byOwner, type ElementRow, firstElement } from "../parts/elements.ts";
import { contactFullName, joinNames } from "../parts/names.ts";
import { referenceId } from "../references.ts";
import { type PersonRow, personReads } from "./person-reads.ts";

/**
 * Loads persons in their simple form: class `Person`, in inner form, by id. Those that do not exist or are deleted are not
 * in the result; ids can repeat and come in any order. Source: rest/Person/v1PersonEntity_Simple.md:52.
 */
export async function loadPersonSimple(
  { tenant }: { readonly tenant: Tenant },
  ids: readonly number[],
): Promise<ReadonlyMap<number, JsonObject>> {
  const wanted = [...new Set(ids)].filter((id) => id > 0);
  if (wanted.length === 0) return new Map();
  const rows = await personReads(tenant.database).rows(wanted);
  const contactIds = [...new Set(rows.map(({ person }) => person.contactId))].filter((id) => id > 0);
  const ofContacts = contactIds.length === 0 ? [] : contactReads(tenant.database).elements(contactIds);
  const bodies = await personSimples(tenant, rows, ofContacts);
  return new Map(bodies.map((body) => [Number(body.PersonId), body]));
}

/** The persons of a contact in their simple form, in the order of their rank; `elements` are the contact's own. */
export async function loadPersonsOfContact(
  { tenant }: { readonly tenant: Tenant },
  contactId: number,
  elements: Awaitable<readonly ElementRow[]>,
): Promise<JsonObject[]> {
  return personSimples(tenant, await personReads(tenant.database).rowsOfContact(contactId), elements);
}

async function personSimples(
  tenant: Tenant,
  rows: readonly PersonRow[],
  ofTheirContacts: Awaitable<readonly ElementRow[]>,
): Promise<JsonObject[]> {
  if (rows.length === 0) return [];
  const [directory, elements, contactElements] = await Promise.all([
    tenant.directory(),
    personReads(tenant.database).elements(rows.map(({ person }) => person.personId)),
    ofTheirContacts,
  ]);
  const owned = byOwner(elements);
  const ofContact = byOwner(contactElements);
  return rows.map((row) =>
    personSimple(
      directory,
      row,
      owned.get(row.person.personId) ?? [],
      ofContact.get(row.person.contactId) ?? [],
    ),
  );
}

/** A `Person` from its row, its elements and those of its contact. */
function personSimple(
  directory: Directory,
  { person, contact, activeInterests }: PersonRow,
  elements: readonly ElementRow[],
  contactElements: readonly ElementRow[],
): JsonObject {
  const { rest } = person;
  const email = firstElement(elements, "Emails");
  const fullName = joinNames(person.firstname, person.middleName, person.lastname);
  const firstValue = (rows: readonly ElementRow[], kind: string): string =>
    firstElement(rows, kind)?.value ?? "";
  return {
    Position: directory.item("perspos", person.positionId)?.name ?? "",
    PersonId: person.personId,
    Mrmrs: person.mrmrs,
    Firstname: person.firstname,
    Lastname: person.lastname,
    MiddleName: person.middleName,
    Title: person.title,
    Description: rest.Description ?? "",
    Email: email?.value ?? "",
    FullName: fullName,
    DirectPhone: firstValue(elements, "OfficePhones"),
    FormalName: formalName(person),
    CountryId: person.countryId,
    ContactId: person.contactId,
    ContactName: contact.name ?? "",
    Retired: person.retired ? 1 : 0,
    Rank: person.rank,
    ActiveInterests: activeInterests,
    ContactDepartment: contact.department ?? "",
    ContactCountryId: contact.countryId ?? 0,
    ContactOrgNr: contact.orgNr ?? "",
    FaxPhone: firstValue(elements, "Faxes"),
    MobilePhone: firstValue(elements, "MobilePhones"),
    ContactPhone: firstValue(contactElements, "Phones"),
    AssociateName: directory.user(person.associateId)?.userName ?? "",
    AssociateId: person.associateId,
    UsePersonAddress: rest.UsePersonAddress === true,
    ContactFax: firstValue(contactElements, "Faxes"),
    Kanafname: rest.Kanafname ?? "",
    Kanalname: rest.Kanalname ?? "",
    Post1: rest.Post1 ?? "",
    Post2: rest.Post2 ?? "",
    Post3: rest.Post3 ?? "",
    EmailName: email?.description ?? "",
    ContactFullName: contactFullName({ name: contact.name ?? "", department: contact.department ?? "" }),
    ActiveErpLinks: 0,
    TicketPriorityId: referenceId(rest.TicketPriority, "Id"),
    SupportLanguageId: referenceId(rest.CustomerLanguage, "Id"),
    SupportAssociateId: person.supportAssociateId,
    CategoryName: directory.item("category", person.categoryId)?.name ?? "",
    TableRight: null,
    FieldProperties: {},
  };
}

/** Full name, title and academic title (rest/Person/v1PersonEntity_Simple.md:65). */
export function formalName(person: PersonRow["person"]): string {
  const { Salutation: salutation } = person.rest;
  return joinNames(
    person.firstname,
    person.middleName,
    person.lastname,
    person.title,
    typeof salutation === "string" ? salutation : "",
  );
}
