import { isArray, isObject, type Json } from "../../json/json.ts";
import type { BodyKind } from "../body-kinds.ts";
import type { Place } from "../place.ts";

interface EnumPlace {
  readonly value: string;
  readonly members: readonly string[];
  readonly numbers: { readonly [name: string]: Json };
  readonly isFlags: boolean;
}

function enumOf({ value, at }: Place): EnumPlace | undefined {
  const members = at?.schema["x-extensible-enum"];
  if (typeof value !== "string" || !isArray(members)) return undefined;
  const numbers = at?.schema["x-enum-numbers"];
  return {
    value,
    members: members.map(String),
    numbers: isObject(numbers) ? numbers : {},
    isFlags: at?.schema["x-flags"] === true,
  };
}

const kind = (id: string, title: string, write: (place: EnumPlace) => Json | undefined): BodyKind => ({
  id,
  title,
  edits: (place) => {
    const found = enumOf(place);
    const value = found && write(found);
    return value === undefined || value === place.value ? [] : [{ type: "replace", value }];
  },
});

/** Changes of enums and flag lists. */
export const enumKinds: readonly BodyKind[] = [
  kind("enum-to-lorem", "a lorem word stands where an enum's member belongs", () => "Lorem"),
  kind("enum-to-number", "a member is written as its number", ({ value, numbers }) => numbers[value]),
  kind("enum-case", "a member is written in small letters", ({ value }) => value.toLowerCase()),
  kind("enum-to-empty", "an enum is an empty text", () => ""),
  kind("enum-to-other-member", "a member is another one", ({ value, members }) =>
    members.find((one) => one !== value),
  ),
  kind("flags-with-unknown", "a flag list has a member that nobody knows", ({ value, isFlags }) =>
    isFlags ? `${value}, Lorem` : undefined,
  ),
  kind(
    "flags-out-of-order",
    "a flag list has two members against the contract's order",
    ({ value, members, isFlags }) => {
      const before = members[members.indexOf(value) - 1];
      return isFlags && before !== undefined ? `${value}, ${before}` : undefined;
    },
  ),
  kind("flags-with-empty", "a flag list ends in a comma", ({ value, isFlags }) =>
    isFlags ? `${value}, ` : undefined,
  ),
  kind("members-joined", "two members stand where one belongs", ({ value, members, isFlags }) =>
    isFlags ? undefined : `${value}, ${members.find((one) => one !== value)}`,
  ),
];
