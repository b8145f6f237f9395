import { sql } from "drizzle-orm";
import { contacts } from "../../storage/schema.ts";
import { column, itemColumn, type ListColumn } from "../column.ts";
import { associateColumns } from "./associate-columns.ts";
import { addressColumns, firstElement, hasInterests, inJson, stampColumns } from "./shared-columns.ts";

const { contactId, name, department, associateId, rest, address } = contacts;
const element = (kind: string, what: "value" | "description") =>
  firstElement("contact", contactId, kind, what);

/**
 * Columns of a contact. Source: docs.superoffice.com, "Archive providers", SimpleContact; the other names are those of the
 * pages' examples (agent/Archive_Agent/v1ArchiveAgent_GetArchiveList2.md:28 and 37; `category/id`
 * rest/Contact/v1ContactEntity_GetAll.md:69). How `nameDepartment` puts both together is not documented.
 */
export const contactColumns: readonly ListColumn[] = [
  column("contactId", "integer", sql`${contactId}`),
  column("name", "text", sql`${name}`),
  column("department", "text", sql`${department}`),
  column("nameDepartment", "text", sql`iif(${department} = '', ${name}, ${name} || ', ' || ${department})`, {
    canFilter: false,
  }),
  column("hasInterests", "boolean", hasInterests("contact", contactId)),
  column("associateId", "associate", sql`${associateId}`, { aliases: ["assocId"] }),
  itemColumn("category", "category", sql`${contacts.categoryId}`),
  column("category/id", "integer", sql`${contacts.categoryId}`),
  itemColumn("business", "business", sql`${contacts.businessId}`),
  itemColumn("country", "country", sql`${contacts.countryId}`),
  column("countryId", "integer", sql`${contacts.countryId}`),
  column("number", "text", sql`${contacts.number2}`),
  column("code", "text", sql`${contacts.number1}`),
  column("orgnr", "text", sql`${contacts.orgNr}`),
  column("stop", "boolean", inJson(rest, "Xstop", 0), { aliases: ["xstop"] }),
  ...stampColumns(contacts),
  column("contactDeleted", "boolean", sql`${contacts.deleted}`),
  column("phone/formattedNumber", "text", element("Phones", "value"), { canSort: false }),
  column("contactPhone/formattedNumber", "text", element("Phones", "value"), { canSort: false }),
  column("contactPhone/description", "text", element("Phones", "description")),
  column("contactFax/formattedNumber", "text", element("Faxes", "value"), { canSort: false }),
  column("contactFax/description", "text", element("Faxes", "description")),
  column("email/emailAddress", "text", element("Emails", "value")),
  column("email/emailDescription", "text", element("Emails", "description")),
  column("url/URLAddress", "text", element("Urls", "value")),
  column("url/URLDescription", "text", element("Urls", "description")),
  ...addressColumns("postAddress", address, "Postal"),
  ...addressColumns("streetAddress", address, "Street"),
  ...associateColumns("contactAssociate", sql`${associateId}`),
  ...associateColumns("contactSupportAssociate", sql`${contacts.supportAssociateId}`),
];
