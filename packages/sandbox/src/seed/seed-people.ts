import { strippedNumber } from "../entities/parts/elements.ts";
import type { JsonObject } from "../model/json.ts";
import type { contacts, elements, interests as interestTable, persons } from "../storage/schema.ts";
import { customFields, type SeedContact, type SeedContext, type SeedPerson } from "./seed-context.ts";
import type { SeedFile } from "./seed-file.ts";

/** The row of a contact of a seed. */
export function contactRow(contact: SeedContact, context: SeedContext): typeof contacts.$inferInsert {
  return {
    contactId: contact.id,
    name: contact.name,
    department: contact.department,
    orgNr: contact.orgNr,
    number1: contact.number1,
    number2: contact.number2,
    categoryId: contact.category,
    businessId: contact.business,
    countryId: contact.country,
    ...context.owner(contact.owner),
    supportAssociateId: context.user(contact.support),
    supportPersonId: contact.supportPerson,
    deleted: contact.deleted ? 1 : 0,
    address: addressOf(contact.address),
    domains: [...contact.domains],
    ...context.stamps(contact),
    ...customFields(contact),
    rest: described(contact),
  };
}

/** A person that says nothing of it has its contact's owner and country, and its place among the contact's persons. */
export function personRows(seed: SeedFile, context: SeedContext): (typeof persons.$inferInsert)[] {
  const contacts = new Map(seed.contacts.map((contact) => [contact.id, contact]));
  const ranks = new Map<number, number>();
  return seed.persons.map((person) => {
    const contact = contacts.get(person.contact);
    const rank = (ranks.get(person.contact) ?? 0) + 1;
    ranks.set(person.contact, rank);
    return {
      personId: person.id,
      contactId: person.contact,
      firstname: person.firstname,
      middleName: person.middleName,
      lastname: person.lastname,
      mrmrs: person.mrmrs,
      title: person.title,
      positionId: person.position,
      categoryId: person.category,
      businessId: person.business,
      countryId: person.country || contact?.country || 0,
      associateId: context.user(person.owner || contact?.owner || ""),
      supportAssociateId: 0,
      rank,
      retired: person.retired,
      birthDate: context.at(person.birthDate),
      address: addressOf(person.address),
      ...context.stamps({ ...person, owner: person.owner || contact?.owner || "" }),
      ...customFields(person),
      deleted: false,
      rest: described(person),
    };
  });
}

function described({ rest, description }: Pick<SeedContact, "rest" | "description">): JsonObject {
  return description === "" ? { ...rest } : { ...rest, Description: description };
}

/** By the wire names: `Street` and `Postal` with `Address1` and so on. */
function addressOf(address: SeedContact["address"]): JsonObject | null {
  if (address === null) return null;
  const sides = Object.entries(address).filter(([, place]) => place !== null);
  return Object.fromEntries(
    sides.map(([side, place]) => [
      wireName(side),
      Object.fromEntries(Object.entries(place ?? {}).map(([key, value]) => [wireName(key), value])),
    ]),
  );
}

function wireName(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}

/** The arrays of emails, numbers and addresses of the web, by their wire names. */
export const arrays = {
  contact: (contact: SeedContact) => ({
    Emails: contact.emails,
    Phones: contact.phones,
    Faxes: contact.faxes,
    Urls: contact.urls,
  }),
  person: (person: SeedPerson) => ({
    Emails: person.emails,
    OfficePhones: person.officePhones,
    MobilePhones: person.mobilePhones,
    PrivatePhones: person.privatePhones,
    OtherPhones: person.otherPhones,
    Faxes: person.faxes,
    Urls: person.urls,
  }),
};

export function elementRows(
  owner: "contact" | "person",
  ownerId: number,
  lists: Readonly<Record<string, readonly string[]>>,
): (typeof elements.$inferInsert)[] {
  return Object.entries(lists).flatMap(([kind, list]) =>
    list.map((value, rank) => ({
      owner,
      ownerId,
      kind,
      rank,
      value,
      stripped: /Phones$|^Faxes$/.test(kind) ? strippedNumber(value) : "",
      description: "",
    })),
  );
}

export function interestRows(
  owner: "contact" | "person",
  { id, interests, created }: SeedContact | SeedPerson,
  context: SeedContext,
): (typeof interestTable.$inferInsert)[] {
  return interests.map((itemId) => ({ owner, ownerId: id, itemId, changedAt: context.at(created) }));
}
