import { contactActions } from "../activities/record-activity.ts";
import type { Instant } from "../model/instant.ts";
import type { activities } from "../storage/schema.ts";
import type { SeedContext } from "./seed-context.ts";
import type { SeedFile } from "./seed-file.ts";

/** What the log of a tenant would hold after the world of the seed had come about. */
export function activityRows(seed: SeedFile, context: SeedContext): (typeof activities.$inferInsert)[] {
  const rows: (typeof activities.$inferInsert)[] = [];
  const log = (
    action: keyof typeof contactActions,
    contactId: number,
    elementId: number,
    personId: number,
    at: Instant,
    associateId: number,
  ): void => {
    if (contactId !== 0)
      rows.push({ contactId, at, action: contactActions[action], elementId, personId, associateId });
  };
  for (const contact of seed.contacts) {
    const { createdAt, createdBy, updatedAt, updatedBy } = context.stamps(contact);
    log("Created", contact.id, contact.id, 0, createdAt, createdBy);
    if (contact.updated !== "") log("Updated", contact.id, contact.id, 0, updatedAt, updatedBy);
  }
  const owners = new Map(seed.contacts.map(({ id, owner }) => [id, owner]));
  for (const person of seed.persons) {
    const owner = person.owner || owners.get(person.contact) || "";
    const { createdAt, createdBy, updatedAt, updatedBy } = context.stamps({ ...person, owner });
    log("PersonAdded", person.contact, person.id, person.id, createdAt, createdBy);
    if (person.updated !== "")
      log("PersonUpdated", person.contact, person.id, person.id, updatedAt, updatedBy);
  }
  for (const appointment of seed.appointments) {
    const { id, contact, person, completed } = appointment;
    const { createdAt, createdBy, updatedAt, updatedBy } = context.stamps(appointment);
    log("NewActivity", contact, id, person, createdAt, createdBy);
    if (completed === "Completed") log("ActivityCompleted", contact, id, person, updatedAt, updatedBy);
  }
  for (const document of seed.documents) {
    const { createdAt, createdBy } = context.stamps(document);
    log("DocumentAdded", document.contact, document.id, document.person, createdAt, createdBy);
  }
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
