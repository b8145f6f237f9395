export type { FlagList, KnownMember, UnknownMember } from "./enums.js";
export type * from "./generated/schemas.js";
