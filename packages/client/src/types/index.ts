/** The contract's classes by name, for those who name them: `ContactEntity` as it is read, `ContactEntityInput` as it is sent. */
export type * from "@so-webapi/types";
