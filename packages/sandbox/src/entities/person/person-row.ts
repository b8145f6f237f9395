import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { Directory } from "../../tenant/directory.ts";
import { storedAddress } from "../parts/address.ts";
import { fieldsBefore, storedFields } from "../parts/custom-fields.ts";
import { instantIn, references, restOf, textOf } from "../parts/values.ts";
import { referenceId } from "../references.ts";
import type { PersonRow } from "./person-reads.ts";

/**
 * Properties of a person that no query asks for. What follows from other tables is not among them: it is worked out,
 * whatever a body says (`IsAssociate`, `UserInfo`, `FullName`, `ActiveInterests`, `Consents` and so on).
 */
const REST = [
  "Description",
  "PersonNumber",
  "NoMailing",
  "UsePersonAddress",
  "Post1",
  "Post2",
  "Post3",
  "Kanafname",
  "Kanalname",
  "Salutation",
  "DbiAgentId",
  "DbiKey",
  "DbiLastModified",
  "DbiLastSyncronized",
  "SentInfo",
  "ShowContactTickets",
  "Source",
] as const;

/** What a body decides of a person's row. */
export type PersonValues = Omit<
  PersonRow["person"],
  "personId" | "rank" | "deleted" | "createdAt" | "createdBy" | "updatedAt" | "updatedBy"
>;

/**
 * The row of a person after a body.
 *
 * @param before What it was; for a new person an empty object.
 * @throws {PlatformFailure} 400 for a reference to what does not exist.
 */
export function personValues(directory: Directory, before: JsonObject, body: JsonObject): PersonValues {
  const reference = references(directory, before, body);
  const ticketPriority = reference.item("TicketPriority", "ticketpriority");
  const customerLanguage = reference.item("CustomerLanguage", "customerlanguage");
  return {
    contactId: referenceId(body.Contact, "ContactId"),
    firstname: textOf(body.Firstname),
    middleName: textOf(body.MiddleName),
    lastname: textOf(body.Lastname),
    mrmrs: textOf(body.Mrmrs),
    title: textOf(body.Title),
    positionId: reference.item("Position", "perspos"),
    categoryId: reference.item("Category", "category"),
    businessId: reference.item("Business", "business"),
    countryId: reference.item("Country", "country", "CountryId"),
    associateId: reference.associate("Associate"),
    supportAssociateId: reference.associate("SupportAssociate"),
    retired: body.Retired === true,
    birthDate: instantIn(body.BirthDate),
    address: storedAddress("person", isJsonObject(before.Address) ? before.Address : null, body.Address),
    ...storedFields(fieldsBefore(before), body),
    rest: {
      ...restOf("PersonEntity", body, REST),
      ...(ticketPriority === 0 ? {} : { TicketPriority: { Id: ticketPriority } }),
      ...(customerLanguage === 0 ? {} : { CustomerLanguage: { Id: customerLanguage } }),
    },
  };
}
