import { formatFlags, parseFlags } from "@so-webapi/platform/flags";
import type { FlagList, KnownMember, UnknownMember } from "@so-webapi/types";

/**
 * Takes the members of a flag enum apart. Members that the contract does not know yet stay in the set; the platform may add
 * some at any time. `null` and an empty text are the empty set.
 *
 * @example
 * import { flagsOf } from "@so-webapi/client/values";
 * import type { ETableRight } from "@so-webapi/types";
 *
 * const mayChange = (right: ETableRight | null) => flagsOf(right).has("Update");
 * mayChange("Select, Update"); // true
 */
export function flagsOf<Flags extends string>(value: Flags | null | undefined): ReadonlySet<FlagOf<Flags>> {
  // The members that the contract knows, or such as it will know.
  return new Set(parseFlags(value ?? "") as readonly FlagOf<Flags>[]);
}

/** The members of a flag enum of the contract, which has room for those to come; a text that is none has any. */
export type FlagOf<Flags extends string> = UnknownMember extends Flags
  ? KnownMember<Flags> | UnknownMember
  : string;

/**
 * Writes members of a flag enum as the platform does, a comma and a space between them: a list, or a set as {@link flagsOf}
 * gives it.
 *
 * @throws {RangeError} for none, which only an enum's own member for none can say, and for a name with a comma in it.
 *
 * @example
 * import { flags } from "@so-webapi/client/values";
 * import type { ETableRight } from "@so-webapi/types";
 *
 * const right: ETableRight = flags(["Select", "Update"]); // "Select, Update"
 */
export function flags<const Member extends string>(members: Iterable<Member>): FlagList<KnownMember<Member>> {
  const names = [...members];
  if (names.length === 0 || names.some((name) => !/^[^\s,]+$/.test(name)))
    throw new RangeError("flags needs the name of a member, and names without commas");
  // `"A"` or `"A, B"`.
  return formatFlags(names) as FlagList<KnownMember<Member>>;
}
