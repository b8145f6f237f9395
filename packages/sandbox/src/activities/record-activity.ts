import type { Caller } from "../identity/caller.ts";
import type { Instant } from "../model/instant.ts";
import { insertPrepared } from "../storage/prepared-write.ts";
import { activities } from "../storage/schema.ts";
import type { Database, Statement } from "../storage/storage.ts";

/** The members of `ContactAction` that can happen, with their numbers. Source: soap/Services88/Services88-Contact.md:680. */
export const contactActions = {
  Created: 1,
  Updated: 2,
  NewActivity: 4,
  ActivityCompleted: 8,
  PersonAdded: 16,
  PersonUpdated: 32,
  DocumentAdded: 64,
} as const;

export interface Activity {
  readonly contactId: number;
  readonly action: keyof typeof contactActions;
  /** Appointment, contact, person or document that it happened on. */
  readonly elementId: number;
  /** The person of the element; 0 for none. */
  readonly personId: number;
}

/** The statement that writes an activity into the log, to go in the batch of the write that it tells of. */
export function recordActivity(
  database: Database,
  caller: Pick<Caller, "associateId">,
  at: Instant,
  { contactId, action, elementId, personId }: Activity,
): Statement {
  return insertPrepared(database, activities, "activities", [
    { contactId, at, action: contactActions[action], elementId, personId, associateId: caller.associateId },
  ]);
}
