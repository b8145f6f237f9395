import { parseFlags } from "@so-webapi/platform";
import { contactActions } from "../../activities/record-activity.ts";
import type { Answer, Call } from "../../http/call.ts";
import { emptyOf } from "../../model/class-sheet.ts";
import { type Instant, UNSET } from "../../model/instant.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { Directory } from "../../tenant/directory.ts";
import { type ActiveContact, activeContactsQuery } from "./active-contacts-query.ts";

const actionNames = new Map<number, string>(
  Object.entries(contactActions).map(([name, number]) => [number, name]),
);

/**
 * `Agents/Contact/GetMyActiveContacts`: contacts with activity since `ActivityStartTime` as an array of `ContactActivity`.
 * Source: seeds/000_c635de73a29bc0b6.txt:12 to :15, seeds/001_69d2cb823577695a.txt:16 to :20; what they
 * leave open stands in behaviours/activity.md.
 */
export async function getMyActiveContacts(call: Call): Promise<Answer> {
  const body = isJsonObject(call.body) ? call.body : {};
  const directory = await call.tenant.directory();
  const rows = await activeContactsQuery(call.tenant.database, {
    since: windowStart(body.ActivityStartTime, call.tenant.now(), lastLogout(directory, call)),
    actions: wantedActions(body.ActionType),
    categories: wantedCategories(body.ContactCategories),
  });
  return { status: 200, body: rows.map((row) => contactActivity(row, directory)) };
}

/** A start that lies ahead of the clock means the caller's last logout. Source: seeds/001_69d2cb823577695a.txt:16. */
function windowStart(wanted: unknown, now: Instant, loggedOut: Instant): Instant {
  // readBody has made an instant of it.
  const start = typeof wanted === "string" ? (wanted as Instant) : UNSET;
  return start > now ? loggedOut : start;
}

function lastLogout(directory: Directory, { caller }: Call): Instant {
  return directory.user(caller.associateId)?.lastLogoutAt ?? UNSET;
}

/** Numbers of the single actions in a flag list; undefined where it names none or `All`. */
function wantedActions(list: unknown): readonly number[] | undefined {
  const names = typeof list === "string" ? parseFlags(list) : [];
  if (names.includes("All")) return undefined;
  const numbers = Object.entries(contactActions)
    .filter(([name]) => names.includes(name))
    .map(([, number]) => number);
  return numbers.length === 0 ? undefined : numbers;
}

/** An empty array selects every category. Source: seeds/001_69d2cb823577695a.txt:17. */
function wantedCategories(ids: unknown): readonly number[] | undefined {
  if (!Array.isArray(ids) || ids.length === 0) return undefined;
  return ids.filter((id): id is number => typeof id === "number");
}

function contactActivity(row: ActiveContact, directory: Directory): JsonObject {
  const doneBy = directory.user(row.doneBy);
  return {
    ...emptyOf("ContactActivity"),
    ContactId: row.contactId,
    Department: row.department,
    OrgNr: row.orgNr,
    Name: row.name,
    URL: row.url ?? "",
    AssociateFullName: directory.user(row.associateId)?.fullName ?? "",
    Action: actionNames.get(row.action) ?? "Unknown",
    ActionTime: row.at,
    Category: directory.item("category", row.categoryId)?.name ?? "",
    ActivityPersonName: doneBy?.fullName ?? "",
    ActionId: row.elementId,
    PersonId: row.personId,
    ActivityPersonId: doneBy?.personId ?? 0,
    AssociateId: row.associateId,
  };
}
