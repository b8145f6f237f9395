import { type Failure, failure } from "../result.ts";

/** Why a query was refused, and where; it repeats nothing of the text. */
export interface QueryFailure<Code extends string> extends Failure<Code> {
  /** Where in the text, in UTF-16 code units from 0; the text's length where something is missing at its end. */
  readonly place: number;
}

/** Makes the bad outcome of a query. */
export function failAt<Code extends string>(code: Code, message: string, place: number): QueryFailure<Code> {
  return { ...failure(code, message), place };
}
