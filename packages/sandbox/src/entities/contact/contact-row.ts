import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { Directory } from "../../tenant/directory.ts";
import { storedAddress } from "../parts/address.ts";
import { fieldsBefore, storedFields } from "../parts/custom-fields.ts";
import { references, restOf, textOf } from "../parts/values.ts";
import { referenceId } from "../references.ts";
import type { ContactRow } from "./contact-reads.ts";

/**
 * Properties of a contact that no query asks for. What counts rows of other tables is not among them: it is worked out,
 * whatever a body says (`ActiveInterests`, `ActiveErpLinks`, `ActiveStatusMonitorId`, `BounceEmails`).
 */
const REST = [
  "Description",
  "NoMailing",
  "Kananame",
  "Xstop",
  "DbiAgentId",
  "DbiLastSyncronized",
  "DbiKey",
  "DbiLastModified",
  "Source",
] as const;

/** What a body decides of a contact's row. */
export type ContactValues = Omit<
  ContactRow,
  "contactId" | "groupId" | "deleted" | "createdAt" | "createdBy" | "updatedAt" | "updatedBy"
>;

/**
 * The row of a contact after a body.
 *
 * @param before What it was; for a new contact an empty object.
 * @throws {PlatformFailure} 400 for a reference to what does not exist.
 */
export function contactValues(directory: Directory, before: JsonObject, body: JsonObject): ContactValues {
  const reference = references(directory, before, body);
  const ticketPriority = reference.item("TicketPriority", "ticketpriority");
  const customerLanguage = reference.item("CustomerLanguage", "customerlanguage");
  return {
    name: textOf(body.Name),
    department: textOf(body.Department),
    orgNr: textOf(body.OrgNr),
    number1: textOf(body.Number1),
    number2: textOf(body.Number2),
    categoryId: reference.item("Category", "category"),
    businessId: reference.item("Business", "business"),
    countryId: reference.item("Country", "country", "CountryId"),
    associateId: reference.associate("Associate"),
    supportAssociateId: reference.associate("SupportAssociate"),
    supportPersonId: referenceId(body.SupportPerson, "PersonId"),
    address: storedAddress("contact", isJsonObject(before.Address) ? before.Address : null, body.Address),
    domains: Array.isArray(body.Domains) ? body.Domains.filter((domain) => typeof domain === "string") : [],
    ...storedFields(fieldsBefore(before), body),
    rest: {
      ...restOf("ContactEntity", body, REST),
      ...(ticketPriority === 0 ? {} : { TicketPriority: { Id: ticketPriority } }),
      ...(customerLanguage === 0 ? {} : { CustomerLanguage: { Id: customerLanguage } }),
    },
  };
}
