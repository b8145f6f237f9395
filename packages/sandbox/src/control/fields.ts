import { isJsonObject, type JsonObject } from "../model/json.ts";
import { ControlError, type Misfit } from "./control-error.ts";

/** Reads the fields of an object that came from outside and collects everything that does not fit. */
export interface Fields {
  /** Reads one field; `read` gives undefined where the value does not fit, and the default stands for an absent one. */
  optional<Value>(
    name: string,
    read: (value: unknown) => Value | undefined,
    wanted: string,
  ): Value | undefined;
  required<Value>(
    name: string,
    read: (value: unknown) => Value | undefined,
    wanted: string,
  ): Value | undefined;
  /** Notes a misfit at a field, or at the object itself where the name is empty. */
  misfit(name: string, message: string): void;
  /**
   * Looks for fields that nobody read, then fails where anything did not fit.
   * @throws {ControlError}
   */
  finish(): void;
}

/** @throws {ControlError} where the value is no object. */
export function fieldsOf(value: unknown, at = ""): Fields {
  if (!isJsonObject(value)) throw new ControlError([{ pointer: at, message: "must be an object" }]);
  const object: JsonObject = value;
  const misfits: Misfit[] = [];
  const known = new Set<string>();
  const misfit = (name: string, message: string): void => {
    misfits.push({ pointer: name === "" ? at : `${at}/${name}`, message });
  };
  const optional: Fields["optional"] = (name, read, wanted) => {
    known.add(name);
    if (!Object.hasOwn(object, name) || object[name] === undefined) return undefined;
    const result = read(object[name]);
    if (result === undefined) misfit(name, `must be ${wanted}`);
    return result;
  };
  return {
    optional,
    required(name, read, wanted) {
      if (Object.hasOwn(object, name) && object[name] !== undefined) return optional(name, read, wanted);
      known.add(name);
      misfit(name, `is missing; it must be ${wanted}`);
      return undefined;
    },
    misfit,
    finish() {
      for (const name of Object.keys(object)) if (!known.has(name)) misfit(escapeToken(name), "is unknown");
      if (misfits.length > 0) throw new ControlError(misfits);
    },
  };
}

/** A whole number within bounds. */
export function wholeNumber(from: number, to: number): (value: unknown) => number | undefined {
  return (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= from && value <= to
      ? value
      : undefined;
}

export function oneOf<const Choice extends string | number>(
  choices: readonly Choice[],
): (value: unknown) => Choice | undefined {
  return (value) => choices.find((choice) => choice === value);
}

export function textUpTo(length: number): (value: unknown) => string | undefined {
  return (value) => (typeof value === "string" && value !== "" && value.length <= length ? value : undefined);
}

/** RFC 6901, 3. */
function escapeToken(name: string): string {
  return name.slice(0, 100).replaceAll("~", "~0").replaceAll("/", "~1");
}
