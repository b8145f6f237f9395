import { type EnumShape, integerOf, memberByNumber, memberOf } from "../enums/enum-shape.ts";
import { formatFlags, parseFlags } from "./comma-list.ts";

/**
 * Gives the number of a comma list: the bits of all its members together. Entries may be names in any case or
 * numbers; an empty list is 0. `undefined` when an entry is unknown, or known but without a number.
 *
 * @example
 * const mask = { members: ["Select", "Update"], numbers: { 1: "Select", 2: "Update" }, flags: true };
 * flagsToNumber("Update, Select", mask); // 3
 */
export function flagsToNumber(text: string, shape: EnumShape): number | undefined {
  // Bits above the 31st would be lost in a number's own bit operations.
  let bits = 0n;
  for (const entry of parseFlags(text)) {
    const value = integerOf(entry) ?? numberOf(entry, shape);
    if (value === undefined) return undefined;
    bits |= BigInt(value);
  }
  return Number(bits);
}

/**
 * Gives the comma list of a number, lowest member first. A member with exactly that number stands alone; else
 * members that combine several bits are preferred to the single ones, as .NET prints flags. 0 without a member of
 * its own is the empty list. `undefined` when a bit has no member, or the number is negative or no integer.
 *
 * @example
 * const mask = { members: ["Select", "Update"], numbers: { 1: "Select", 2: "Update" }, flags: true };
 * flagsFromNumber(3, mask); // "Select, Update"
 */
export function flagsFromNumber(value: number, shape: EnumShape): string | undefined {
  if (!Number.isSafeInteger(value)) return undefined;
  const exact = memberByNumber(value, shape);
  if (exact !== undefined) return exact;
  if (value < 0) return undefined;

  let rest = BigInt(value);
  const names: string[] = [];
  for (const [bits, name] of bitsDescending(shape)) {
    if ((rest & bits) !== bits) continue;
    rest -= bits;
    names.unshift(name);
  }
  return rest === 0n ? formatFlags(names) : undefined;
}

function bitsDescending(shape: EnumShape): readonly (readonly [bits: bigint, name: string])[] {
  return Object.entries(shape.numbers)
    .map(([number, name]) => [BigInt(number), name] as const)
    .filter(([bits]) => bits > 0n)
    .toSorted(([left], [right]) => (left < right ? 1 : -1));
}

function numberOf(name: string, shape: EnumShape): number | undefined {
  const member = memberOf(name, shape);
  const entry = Object.entries(shape.numbers).find(([, candidate]) => candidate === member);
  return entry && Number(entry[0]);
}
