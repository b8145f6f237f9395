import { UNSET } from "../../model/instant.ts";

/** The columns that the tables of records share, as a new row has them before it is stored. A new object each time. */
export function unstampedRow() {
  return {
    createdAt: UNSET,
    createdBy: 0,
    updatedAt: UNSET,
    updatedBy: 0,
    userDefinedFields: {},
    extraFields: {},
    rest: {},
  };
}
