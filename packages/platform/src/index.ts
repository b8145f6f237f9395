export {
  basicAuthorization,
  bearerAuthorization,
  soTicketAuthorization,
} from "./credentials/authorization.ts";
export {
  APP_TOKEN_HEADER,
  CREDENTIAL_HEADERS,
  type HeadersLike,
  redactHeaders,
  XSRF_COOKIE,
  XSRF_HEADER,
} from "./credentials/headers.ts";
export { type Authorization, parseAuthorization } from "./credentials/parse-authorization.ts";
export {
  type DateTimeErrorCode,
  type DateTimeParts,
  formatDateTime,
  isDateTime,
  parseDateTime,
} from "./dates/date-time.ts";
export { isUnset, type ToInstantOptions, toInstant, UNSET_DATE_TIME } from "./dates/instant.ts";
export { DATE_TIME_PATTERN } from "./dates/pattern.ts";
export { canonicalEnum } from "./enums/canonical-enum.ts";
export type { EnumShape } from "./enums/enum-shape.ts";
export {
  type AgentErrorBody,
  type AgentErrorOptions,
  agentError,
  type EntityErrorBody,
  type EntityErrorOptions,
  entityError,
} from "./errors/bodies.ts";
export {
  type AgentError,
  type EntityError,
  type ParsedErrorBody,
  type ProblemError,
  parseErrorBody,
  type UnknownError,
} from "./errors/parse-error-body.ts";
export { formatFlags, hasFlag, parseFlags, sameFlags } from "./flags/comma-list.ts";
export { flagsFromNumber, flagsToNumber } from "./flags/flag-number.ts";
export { type JsonErrorCode, type JsonFailure, type ParseJsonOptions, parseJson } from "./json/parse-json.ts";
export { rewriteLinks } from "./links/rewrite-links.ts";
export { rewriteOrigin } from "./links/rewrite-origin.ts";
export { accepts } from "./media/accepts.ts";
export { isJson, type MediaType, parseMediaType } from "./media/media-type.ts";
export { type CanonicalizeOptions, canonicalize } from "./names/canonicalize.ts";
export type { ClassShape, PropertyShape, RootShape, Shapes } from "./names/shapes.ts";
export {
  applyPatch,
  JSON_PATCH_MEDIA_TYPE,
  type JsonPatch,
  MERGE_PATCH_MEDIA_TYPE,
  type MergePatch,
  type Patch,
  type PatchErrorCode,
  type PatchFailure,
  type PatchOperation,
  type PatchPath,
  type PatchShape,
  parsePatch,
} from "./patch/index.ts";
export { PlatformError, type PlatformErrorCode } from "./platform-error.ts";
export {
  type CreateProblemOptions,
  createProblem,
  isProblem,
  PROBLEM_MEDIA_TYPE,
  type ProblemDetails,
  problemType,
} from "./problem/problem.ts";
export {
  type ColumnCall,
  type ColumnFunction,
  type ColumnModifier,
  type ColumnsErrorCode,
  DEFAULT_PAGE_SIZE,
  type FilterArity,
  type FilterCriterion,
  type FilterErrorCode,
  type FilterGroup,
  type FilterInput,
  type FilterList,
  type FilterNode,
  type FilterOperator,
  type FilterOperatorName,
  type FilterPeriod,
  type FilterValue,
  type FilterValueInput,
  type FilterValueKind,
  formatFilter,
  formatOrderBy,
  type ListMode,
  type ListOptions,
  type ListOptionsErrorCode,
  type ListOptionsFailure,
  type OrderBy,
  type OrderByErrorCode,
  operators,
  type ParseFilterOptions,
  parseColumns,
  parseFilter,
  parseFilterDate,
  parseListOptions,
  parseOrderBy,
  type QueryFailure,
  type SelectedColumn,
} from "./query/index.ts";
export type { Failure, Result, Success } from "./result.ts";
export {
  type AttemptFailure,
  createRetryBudget,
  createRetryPolicy,
  DEFAULT_RETRY_POLICY,
  earnRetry,
  formatHttpDate,
  type HttpDateErrorCode,
  type NoRetryReason,
  parseHttpDate,
  parseRetryAfter,
  type RetryAfterErrorCode,
  type RetryBudget,
  type RetryBudgetOptions,
  type RetryDecision,
  type RetryPolicy,
  type RetryQuestion,
  retryDecision,
} from "./retry/index.ts";
export {
  formatSelect,
  parseSelect,
  type SelectErrorCode,
  type SelectTree,
  selects,
} from "./select/select.ts";
export {
  checkXsrf,
  equalSecrets,
  type HeaderLookup,
  parseCookies,
  type XsrfErrorCode,
} from "./session/index.ts";
export {
  ENVIRONMENTS,
  type Environment,
  findTenantState,
  isEnvironment,
  isRunning,
  isTenantId,
  parseTenantStatus,
  stateServiceUrl,
  TENANT_STATES,
  type TenantState,
  type TenantStateName,
  type TenantStatus,
  type TenantStatusErrorCode,
  type TenantStatusFailure,
  tenantBaseUrl,
} from "./tenants/index.ts";
export {
  findResourceIds,
  formatMultiLanguage,
  isMultiLanguage,
  isResourceId,
  LANGUAGES,
  type Language,
  type LanguageCode,
  type LanguageHeaders,
  type MultiLanguageErrorCode,
  type MultiLanguageFailure,
  type MultiLanguageText,
  parseMultiLanguage,
  pickLanguages,
  type ResolveTextOptions,
  resolveText,
  toLanguageCode,
} from "./text/index.ts";
export {
  findTimeZone,
  fromZone,
  offsetMinutesAt,
  parseTimeZoneHeader,
  TIME_ZONE_HEADER,
  TIME_ZONES,
  type TimeZone,
  type TimeZoneChoice,
  type TimeZoneHeaderErrorCode,
  type ToZoneOptions,
  toZone,
  type ZoneErrorCode,
} from "./zones/index.ts";
