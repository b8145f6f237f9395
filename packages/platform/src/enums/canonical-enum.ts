import { formatFlags, parseFlags } from "../flags/comma-list.ts";
import { flagsFromNumber } from "../flags/flag-number.ts";
import { type EnumShape, integerOf, memberByNumber, memberOf } from "./enum-shape.ts";

/**
 * Gives the exact name of an enum value that came as a name in any case, as a number or as a numeric text. Of a
 * flag enum it takes comma lists and sums too and gives a comma list in the order given. `undefined` when any part
 * is unknown: the caller then keeps the value, since enums grow.
 *
 * Source: platform, "Queries", enums as numbers.
 *
 * @example
 * const status = { members: ["Unknown", "Completed"], numbers: { 0: "Unknown", 3: "Completed" }, flags: false };
 * canonicalEnum("completed", status); // "Completed"
 * canonicalEnum(3, status); // "Completed"
 * canonicalEnum(7, status); // undefined
 */
export function canonicalEnum(value: string | number, shape: EnumShape): string | undefined {
  if (typeof value === "number") return byNumber(value, shape);
  return shape.flags ? byList(value, shape) : byText(value.trim(), shape);
}

function byNumber(value: number, shape: EnumShape): string | undefined {
  return shape.flags ? flagsFromNumber(value, shape) : memberByNumber(value, shape);
}

function byText(text: string, shape: EnumShape): string | undefined {
  const number = integerOf(text);
  return number === undefined ? memberOf(text, shape) : byNumber(number, shape);
}

function byList(text: string, shape: EnumShape): string | undefined {
  const entries = parseFlags(text);
  if (entries.length === 0) return flagsFromNumber(0, shape);

  const names: string[] = [];
  for (const entry of entries) {
    const name = byText(entry, shape);
    if (name === undefined) return undefined;
    names.push(...parseFlags(name));
  }
  return formatFlags([...new Set(names)]);
}
