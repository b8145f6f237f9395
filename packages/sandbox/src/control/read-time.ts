import { parseDateTime } from "@so-webapi/platform";
import { isJsonObject } from "../model/json.ts";
import { CLOCK_RANGE, type Duration, unitMilliseconds } from "./clock.ts";
import { ControlError } from "./control-error.ts";

/**
 * Milliseconds of a span: a number of milliseconds, or a {@link Duration}.
 * @throws {ControlError} where it is neither, or not finite.
 */
export function readDuration(value: unknown, pointer = ""): number {
  if (typeof value === "number") {
    if (Number.isFinite(value)) return Math.trunc(value);
    throw new ControlError([{ pointer, message: "must be a finite number of milliseconds" }]);
  }
  const units = Object.keys(unitMilliseconds).join(", ");
  if (!isJsonObject(value) || Object.keys(value).length === 0)
    throw new ControlError([{ pointer, message: `must be milliseconds, or an object of ${units}` }]);
  const errors = Object.entries(value).flatMap(([unit, count]) => {
    if (!isUnit(unit)) return [{ pointer: `${pointer}/${unit}`, message: `is unknown; units are ${units}` }];
    if (typeof count === "number" && Number.isFinite(count)) return [];
    return [{ pointer: `${pointer}/${unit}`, message: "must be a finite number" }];
  });
  if (errors.length > 0) throw new ControlError(errors);
  const sum = Object.entries(value).reduce(
    (total, [unit, count]) => total + (isUnit(unit) ? unitMilliseconds[unit] * Number(count) : 0),
    0,
  );
  return Math.trunc(sum);
}

/**
 * Milliseconds since 1970 of a point in time: a Date, a number, or a date-time of ISO 8601; without an offset it is UTC.
 * @throws {ControlError}
 */
export function readTime(value: unknown, pointer = ""): number {
  const at = value instanceof Date ? value.getTime() : typeof value === "string" ? fromText(value) : value;
  if (typeof at === "number" && at >= CLOCK_RANGE.from && at <= CLOCK_RANGE.to) return Math.trunc(at);
  throw new ControlError([
    { pointer, message: "must be a date-time such as 2026-11-20T12:00:00Z in the years 1 to 9999" },
  ]);
}

/** @throws {ControlError} where the clock would leave the years that dates can say. */
export function checkedTime(at: number, pointer = ""): number {
  if (at >= CLOCK_RANGE.from && at <= CLOCK_RANGE.to) return at;
  throw new ControlError([{ pointer, message: "would leave the years 1 to 9999" }]);
}

function fromText(text: string): number | undefined {
  if (!parseDateTime(text).ok) return undefined;
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const time = Date.parse(hasOffset ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function isUnit(name: string): name is keyof Duration {
  return Object.hasOwn(unitMilliseconds, name);
}
