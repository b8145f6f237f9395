import type { FilterOperatorName } from "./operators.ts";

/** A part of a `$filter`. Places count UTF-16 code units from 0. */
export type FilterNode = FilterList | FilterGroup | FilterCriterion;

/** Terms that all must hold, or of which one must. `and` binds tighter than `or`. */
export interface FilterList {
  readonly kind: "and" | "or";
  /** Two or more when parsed. */
  readonly terms: readonly FilterNode[];
  /** Where the first term begins. */
  readonly place: number;
}

/** A pair of brackets. */
export interface FilterGroup {
  readonly kind: "group";
  readonly term: FilterNode;
  /** Where the bracket opens. */
  readonly place: number;
}

/** One condition on a column. */
export interface FilterCriterion {
  readonly kind: "criterion";
  /** As written, the letter case too; a slash reaches into what is related. */
  readonly column: string;
  /** In the spelling of the pages, whichever of its names was written. */
  readonly operator: FilterOperatorName;
  /** As many and of such kinds as the operator takes. */
  readonly values: readonly FilterValue[];
  /** Where the criterion begins. */
  readonly place: number;
}

/** A value of a criterion. */
export type FilterValue =
  | { readonly kind: "string"; readonly value: string; readonly place: number }
  | { readonly kind: "number"; readonly value: number; readonly place: number }
  | { readonly kind: "boolean"; readonly value: boolean; readonly place: number }
  /** `2014-03-04`, or with a time as the platform writes it: `2014-03-04T08:05:00`. */
  | { readonly kind: "date"; readonly value: string; readonly place: number }
  | { readonly kind: "period"; readonly value: FilterPeriod; readonly place: number };

/** The unit of a relative span of time. */
export type FilterPeriod = "day" | "week" | "month" | "quarter" | "halfyear" | "year";
