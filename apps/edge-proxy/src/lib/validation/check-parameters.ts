import type { Operation, OperationParameter, ParameterType } from "@so-webapi/operations";
import { isDateTime } from "@so-webapi/platform/dates";
import type { PlacedViolation } from "./verdict.ts";

export interface ParameterOptions {
  readonly operation: Operation;
  /** Decoded values of the path's parameters. */
  readonly params: Readonly<Record<string, string>>;
  /** With its question mark, or empty. */
  readonly query: string;
}

/**
 * Holds path and query to the contract: required parameters are there, each value has its type, nothing that has one
 * value comes twice. Names of the query are taken in any case, an empty optional value is none, and parameters that
 * nobody knows pass, as properties of bodies do.
 */
export function checkParameters({ operation, params, query }: ParameterOptions): readonly PlacedViolation[] {
  const found: PlacedViolation[] = [];
  let given: ReadonlyMap<string, readonly string[]> | undefined;
  for (const parameter of operation.parameters) {
    if (parameter.in === "header") continue;
    if (parameter.in === "path") {
      const value = params[parameter.name];
      if (value !== undefined) add(found, parameter, misfitOf(parameter, value));
      continue;
    }
    if (query === "" && !parameter.required) continue;
    given ??= valuesOf(query);
    checkQuery(found, parameter, given.get(parameter.name.toLowerCase()) ?? []);
  }
  return found;
}

function checkQuery(
  found: PlacedViolation[],
  parameter: OperationParameter,
  values: readonly string[],
): void {
  const { type, required } = parameter;
  const [value = ""] = values;
  const isEmpty = value === "" && (type !== "string" || parameter.enum !== undefined);
  if (values.length === 0 || (values.length === 1 && isEmpty)) {
    if (required) add(found, parameter, { keyword: "required", message: "must be given" });
  } else if (type === "array") return;
  // What is checked here and what the other side reads could be two different values.
  else if (values.length > 1) add(found, parameter, { keyword: "maxItems", message: "must be given once" });
  else add(found, parameter, misfitOf(parameter, value));
}

function valuesOf(query: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    const key = name.toLowerCase();
    const known = values.get(key);
    if (known === undefined) values.set(key, [value]);
    else known.push(value);
  }
  return values;
}

interface Misfit {
  readonly keyword: string;
  readonly message: string;
}

function add(found: PlacedViolation[], { in: where, name }: OperationParameter, misfit?: Misfit): void {
  if (misfit === undefined || where === "header") return;
  // A JSON pointer into the parameters of that place (RFC 6901, 3).
  const pointer = `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  found.push({ in: where, pointer, ...misfit });
}

function misfitOf({ type, enum: members }: OperationParameter, value: string): Misfit | undefined {
  return members === undefined ? ofType(type, value) : ofEnum(members, value);
}

/** Names in any case, several between commas where flags are meant, and numbers, whose meaning parameters do not tell. */
function ofEnum(members: readonly string[], value: string): Misfit | undefined {
  if (/^\s*-?[0-9]+\s*$/.test(value)) return undefined;
  const isMember = (text: string): boolean =>
    members.some((member) => member.toLowerCase() === text.trim().toLowerCase());
  if (value.split(",").every(isMember)) return undefined;
  return { keyword: "enum", message: `must be one of ${members.slice(0, SHOWN_MEMBERS).join(", ")}` };
}

const SHOWN_MEMBERS = 20;
const MAX_INT32 = 2_147_483_647;
const MIN_INT32 = -2_147_483_648;

function ofType(type: ParameterType, value: string): Misfit | undefined {
  switch (type) {
    case "int32":
      if (!/^-?[0-9]+$/.test(value)) return { keyword: "type", message: "must be an integer" };
      return Number(value) <= MAX_INT32 && Number(value) >= MIN_INT32
        ? undefined
        : { keyword: "format", message: "must be an integer of 32 bits" };
    case "boolean":
      return /^(?:true|false)$/i.test(value)
        ? undefined
        : { keyword: "type", message: "must be true or false" };
    case "date-time":
      // A day alone is how the pages write dates in filters.
      return isDateTime(value) || isDateTime(`${value}T00:00:00`)
        ? undefined
        : { keyword: "format", message: "must be a date-time; the plus of an offset is sent as %2B" };
    case "string":
    case "array":
      return undefined;
  }
}
