/** What the contract knows of an enum; the shape of the operation table's own type. */
export interface EnumShape {
  /** Exact member names, in the order of the contract. */
  readonly members: readonly string[];
  /** Member name by number, as far as the numbers are known. */
  readonly numbers: Readonly<Record<string, string>>;
  /** True where several members travel as one comma list. */
  readonly flags: boolean;
}

/** Gives the exact name of a member that is spelled in any case; an exact spelling wins over another case. */
export function memberOf(name: string, shape: EnumShape): string | undefined {
  if (shape.members.includes(name)) return name;
  const wanted = name.toLowerCase();
  return shape.members.find((member) => member.toLowerCase() === wanted);
}

/** Gives the member with that very number. */
export function memberByNumber(value: number, shape: EnumShape): string | undefined {
  const key = String(value);
  return Object.hasOwn(shape.numbers, key) ? shape.numbers[key] : undefined;
}

/** Gives the integer that a text spells in decimal digits, `undefined` for any other text. */
export function integerOf(text: string): number | undefined {
  if (!/^-?[0-9]+$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
