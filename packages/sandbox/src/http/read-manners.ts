import {
  fromZone,
  isUnset,
  parseDateTime,
  parseTimeZoneHeader,
  pickLanguages,
  resolveText,
  TIME_ZONE_HEADER,
  TIME_ZONES,
  type TimeZone,
  toZone,
} from "@so-webapi/platform";
import { type Instant, instantText, UNSET } from "../model/instant.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { badRequest } from "./failure.ts";
import type { Manners } from "./manners.ts";

const UTC: TimeZone = { id: 1, code: "UTC", iana: "UTC" };

/**
 * Reads the headers that change a body (platform.md, "Headers that change the body"): `Accept-Language` and `SO-Language`,
 * `SO-TimeZone`. `SO-Culture` is taken and has no effect: it formats numbers and dates inside strings, and no text of the
 * sandbox has any.
 *
 * @throws {import("./failure.ts").PlatformFailure} 400 for an `SO-TimeZone` that names no documented zone; no page says.
 */
export function readManners({ headers }: Request, tenant: Tenant): Manners {
  const wanted: Wanted = {
    timeZone: headers.get(TIME_ZONE_HEADER) ?? "",
    acceptLanguage: headers.get("accept-language"),
    soLanguage: headers.get("so-language"),
  };
  const key = JSON.stringify([tenant.settings.baseTimeZone, wanted]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const manners = mannersFor(wanted, tenant);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, manners);
  return manners;
}

/** The fields that a caller's manners come from. */
interface Wanted {
  readonly timeZone: string;
  readonly acceptLanguage: string | null;
  readonly soLanguage: string | null;
}

/** A program says the same with each of its requests; the bound keeps odd ones from filling memory. */
const kept = new Map<string, Manners>();
const MAX_KEPT = 100;

function mannersFor({ timeZone, ...wanted }: Wanted, tenant: Tenant): Manners {
  const { zone, includeOffset } = zoneOf(timeZone, tenant);
  const languages = pickLanguages(wanted);
  return {
    readDateTime: (text, utc) => readDateTime(text, utc ? UTC : zone),
    writeDateTime: (at, utc) => writeDateTime(at, utc ? UTC : zone, includeOffset),
    text: languages.length === 0 ? (value) => value : (value) => resolveText(value, languages),
  };
}

function zoneOf(header: string, tenant: Tenant): { zone: TimeZone; includeOffset: boolean } {
  if (header.trim() === "") return { zone: baseZone(tenant), includeOffset: false };
  const choice = parseTimeZoneHeader(header);
  if (!choice.ok) throw badRequest(choice.message);
  return choice.value;
}

/** The zone that dates without an offset are in when no header says otherwise. */
export function baseZone({ settings: { baseTimeZone } }: Tenant): TimeZone {
  if (baseTimeZone === "UTC") return UTC;
  return TIME_ZONES.find(({ iana }) => iana === baseTimeZone) ?? { id: 0, code: "", iana: baseTimeZone };
}

function readDateTime(text: string, zone: TimeZone): Instant {
  if (isUnset(text)) return UNSET;
  const moment = fromZone(text, zone);
  const parts = moment.ok ? parseDateTime(moment.value) : moment;
  if (!parts.ok) throw badRequest(`A date-time cannot be read: ${parts.message}`);
  return instantText(parts.value);
}

function writeDateTime(at: Instant, zone: TimeZone, includeOffset: boolean): string {
  if (at === UNSET) return "0001-01-01T00:00:00";
  if (zone === UTC) return shortened(at) + (includeOffset ? "Z" : "");
  const moment = toZone(`${at}Z`, zone, { includeOffset });
  // Within a day of either end of the calendar a zone can lead out of it: then the date stays as it is.
  return moment.ok ? moment.value : shortened(at) + (includeOffset ? "Z" : "");
}

/** Without zeros at the end of the fraction, as the platform's dates are written. */
function shortened(at: Instant): string {
  return at.endsWith(".0000000") ? at.slice(0, 19) : at.replace(/0+$/, "");
}
