import { operations } from "@so-webapi/operations/all";
import { findTenantState, TENANT_STATES, type TenantStateName } from "@so-webapi/platform";
import { setTenantState } from "../identity/tenant-state.ts";
import { snapshotOf } from "../storage/snapshot.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { Duration, MovableClock } from "./clock.ts";
import { ControlError } from "./control-error.ts";
import type { Faults } from "./faults/fault.ts";
import { type FaultList, faultList } from "./faults/fault-list.ts";
import { checkedTime, readDuration, readTime } from "./read-time.ts";
import type { RecordedRequest } from "./requests/recorded-request.ts";
import { createRecorder, type Recorder } from "./requests/recorder.ts";
import { emptyStorage, readSnapshot, restoreRows, type SandboxSnapshot } from "./snapshot.ts";

/** What tests do with a sandbox beside asking it. */
export interface SandboxControl {
  /** Back to the seed: data, clock and tenant's state; faults and recorded requests are forgotten. */
  reset(): Promise<void>;
  /** All data and the clock, as a value that `JSON.stringify` keeps. */
  snapshot(): Promise<SandboxSnapshot>;
  /**
   * Puts all data and the clock back; faults and recorded requests stay.
   * @throws {ControlError} for a value that is no snapshot of this version; nothing is changed then.
   */
  restore(snapshot: SandboxSnapshot): Promise<void>;
  /** Milliseconds since 1970 by the sandbox's clock. */
  now(): number;
  /** Moves the clock by milliseconds or a {@link Duration}, back with negative ones. @throws {ControlError} */
  advanceClock(by: number | Duration): void;
  /** Sets the clock, and it goes on from there: milliseconds since 1970, a Date or ISO 8601. @throws {ControlError} */
  setClock(at: number | Date | string): void;
  /** What the state service says of the tenant; in a state that does not run, operations answer 503. @throws {ControlError} */
  setTenantState(state: TenantStateName): void;
  readonly faults: Faults;
  /** The last 200 requests, oldest first; those of `/-/sandbox` are not among them. */
  readonly requests: readonly RecordedRequest[];
  /** Forgets the recorded requests. */
  clearRequests(): void;
}

/** The same with what the pipeline and `/-/sandbox` need. @internal */
export interface Control extends SandboxControl {
  /** Takes what comes over HTTP as well. */
  restore(snapshot: unknown): Promise<void>;
  setTenantState(state: unknown): void;
  readonly tenant: Tenant;
  readonly clock: MovableClock;
  readonly faults: FaultList;
  readonly recorder: Recorder;
  /** Calls `listener` when clock, faults or all data changed; the returned function ends that. */
  onChange(listener: () => void): () => void;
}

/** @internal */
export interface ControlOptions {
  readonly tenant: Tenant;
  readonly clock: MovableClock;
  /** Fills the emptied storage. */
  readonly seed: () => Promise<void>;
}

const operationIds = new Set(operations.map(({ operationId }) => operationId));

/** Puts control over a tenant. @internal */
export function createControl({ tenant, clock, seed }: ControlOptions): Control {
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const recorder = createRecorder();
  const faults = faultList((id) => operationIds.has(id), changed);
  const control: Control = {
    tenant,
    clock,
    faults,
    recorder,
    async reset() {
      await tenant.exclusively(async () => {
        clock.setOffset(0);
        setTenantState(tenant, "Running");
        await emptyStorage(tenant.storage);
        tenant.directoryChanged();
        await seed();
        tenant.directoryChanged();
      });
      recorder.clear();
      faults.clear();
    },
    snapshot: () =>
      tenant.exclusively(async () => ({
        version: 1,
        clockOffset: clock.offset,
        storage: await snapshotOf(tenant.storage),
      })),
    async restore(value) {
      const snapshot = readSnapshot(value);
      await tenant.exclusively(async () => {
        await restoreRows(tenant.storage, snapshot.storage);
        clock.setOffset(snapshot.clockOffset);
        tenant.directoryChanged();
      });
      changed();
    },
    now: clock.now,
    advanceClock(by) {
      clock.set(checkedTime(clock.now() + readDuration(by)));
      changed();
    },
    setClock(at) {
      clock.set(readTime(at));
      changed();
    },
    setTenantState(state) {
      setTenantState(tenant, readTenantState(state));
      changed();
    },
    get requests() {
      return recorder.list();
    },
    clearRequests: recorder.clear,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return control;
}

function readTenantState(value: unknown): TenantStateName {
  const state = typeof value === "string" ? findTenantState(value) : undefined;
  if (state !== undefined) return state.name;
  const names = TENANT_STATES.map(({ name }) => name).join(", ");
  throw new ControlError([{ pointer: "/state", message: `must be one of ${names}` }]);
}
