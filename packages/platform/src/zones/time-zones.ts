/** A time zone as the platform names it, and by what name a runtime knows its rules. */
export interface TimeZone {
  /** The platform's number; `SO-TimeZone` takes it. */
  readonly id: number;
  /** The platform's code: a country, and where that has several zones, a region. `SO-TimeZone` takes it. */
  readonly code: string;
  /** Name in the IANA time zone database, for `Intl`. */
  readonly iana: string;
}

/**
 * The time zones that the documentation shows, by number. A tenant has more: `GET /api/v1/timezone` lists them, and
 * all functions here take a longer list.
 *
 * Numbers and codes: platform, "Headers that change the body"; docs.superoffice.com, "SOTimezone", the table below
 * "Timezones API endpoint". IANA names are ours: the zone of the country and region that the table names, with the
 * two offsets that it prints. The platform keeps rules of its own, one for summer and one for winter (`GET
 * TimeZone/base`), so for years whose rules differed from today's it may answer otherwise.
 */
export const TIME_ZONES: readonly TimeZone[] = Object.freeze([
  { id: 1, code: "UTC", iana: "UTC" },
  { id: 36, code: "AU-ACT", iana: "Australia/Sydney" },
  { id: 50, code: "BD", iana: "Asia/Dhaka" },
  { id: 114, code: "CA-QC", iana: "America/Toronto" },
  { id: 140, code: "DK", iana: "Europe/Copenhagen" },
  { id: 156, code: "FR", iana: "Europe/Paris" },
  { id: 261, code: "NO", iana: "Europe/Oslo" },
  { id: 425, code: "US-CA", iana: "America/Los_Angeles" },
  { id: 433, code: "US-HI", iana: "Pacific/Honolulu" },
  { id: 460, code: "US-NY", iana: "America/New_York" },
]);

/**
 * Finds a time zone by code, in any case, or by number; `undefined` when the list has none.
 *
 * @example
 * findTimeZone("no")?.iana; // "Europe/Oslo"
 * findTimeZone(261)?.code; // "NO"
 * findTimeZone("261")?.code; // "NO"
 */
export function findTimeZone(
  codeOrId: string | number,
  zones: readonly TimeZone[] = TIME_ZONES,
): TimeZone | undefined {
  const wanted = String(codeOrId).toUpperCase();
  return zones.find(({ id, code }) => code.toUpperCase() === wanted || String(id) === wanted);
}
