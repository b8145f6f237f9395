const YEAR = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})";
const LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";
const MONTH_AND_DAY =
  "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))";
const TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,7})?";
const OFFSET = "(?:Z|[+-](?:0[0-9]:[0-5][0-9]|1[0-3]:[0-5][0-9]|14:00))?";

/**
 * The vendor's date-time as a regular expression, for the `pattern` of a JSON Schema. It knows the calendar: it
 * admits exactly what {@link isDateTime} admits, 29 February in leap years only. It has no look-around and no
 * named classes, so validators in other languages take it too.
 *
 * Source: platform, "Queries" and "Headers that change the body".
 *
 * @example
 * new RegExp(DATE_TIME_PATTERN, "u").test("2024-02-29T23:59:59.1234567+02:00"); // true
 */
export const DATE_TIME_PATTERN = `^(?:${YEAR}-${MONTH_AND_DAY}|${LEAP_YEAR}-02-29)T${TIME}${OFFSET}$`;
