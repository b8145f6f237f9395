import { parseTimeZoneHeader, TIME_ZONE_HEADER, TIME_ZONES, type TimeZone } from "@so-webapi/platform";
import { type SQL, sql } from "drizzle-orm";
import type { Call, Handlers } from "../http/call.ts";
import { baseZone } from "../http/read-manners.ts";
import { emptyOf } from "../model/class-sheet.ts";
import type { JsonObject } from "../model/json.ts";
import { column, constant } from "./column.ts";
import type { ListSource } from "./list-source.ts";

/**
 * Country, region, and the offsets of standard and summer time, as the page prints them.
 * Source: docs.superoffice.com, "SOTimezone", the table below "Timezones API endpoint".
 */
const DETAILS: Readonly<
  Record<string, readonly [country: string, region: string, offset: string, daylight: string]>
> = {
  UTC: ["", "UTC/GMT", "0", ""],
  "AU-ACT": ["Australia", "Capital Territory", "+10:00", "+11:00"],
  BD: ["Bangladesh", "", "+6:00", ""],
  "CA-QC": ["Canada", "Quebec", "-5:00", "-4:00"],
  DK: ["Denmark", "", "+1:00", "+2:00"],
  FR: ["France", "", "+1:00", "+2:00"],
  NO: ["Norway", "", "+1:00", "+2:00"],
  "US-CA": ["United States", "California", "-8:00", "-7:00"],
  "US-HI": ["United States", "Hawaii", "-10:00", ""],
  "US-NY": ["United States", "New York", "-5:00", "-4:00"],
};

const part = (index: number): SQL => sql`json_extract(zone.value, ${constant(`$[${index}]`)})`;

/**
 * The zones that the documentation shows, with the columns of its table. Source: rest/TimeZone/v1TimeZone_GetTimeZonesArchive.md:12.
 * How the rows' entity is called is not documented: `timezone`, as the path.
 */
export function timeZoneList(): ListSource {
  const rows = TIME_ZONES.map(({ id, code }) => [id, code, ...(DETAILS[code] ?? ["", "", "", ""])]);
  return {
    from: sql`json_each(${JSON.stringify(rows)}) as zone`,
    joins: {},
    where: undefined,
    key: part(0),
    entity: sql`'timezone'`,
    entities: ["timezone"],
    columns: [
      column("id", "integer", part(0)),
      column("timeZone", "text", part(1)),
      column("country", "text", part(2)),
      column("region", "text", part(3)),
      column("offset", "text", part(4)),
      column("daylight", "text", part(5)),
      column("isActive", "integer", sql`1`),
    ],
    shown: ["id", "timeZone", "country", "region", "offset", "daylight", "isActive"],
  };
}

/**
 * The base zone, and the one that the call asked for. The page of the latter says the same as that of the former
 * (rest/TimeZone/v1TimeZone_GetCurrentTimeZone.md:14), so which zone is current is our reading: that of `SO-TimeZone`, else
 * the base. The rules of summer time are of a form that no page explains; they are left empty.
 */
export const timeZoneHandlers: Handlers = {
  v1TimeZone_GetBaseTimeZone: async (call) => ({ status: 200, body: zoneBody(baseZone(call.tenant)) }),
  v1TimeZone_GetCurrentTimeZone: async (call) => ({ status: 200, body: zoneBody(currentZone(call)) }),
};

function currentZone(call: Call): TimeZone {
  const header = call.request.headers.get(TIME_ZONE_HEADER);
  const choice = header === null ? undefined : parseTimeZoneHeader(header);
  return choice?.ok ? choice.value.zone : baseZone(call.tenant);
}

function zoneBody({ id, code }: TimeZone): JsonObject {
  const [country = "", region = ""] = DETAILS[code] ?? [];
  return {
    ...emptyOf("TimeZoneData"),
    TZLocationID: id,
    Name: [country, region].filter((name) => name !== "").join(", "),
    TZLocationCode: code,
  };
}
