declare const unknownMember: unique symbol;

// The brand stands inside a template so that the type is a string and nothing else. As `string & Brand` it would also
// be an object: openapi-fetch takes objects apart property by property, and `===` would admit every literal.
/**
 * A member of an enum that these types do not know: the platform may add some at any time. It is a plain string at
 * run time, and exists only to keep a misspelt literal from compiling and an exhaustive `switch` from forgetting it.
 *
 * @example
 * ```ts
 * import type { ActivityStatus, UnknownMember } from "@so-webapi/types";
 *
 * function label(status: ActivityStatus): string {
 *   switch (status) {
 *     case "Completed":
 *       return "done";
 *     default:
 *       return `not done (${status})`;
 *   }
 * }
 * export const unfinished = label("Started");
 * export const added: ActivityStatus = "Postponed" as UnknownMember; // to send a member that is not here yet
 * ```
 */
export type UnknownMember = `${string & { readonly [unknownMember]: true }}`;

/**
 * A flag enum on the wire: one member, or several in any order with commas between them. Only the first name is
 * checked: a full check would need a type for each permutation.
 *
 * @example
 * ```ts
 * import type { FlagList } from "@so-webapi/types";
 *
 * export const mask: FlagList<"Read" | "Write"> = "Write, Read";
 * ```
 */
export type FlagList<Member extends string> = Member | `${Member},${string}` | UnknownMember;

/**
 * The members of an enum that these types know, one by one, of a flag list too.
 *
 * @example
 * ```ts
 * import type { ActivityStatus, KnownMember } from "@so-webapi/types";
 *
 * export const colours: Record<KnownMember<ActivityStatus>, string> = {
 *   Unknown: "grey",
 *   NotStarted: "red",
 *   Started: "yellow",
 *   Completed: "green",
 * };
 * ```
 */
export type KnownMember<Enum extends string> = Exclude<Enum, UnknownMember | `${string},${string}`>;
