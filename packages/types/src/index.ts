export type { FlagList, KnownMember, UnknownMember } from "./enums.js";
export type * from "./generated/components.js";
export type * from "./generated/requests.js";
export type * from "./generated/schemas.js";
export type * from "./generated/shared.js";
