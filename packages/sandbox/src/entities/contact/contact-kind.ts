import { sql } from "drizzle-orm";
import { recordActivity } from "../../activities/record-activity.ts";
import type { Call } from "../../http/call.ts";
import { badRequest } from "../../http/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import { insertPrepared, updatePrepared } from "../../storage/prepared-write.ts";
import { contacts } from "../../storage/schema.ts";
import type { Statement } from "../../storage/storage.ts";
import { type EntityKind, type Stored, withHidden } from "../entity-kind.ts";
import { elementChanges } from "../parts/elements.ts";
import { chosenInterests, interestChanges } from "../parts/interests.ts";
import { overDefaults } from "../parts/values.ts";
import { loadPersonSimple, loadPersonsOfContact } from "../person/person-simple.ts";
import { referenceId } from "../references.ts";
import { contactBody, emptyContactRow } from "./contact-body.ts";
import { contactReads } from "./contact-reads.ts";
import { contactValues } from "./contact-row.ts";

/** Companies: `ContactEntity`. Source: seeds/004_7c42c1a8b5cadfa8.txt. */
export const contactKind: EntityKind = {
  className: "ContactEntity",
  key: "ContactId",
  title: "Contact",
  defaults,
  load,
  create,
  update,
  remove,
};

async function defaults({ tenant, caller }: Call): Promise<JsonObject> {
  const directory = await tenant.directory();
  const row = { ...emptyContactRow(), associateId: caller.associateId, groupId: caller.groupId };
  return contactBody(directory, { row, elements: [], interests: [], persons: [], supportPerson: null });
}

async function load({ tenant }: Call, id: number): Promise<Stored | undefined> {
  const reads = contactReads(tenant.database);
  const elementRows = reads.elements([id]);
  const [directory, [row], elements, interests, persons] = await Promise.all([
    tenant.directory(),
    reads.rows([id]),
    elementRows,
    reads.interests(id),
    loadPersonsOfContact({ tenant }, id, elementRows),
  ]);
  if (row === undefined) return undefined;
  const supportPerson = await supportPersonOf({ tenant }, row.supportPersonId, persons);
  const body = contactBody(directory, { row, elements, interests, persons, supportPerson });
  const isHidden = supportPerson === null && row.supportPersonId !== 0;
  const hidden = isHidden ? { SupportPerson: { PersonId: row.supportPersonId } } : {};
  return { id, body, updatedAt: row.updatedAt, hidden };
}

async function supportPersonOf(
  { tenant }: Pick<Call, "tenant">,
  personId: number,
  persons: readonly JsonObject[],
): Promise<JsonObject | null> {
  if (personId === 0) return null;
  const own = persons.find((person) => person.PersonId === personId);
  return own ?? (await loadPersonSimple({ tenant }, [personId])).get(personId) ?? null;
}

async function create(call: Call, sent: JsonObject): Promise<number> {
  const { tenant, caller } = call;
  const { database } = tenant;
  const directory = await tenant.directory();
  const body = overDefaults({ Associate: { AssociateId: caller.associateId } }, sent);
  const values = contactValues(directory, {}, body);
  const chosen = chosenInterests(directory, "contact", body.Interests);
  await mustExist(call, {}, body);
  const contactId = await tenant.nextIds("contacts");
  const at = tenant.now();
  await database.batch([
    insertPrepared(database, contacts, "contacts", [
      {
        ...values,
        contactId,
        groupId: directory.user(values.associateId)?.groupId ?? caller.groupId,
        deleted: 0,
        createdAt: at,
        createdBy: caller.associateId,
        updatedAt: at,
        updatedBy: caller.associateId,
      },
    ]),
    ...elementChanges(database, "contact", contactId, {}, body),
    ...interestChanges(database, "contact", contactId, new Set(), chosen, at),
    recordActivity(database, caller, at, { contactId, action: "Created", elementId: contactId, personId: 0 }),
  ]);
  return contactId;
}

async function update(call: Call, stored: Stored, sent: JsonObject): Promise<void> {
  const { id: contactId } = stored;
  const before = withHidden(stored.body, stored);
  const body = withHidden(sent, stored);
  const { tenant, caller } = call;
  const { database } = tenant;
  const directory = await tenant.directory();
  const values = contactValues(directory, before, body);
  const chosenBefore = chosenInterests(directory, "contact", before.Interests);
  const chosen = chosenInterests(directory, "contact", body.Interests);
  await mustExist(call, before, body);
  const at = tenant.now();
  await database.batch([
    changeRow(call, contactId, { ...values, updatedAt: at, updatedBy: caller.associateId }),
    ...elementChanges(database, "contact", contactId, before, body),
    ...interestChanges(database, "contact", contactId, chosenBefore, chosen, at),
    recordActivity(database, caller, at, { contactId, action: "Updated", elementId: contactId, personId: 0 }),
  ]);
}

/** The row stays, marked (agent/Contact_Agent/v1ContactAgent_Undelete.md:12). */
async function remove(call: Call, { id }: Stored): Promise<void> {
  const { tenant, caller } = call;
  const stamps = { updatedAt: tenant.now(), updatedBy: caller.associateId };
  await tenant.database.batch([changeRow(call, id, { ...stamps, deleted: 1 })]);
}

function changeRow(
  { tenant }: Call,
  contactId: number,
  values: Partial<typeof contacts.$inferInsert>,
): Statement {
  const key = { column: contacts.contactId, value: contactId };
  return updatePrepared(tenant.database, contacts, "contacts", key, values);
}

/** @throws {PlatformFailure} 400 for a support person who is not there. */
async function mustExist({ tenant }: Call, before: JsonObject, body: JsonObject): Promise<void> {
  const personId = referenceId(body.SupportPerson, "PersonId");
  if (personId === 0 || personId === referenceId(before.SupportPerson, "PersonId")) return;
  if ((await loadPersonSimple({ tenant }, [personId])).size === 0)
    throw badRequest("SupportPerson.PersonId: there is no such person.");
}

/** Takes the mark of a deleted contact away; one that is not deleted or not there stays as it is. */
export async function undeleteContact({ tenant, caller }: Call, contactId: number): Promise<void> {
  await tenant.database
    .update(contacts)
    .set({ deleted: 0, updatedAt: tenant.now(), updatedBy: caller.associateId })
    .where(sql`${contacts.contactId} = ${contactId} and ${contacts.deleted} <> 0`);
}
