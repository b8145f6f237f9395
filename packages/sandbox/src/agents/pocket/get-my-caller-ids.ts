import { strippedNumber } from "../../entities/parts/elements.ts";
import { joinNames } from "../../entities/parts/names.ts";
import type { Answer, Call } from "../../http/call.ts";
import { type Instant, UNSET } from "../../model/instant.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { Directory } from "../../tenant/directory.ts";
import { type CallerNumber, callerNumbersQuery } from "./caller-numbers-query.ts";

/** No instant is later. */
const LAST = "9999-12-31T23:59:59.9999999" as Instant;
const MAX_INT16 = 32_767;

/**
 * `Agents/Pocket/GetMyCallerIDs`: the telephone numbers that the caller may want to know when they ring, as a
 * `CallerIDCollection`: sorted by number, each number once, with a hash over all of it. Where `LastHash` is that hash, the
 * list is null: the caller has it. Source: seeds/003_c3271a885eef3eb7.txt:14, :71, :72;
 * what they leave open stands in behaviours/activity.md.
 */
export async function getMyCallerIDs(call: Call): Promise<Answer> {
  const body = isJsonObject(call.body) ? call.body : {};
  const directory = await call.tenant.directory();
  const numbers = await callerNumbersQuery(call.tenant.database, {
    from: instantIn(body.MinDate) ?? UNSET,
    to: instantIn(body.MaxDate) ?? LAST,
    associateIds: colleagues(directory, call.caller),
  });
  const callerIds = callerIdsOf(numbers, directory);
  const hash = await sha256(JSON.stringify(callerIds));
  return {
    status: 200,
    body: { CallerIDHash: hash, CallerIDs: body.LastHash === hash ? null : callerIds },
  };
}

/** The instant that readBody made of a date; undefined where none is set. */
function instantIn(value: unknown): Instant | undefined {
  return typeof value === "string" && value !== UNSET ? (value as Instant) : undefined;
}

/** The caller and everybody with the same primary group. */
function colleagues(directory: Directory, caller: Call["caller"]): readonly number[] {
  const group = directory.users().filter(({ groupId }) => groupId === caller.groupId);
  return [...new Set([caller.associateId, ...group.map(({ associateId }) => associateId)])];
}

function callerIdsOf(numbers: readonly CallerNumber[], directory: Directory): readonly JsonObject[] {
  const byNumber = new Map<number, JsonObject>();
  // Persons come by id: of several with one number the first one stays.
  for (const row of numbers) {
    const number = numberIn(row.value);
    if (number !== undefined && !byNumber.has(number)) byNumber.set(number, callerId(number, row, directory));
  }
  return [...byNumber].toSorted(([left], [right]) => left - right).map(([, entry]) => entry);
}

/**
 * A telephone number's digits as an integer. No telephone number has more than 15 of them (ITU-T E.164), so what is beyond
 * the safe integers, and with it beyond int64, is none.
 */
function numberIn(value: string): number | undefined {
  const digits = strippedNumber(value);
  const number = Number(digits);
  return digits !== "" && Number.isSafeInteger(number) ? number : undefined;
}

function callerId(number: number, row: CallerNumber, directory: Directory): JsonObject {
  return {
    PhoneNumber: number,
    DialInPrefix: dialInPrefix(directory, row.personCountryId || (row.contactCountryId ?? 0)),
    PersonId: row.personId,
    PersonName: joinNames(row.firstname, row.middleName, row.lastname),
    Mrmrs: row.mrmrs,
    ContactId: row.contactId,
    ContactName: row.contactName ?? "",
  };
}

/** `DialInPrefix` of a country, a text, as the int16 that a caller id has; 0 where there is none. */
function dialInPrefix(directory: Directory, countryId: number): number {
  const prefix = directory.item("country", countryId)?.rest.DialInPrefix;
  const number = typeof prefix === "string" ? Number(strippedNumber(prefix)) : 0;
  return number <= MAX_INT16 ? number : 0;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
