export { fromZone, type ToZoneOptions, toZone, type ZoneErrorCode } from "./convert.ts";
export { offsetMinutesAt } from "./offset.ts";
export {
  parseTimeZoneHeader,
  TIME_ZONE_HEADER,
  type TimeZoneChoice,
  type TimeZoneHeaderErrorCode,
} from "./time-zone-header.ts";
export { findTimeZone, TIME_ZONES, type TimeZone } from "./time-zones.ts";
