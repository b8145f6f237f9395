import { sql } from "drizzle-orm";
import { persons } from "../../storage/schema.ts";
import { column, itemColumn, type ListColumn } from "../column.ts";
import { fullNameOf } from "./associate-columns.ts";
import { addressColumns, firstElement, hasInterests, stampColumns } from "./shared-columns.ts";

const { personId, associateId, supportAssociateId } = persons;
const element = (kind: string, what: "value" | "description") => firstElement("person", personId, kind, what);

/** A number and its description. */
function phone(name: string, kind: string): ListColumn[] {
  return [
    column(`${name}/formattedNumber`, "text", element(kind, "value"), { canSort: false }),
    column(`${name}/description`, "text", element(kind, "description")),
  ];
}

/** Columns of a person. Source: docs.superoffice.com, "Archive providers", Person. */
export const personColumns: readonly ListColumn[] = [
  column("personId", "integer", sql`${personId}`),
  column("firstName", "text", sql`${persons.firstname}`),
  column("lastName", "text", sql`${persons.lastname}`),
  column("middleName", "text", sql`${persons.middleName}`),
  column("fullName", "text", fullNameOf(persons)),
  column("contactId", "integer", sql`${persons.contactId}`),
  column("hasInterests", "boolean", hasInterests("person", personId)),
  column("personHasInterests", "boolean", hasInterests("person", personId)),
  column("mrMrs", "text", sql`${persons.mrmrs}`),
  itemColumn("position", "perspos", sql`${persons.positionId}`),
  column("title", "text", sql`${persons.title}`),
  itemColumn("personCountry", "country", sql`${persons.countryId}`),
  column("personCountryId", "integer", sql`${persons.countryId}`),
  column("rank", "integer", sql`${persons.rank}`),
  column("retired", "boolean", sql`${persons.retired}`),
  ...stampColumns(persons, {
    registeredBy: "personRegisteredBy",
    registeredDate: "personRegisteredDate",
    updatedBy: "personUpdatedBy",
    updatedDate: "personUpdatedDate",
  }),
  column("supportAssociate", "associate", sql`${supportAssociateId}`),
  column("supportAssociateFullName", "associate", sql`${supportAssociateId}`, { associateAs: "fullName" }),
  column("personAssociateId", "associate", sql`${associateId}`),
  column("personAssociateFullName", "associate", sql`${associateId}`, { associateAs: "fullName" }),
  itemColumn("personCategory", "category", sql`${persons.categoryId}`),
  itemColumn("personBusiness", "business", sql`${persons.businessId}`),
  column("hasCompany", "boolean", sql`(${persons.contactId} <> 0)`),
  ...phone("personDirectPhone", "OfficePhones"),
  ...phone("personMobilePhone", "MobilePhones"),
  ...phone("personPrivate", "PrivatePhones"),
  ...phone("personPager", "OtherPhones"),
  ...phone("personDirectFax", "Faxes"),
  column("email/emailAddress", "text", element("Emails", "value")),
  column("email/emailDescription", "text", element("Emails", "description")),
  column("personUrl/URLAddress", "text", element("Urls", "value")),
  column("personUrl/URLDescription", "text", element("Urls", "description")),
  ...addressColumns("personAddress", persons.address, "Street"),
];
