import { eq, max, sql } from "drizzle-orm";
import { recordActivity } from "../../activities/record-activity.ts";
import type { Call } from "../../http/call.ts";
import { badRequest } from "../../http/failure.ts";
import type { Instant } from "../../model/instant.ts";
import type { JsonObject } from "../../model/json.ts";
import { insertPrepared, updatePrepared } from "../../storage/prepared-write.ts";
import { persons } from "../../storage/schema.ts";
import type { Statement } from "../../storage/storage.ts";
import { loadContactSimple } from "../contact/contact-simple.ts";
import { type EntityKind, type Stored, withHidden } from "../entity-kind.ts";
import { elementChanges } from "../parts/elements.ts";
import { chosenInterests, interestChanges } from "../parts/interests.ts";
import { overDefaults } from "../parts/values.ts";
import { referenceId } from "../references.ts";
import { emptyPersonRow, personBody } from "./person-body.ts";
import { personReads } from "./person-reads.ts";
import { personValues } from "./person-row.ts";

/** People: `PersonEntity`. Source: rest/Person/v1PersonEntity_PostPersonEntity.md. */
export const personKind: EntityKind = {
  className: "PersonEntity",
  key: "PersonId",
  title: "Person",
  defaults,
  load,
  create,
  update,
  remove,
};

async function defaults({ tenant, caller }: Call): Promise<JsonObject> {
  const row = { ...emptyPersonRow(), associateId: caller.associateId };
  return personBody(await tenant.directory(), { row, elements: [], interests: [], contact: null });
}

async function load({ tenant }: Call, id: number): Promise<Stored | undefined> {
  const reads = personReads(tenant.database);
  const [directory, [row], elements, interests] = await Promise.all([
    tenant.directory(),
    reads.rows([id]),
    reads.elements([id]),
    reads.interests(id),
  ]);
  if (row === undefined) return undefined;
  const { person } = row;
  const contact = (await loadContactSimple({ tenant }, [person.contactId])).get(person.contactId) ?? null;
  const body = personBody(directory, { row: person, elements, interests, contact });
  const isHidden = contact === null && person.contactId !== 0;
  const hidden = isHidden ? { Contact: { ContactId: person.contactId } } : {};
  return { id, body, updatedAt: person.updatedAt, hidden };
}

async function create(call: Call, sent: JsonObject): Promise<number> {
  const { tenant, caller } = call;
  const { database } = tenant;
  const directory = await tenant.directory();
  // The owner of a person who belongs to a contact is the contact's
  // (rest/Person/v1PersonEntity_PostPersonEntity.md:92).
  const isAlone = referenceId(sent.Contact, "ContactId") === 0;
  const body = overDefaults(isAlone ? { Associate: { AssociateId: caller.associateId } } : {}, sent);
  const values = personValues(directory, {}, body);
  const chosen = chosenInterests(directory, "person", body.Interests);
  await contactMustExist(call, values.contactId);
  const rank = await nextRank(call, values.contactId);
  const personId = await tenant.nextIds("persons");
  const at = tenant.now();
  await database.batch([
    insertPrepared(database, persons, "persons", [
      {
        ...values,
        personId,
        rank,
        createdAt: at,
        createdBy: caller.associateId,
        updatedAt: at,
        updatedBy: caller.associateId,
      },
    ]),
    ...elementChanges(database, "person", personId, {}, body),
    ...interestChanges(database, "person", personId, new Set(), chosen, at),
    ...activity(call, at, "PersonAdded", values.contactId, personId),
  ]);
  return personId;
}

async function update(call: Call, stored: Stored, sent: JsonObject): Promise<void> {
  const { id: personId } = stored;
  const before = withHidden(stored.body, stored);
  const body = withHidden(sent, stored);
  const { tenant, caller } = call;
  const { database } = tenant;
  const directory = await tenant.directory();
  const values = personValues(directory, before, body);
  const chosenBefore = chosenInterests(directory, "person", before.Interests);
  const chosen = chosenInterests(directory, "person", body.Interests);
  const moves = values.contactId !== referenceId(before.Contact, "ContactId");
  if (moves) await contactMustExist(call, values.contactId);
  const rank = moves ? { rank: await nextRank(call, values.contactId) } : {};
  const at = tenant.now();
  await database.batch([
    changeRow(call, personId, { ...values, ...rank, updatedAt: at, updatedBy: caller.associateId }),
    ...elementChanges(database, "person", personId, before, body),
    ...interestChanges(database, "person", personId, chosenBefore, chosen, at),
    ...activity(call, at, "PersonUpdated", values.contactId, personId),
  ]);
  if (before.IsAssociate === true) tenant.directoryChanged();
}

/** The row stays, marked (agent/Person_Agent/v1PersonAgent_Undelete.md:12). */
async function remove(call: Call, { id }: Stored): Promise<void> {
  const { tenant, caller } = call;
  const stamps = { updatedAt: tenant.now(), updatedBy: caller.associateId };
  await tenant.database.batch([changeRow(call, id, { ...stamps, deleted: true })]);
}

function changeRow(
  { tenant }: Call,
  personId: number,
  values: Partial<typeof persons.$inferInsert>,
): Statement {
  const key = { column: persons.personId, value: personId };
  return updatePrepared(tenant.database, persons, "persons", key, values);
}

/** The log is one of contacts: a person who belongs to none leaves no trace in it. */
function activity(
  { tenant, caller }: Call,
  at: Instant,
  action: "PersonAdded" | "PersonUpdated",
  contactId: number,
  personId: number,
): Statement[] {
  if (contactId === 0) return [];
  const what = { contactId, action, elementId: personId, personId };
  return [recordActivity(tenant.database, caller, at, what)];
}

/** After the last person of the contact. */
async function nextRank({ tenant }: Call, contactId: number): Promise<number> {
  const [row] = await tenant.database
    .select({ rank: max(persons.rank) })
    .from(persons)
    .where(eq(persons.contactId, contactId));
  return (row?.rank ?? 0) + 1;
}

/** @throws {PlatformFailure} 400 for a contact that is not there. */
async function contactMustExist({ tenant }: Call, contactId: number): Promise<void> {
  if (contactId !== 0 && (await loadContactSimple({ tenant }, [contactId])).size === 0)
    throw badRequest("Contact.ContactId: there is no such contact.");
}

/** Takes the mark of a deleted person away; one who is not deleted or not there stays as it is. */
export async function undeletePerson({ tenant, caller }: Call, personId: number): Promise<void> {
  await tenant.database
    .update(persons)
    .set({ deleted: false, updatedAt: tenant.now(), updatedBy: caller.associateId })
    .where(sql`${persons.personId} = ${personId} and ${persons.deleted} <> 0`);
}
