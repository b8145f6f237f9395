import { type Instant, UNSET } from "../../model/instant.ts";

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

/** Who changes a row, and when. */
export interface Stamp {
  readonly at: Instant;
  readonly associateId: number;
  readonly isNew: boolean;
}

interface StampedColumns {
  readonly createdAt: Instant;
  readonly createdBy: number;
  readonly updatedAt: Instant;
  readonly updatedBy: number;
}

/** The row with the stamp of a change; that of a new row's making is the same. */
export function stampedRow<Row extends StampedColumns>(row: Row, { at, associateId, isNew }: Stamp): Row {
  const made = isNew ? { createdAt: at, createdBy: associateId } : {};
  return { ...row, ...made, updatedAt: at, updatedBy: associateId };
}
