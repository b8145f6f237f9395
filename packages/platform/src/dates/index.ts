export {
  type DateTimeErrorCode,
  type DateTimeParts,
  formatDateTime,
  isDateTime,
  parseDateTime,
} from "./date-time.ts";
export { isUnset, type ToInstantOptions, toInstant, UNSET_DATE_TIME } from "./instant.ts";
export { DATE_TIME_PATTERN } from "./pattern.ts";
