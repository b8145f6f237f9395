import { isDateTime } from "../dates/date-time.ts";
import { type Failure, failure, type Success, success } from "../result.ts";
import { findTenantState, type TenantStateName } from "./tenant-states.ts";

/** What the state service answered. */
export interface TenantStatus {
  /** The tenant: `Cust12345`. */
  readonly contextIdentifier: string;
  /** Where the tenant lives now, without a slash at the end; `null` when it lives nowhere. It moves. */
  readonly endpoint: string | null;
  /** `null` for a state that the documentation does not know, which the vendor may add. */
  readonly state: TenantStateName | null;
  /** The state service's own word for whether the API answers. */
  readonly isRunning: boolean;
  /** When to ask again, as sent; `null` when it was not said. */
  readonly validUntil: string | null;
  /** Where the API of the tenant is now, without a slash at the end; `null` as in `endpoint`. */
  readonly api: string | null;
}

/** `form`: no JSON object. `field`: a field is missing or of the wrong type. `url`: an address that no call may go to. */
export type TenantStatusErrorCode = "tenant-status-form" | "tenant-status-field" | "tenant-status-url";

/** Why an answer of the state service was refused, and at which field. */
export interface TenantStatusFailure extends Failure<TenantStatusErrorCode> {
  /** The wire name of the field that was refused; `null` when it was the body as a whole. */
  readonly field: string | null;
}

/**
 * Reads the parsed JSON body of the state service. A state may be a name in any case or a number. `Endpoint`, `Api`
 * and `ValidUntil` may be null or missing; further fields are ignored.
 *
 * Credentials go where the endpoint says, so it must be `https` without user, query and fragment; `http` is taken for
 * a loopback host alone. Whether the host is the vendor's is for the caller to decide.
 *
 * Source: docs.superoffice.com, "Status page".
 *
 * @example
 * const body = {
 *   ContextIdentifier: "Cust37911",
 *   Endpoint: "https://sod2.superoffice.com/Cust37911",
 *   State: "Running",
 *   IsRunning: true,
 *   ValidUntil: "2020-10-05T09:52:01.9342965Z",
 *   Api: "https://sod2.superoffice.com/Cust37911/api",
 * };
 * const status = parseTenantStatus(body);
 * status.ok && [status.value.state, status.value.endpoint]; // ["Running", "https://sod2.superoffice.com/Cust37911"]
 */
export function parseTenantStatus(body: unknown): Success<TenantStatus> | TenantStatusFailure {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return refuse("tenant-status-form", "The answer is no JSON object.", null);
  }
  const fields = new Map<string, unknown>(Object.entries(body));
  const wrong = CHECKS.find(([name, , check]) => !check(fields.get(name)));
  if (wrong) return refuse(wrong[1], `${wrong[0]} is not what the state service documents.`, wrong[0]);
  return success({
    contextIdentifier: text(fields.get("ContextIdentifier")) ?? "",
    endpoint: withoutSlash(fields.get("Endpoint")),
    state: findTenantState(toNameOrNumber(fields.get("State")))?.name ?? null,
    isRunning: fields.get("IsRunning") === true,
    validUntil: text(fields.get("ValidUntil")),
    api: withoutSlash(fields.get("Api")),
  });
}

type Check = readonly [name: string, code: TenantStatusErrorCode, check: (value: unknown) => boolean];

const CHECKS: readonly Check[] = [
  ["ContextIdentifier", "tenant-status-field", (value) => typeof value === "string" && value !== ""],
  ["State", "tenant-status-field", (value) => toNameOrNumber(value) !== ""],
  ["IsRunning", "tenant-status-field", (value) => typeof value === "boolean"],
  [
    "ValidUntil",
    "tenant-status-field",
    (value) => isAbsent(value) || (typeof value === "string" && isDateTime(value)),
  ],
  ["Endpoint", "tenant-status-url", isAddress],
  ["Api", "tenant-status-url", isAddress],
];

function isAddress(value: unknown): boolean {
  if (isAbsent(value)) return true;
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(value);
  const isSafe = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  return isSafe && username === "" && password === "" && search === "" && hash === "";
}

const LOOPBACK = /^(?:localhost|127\.[0-9.]+|\[::1\])$/;

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

/** Empty for what is neither. */
function toNameOrNumber(value: unknown): string | number {
  return typeof value === "string" || typeof value === "number" ? value : "";
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function withoutSlash(value: unknown): string | null {
  return text(value)?.replace(/\/$/, "") ?? null;
}

function refuse(code: TenantStatusErrorCode, message: string, field: string | null): TenantStatusFailure {
  return { ...failure(code, message), field };
}
