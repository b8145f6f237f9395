import { contactActions } from "../activities/record-activity.ts";
import { type Instant, instantOf, UNSET } from "../model/instant.ts";
import type { RawRow } from "../storage/insert-rows.ts";
import { randomAt } from "./random-at.ts";

// Contacts for load: each with a person, an email, a telephone number and an appointment, and with ten activities that fit
// them. What a contact is follows from the seed number and its place alone, so that a run that was interrupted goes on
// where it stopped.

/** What a load is made of, as `meta` keeps it. */
export interface Load {
  /** Contacts wanted. */
  readonly size: number;
  /** Seed number of the names. */
  readonly seed: number;
  /** Milliseconds; the activities lie in the year before. */
  readonly until: number;
  /** The first ids. */
  readonly first: {
    readonly contact: number;
    readonly person: number;
    readonly appointment: number;
    readonly activity: number;
  };
  /** Ids that the rows can refer to; 0 where the seed has none. */
  readonly users: readonly { readonly id: number; readonly groupId: number }[];
  readonly categories: readonly number[];
  readonly countries: readonly number[];
}

/** What happens in each of the ten rounds; every contact is in every round once. */
const ROUNDS = [
  "Created",
  "PersonAdded",
  "Updated",
  "NewActivity",
  "PersonUpdated",
  "Updated",
  "ActivityCompleted",
  "PersonUpdated",
  "Updated",
  "PersonUpdated",
] as const satisfies readonly (keyof typeof contactActions)[];

const YEAR = 365 * 24 * 3_600_000;

/** Activities that the load holds: ten for each contact. */
export function activityCount({ size }: Load): number {
  return size * ROUNDS.length;
}

/** The activity at a place of the log, from 0, the oldest first; moments are evenly apart. */
export function loadActivity(load: Load, place: number): RawRow {
  const round = Math.floor(place / load.size);
  const action = ROUNDS[round] ?? "Updated";
  const index = contactInRound(load, round, place % load.size);
  const { contact, person, appointment } = idsOf(load, index);
  const onPerson = action === "PersonAdded" || action === "PersonUpdated";
  const onAppointment = action === "NewActivity" || action === "ActivityCompleted";
  const element = onPerson ? person : onAppointment ? appointment : contact;
  const user = userOf(load, index);
  return [
    load.first.activity + place,
    contact,
    momentOf(load, place),
    contactActions[action],
    element,
    onPerson || onAppointment ? person : 0,
    user.id,
  ];
}

/** Values of one contact and what belongs to it, by the properties of `schema.ts`. */
export function loadContact(load: Load, index: number) {
  const { contact: contactId, person: personId, appointment: appointmentId } = idsOf(load, index);
  const random = randomAt(load.seed, index);
  const pick = <Value>(values: readonly Value[], or: Value): Value =>
    values[Math.floor(random() * values.length)] ?? or;
  const { id: associateId, groupId } = userOf(load, index);
  const firstname = pick(FIRSTNAMES, "Sunniva");
  const lastname = pick(LASTNAMES, "Lyngstrand");
  const number = String(contactId).padStart(8, "0");
  const domain = `c${contactId}.example.com`;
  const at = (round: number): Instant => momentOf(load, placeOf(load, round, index));
  const ofPerson = { contactId, personId, associateId };
  const nobody = { userDefinedFields: {}, extraFields: {}, rest: {} };
  const stampsOf = (made: number, changed: number) => ({
    createdAt: at(made),
    createdBy: associateId,
    updatedAt: at(changed),
    updatedBy: associateId,
  });
  const countryId = pick(load.countries, 0);
  return {
    contact: {
      contactId,
      name: `${pick(ADJECTIVES, "Quiet")} ${pick(NOUNS, "Lantern")} ${contactId}`,
      department: "",
      orgNr: "",
      number1: number,
      number2: "",
      categoryId: pick(load.categories, 0),
      businessId: 0,
      countryId,
      associateId,
      groupId,
      supportAssociateId: 0,
      supportPersonId: 0,
      deleted: 0,
      address: null,
      domains: [domain],
      ...stampsOf(0, 8),
      ...nobody,
    },
    person: {
      ...ofPerson,
      firstname,
      middleName: "",
      lastname,
      mrmrs: "",
      title: "",
      positionId: 0,
      categoryId: 0,
      businessId: 0,
      countryId,
      supportAssociateId: 0,
      rank: 1,
      retired: false,
      birthDate: UNSET,
      address: null,
      deleted: false,
      ...stampsOf(1, 9),
      ...nobody,
    },
    appointment: {
      ...ofPerson,
      appointmentId,
      saleId: 0,
      groupId,
      type: "inDiary",
      taskId: 0,
      description: "Made up for load",
      startAt: at(6),
      endAt: at(6),
      completed: "Completed",
      deleted: false,
      ...stampsOf(3, 6),
      ...nobody,
    },
    elements: [
      elementOf("contact", contactId, "Emails", `post@${domain}`, ""),
      // No number begins with 0 behind the country's prefix.
      elementOf("person", personId, "OfficePhones", `0${number}`, `0${number}`),
    ],
  };
}

const ADJECTIVES = ["Quiet", "Amber", "Northern", "Crooked", "Silver", "Patient", "Hollow", "Bright"];
const NOUNS = ["Lantern", "Harbour", "Windmill", "Orchard", "Anvil", "Compass", "Thimble", "Meadow"];
const FIRSTNAMES = ["Sunniva", "Eirik", "Saga", "Asger", "Wiebke", "Ottoline", "Juniper", "Lucien"];
const LASTNAMES = ["Lyngstrand", "Ekdahl", "Havtorn", "Sommerkorn", "Penhallow", "Tanager", "Clairval"];

function elementOf(
  owner: "contact" | "person",
  ownerId: number,
  kind: string,
  value: string,
  stripped: string,
) {
  return { owner, ownerId, kind, rank: 0, value, stripped, description: "" } as const;
}

function idsOf({ first }: Load, index: number): Omit<Load["first"], "activity"> {
  return {
    contact: first.contact + index,
    person: first.person + index,
    appointment: first.appointment + index,
  };
}

function userOf({ users }: Load, index: number): Load["users"][number] {
  return users[index % users.length] ?? { id: 0, groupId: 0 };
}

function momentOf(load: Load, place: number): Instant {
  const total = activityCount(load);
  return instantOf(Math.floor(load.until - ((total - place) * YEAR) / total));
}

/** Contacts come in another order in each round: turned by a part of their number, so that both ways are one sum. */
function contactInRound({ size }: Load, round: number, place: number): number {
  return (place + turn(size, round)) % size;
}

function placeOf({ size }: Load, round: number, index: number): number {
  return round * size + ((index + size - turn(size, round)) % size);
}

function turn(size: number, round: number): number {
  return Math.floor(size * 0.618 * round) % size;
}
