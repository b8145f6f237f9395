export {
  type ColumnCall,
  type ColumnFunction,
  type ColumnModifier,
  type ColumnsErrorCode,
  parseColumns,
  type SelectedColumn,
} from "./columns.ts";
export type {
  FilterCriterion,
  FilterGroup,
  FilterList,
  FilterNode,
  FilterPeriod,
  FilterValue,
} from "./filter-node.ts";
export { type FilterInput, type FilterValueInput, formatFilter } from "./format-filter.ts";
export {
  DEFAULT_PAGE_SIZE,
  type ListMode,
  type ListOptions,
  type ListOptionsErrorCode,
  type ListOptionsFailure,
  parseListOptions,
} from "./list-options.ts";
export { parseFilterDate } from "./literals.ts";
export {
  type FilterArity,
  type FilterOperator,
  type FilterOperatorName,
  type FilterValueKind,
  operators,
} from "./operators.ts";
export { formatOrderBy, type OrderBy, type OrderByErrorCode, parseOrderBy } from "./order-by.ts";
export { type FilterErrorCode, type ParseFilterOptions, parseFilter } from "./parse-filter.ts";
export type { QueryFailure } from "./query-failure.ts";
