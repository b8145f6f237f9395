export type {
  FilterCriterion,
  FilterGroup,
  FilterList,
  FilterNode,
  FilterPeriod,
  FilterValue,
} from "./filter-node.ts";
export { type FilterInput, type FilterValueInput, formatFilter } from "./format-filter.ts";
export { parseFilterDate } from "./literals.ts";
export {
  type FilterArity,
  type FilterOperator,
  type FilterOperatorName,
  type FilterValueKind,
  operators,
} from "./operators.ts";
export { type FilterErrorCode, type ParseFilterOptions, parseFilter } from "./parse-filter.ts";
export type { QueryFailure } from "./query-failure.ts";
