/** What the state service can say of a tenant. */
export type TenantStateName =
  | "Unknown"
  | "Provisioning"
  | "Running"
  | "Deleted"
  | "Suspended"
  | "OnlineMaintenance"
  | "OfflineMaintenance"
  | "ProvisioningFailed"
  | "Deleting"
  | "DeleteFailed"
  | "MigrationPending";

/** One state of a tenant. */
export interface TenantState {
  readonly name: TenantStateName;
  /** The state's number; 7 and 9 are not documented. */
  readonly number: number;
  /** Whether the API answers in this state. */
  readonly running: boolean;
}

/**
 * All documented states, by number. Source: platform, "Addresses"; docs.superoffice.com, "Status page", State and
 * IsRunning.
 */
export const TENANT_STATES: readonly TenantState[] = Object.freeze([
  { name: "Unknown", number: 0, running: false },
  { name: "Provisioning", number: 1, running: false },
  { name: "Running", number: 2, running: true },
  { name: "Deleted", number: 3, running: false },
  { name: "Suspended", number: 4, running: false },
  { name: "OnlineMaintenance", number: 5, running: true },
  { name: "OfflineMaintenance", number: 6, running: false },
  { name: "ProvisioningFailed", number: 8, running: false },
  { name: "Deleting", number: 10, running: false },
  { name: "DeleteFailed", number: 11, running: false },
  { name: "MigrationPending", number: 12, running: false },
]);

/**
 * Finds a state by name, in any case, or by number; `undefined` for one that is not documented.
 *
 * @example
 * findTenantState("onlinemaintenance")?.number; // 5
 * findTenantState(6)?.running; // false
 */
export function findTenantState(nameOrNumber: string | number): TenantState | undefined {
  const wanted = String(nameOrNumber).toLowerCase();
  return TENANT_STATES.find(({ name, number }) => name.toLowerCase() === wanted || String(number) === wanted);
}

/**
 * Says whether a tenant in this state answers. A state that is not documented does not count as running; the state
 * service says so itself, see `isRunning` of {@link parseTenantStatus}.
 *
 * @example
 * isRunning("OnlineMaintenance"); // true
 * isRunning("Suspended"); // false
 */
export function isRunning(nameOrNumber: string | number): boolean {
  return findTenantState(nameOrNumber)?.running ?? false;
}
