export type { Duration } from "./control/clock.ts";
export type { SandboxControl } from "./control/control.ts";
export { ControlError, type Misfit } from "./control/control-error.ts";
export {
  type ConnectionFault,
  ConnectionFaultError,
  connectionFault,
} from "./control/faults/apply-fault.ts";
export type { ActiveFault, Fault, FaultEffect, FaultMatch, Faults } from "./control/faults/fault.ts";
export { isLoopback } from "./control/http/who-may.ts";
export type {
  RecordedMessage,
  RecordedRequest,
  RequestSummary,
} from "./control/requests/recorded-request.ts";
export type { SandboxSnapshot } from "./control/snapshot.ts";
export { createSandbox, type Sandbox } from "./create-sandbox.ts";
export type { ApplicationOptions } from "./identity/application-options.ts";
export type { SandboxOptions } from "./options.ts";
export type { FindSample, SampleAnswer } from "./samples/sample.ts";
export { SampleError } from "./samples/sample-error.ts";
export { SeedError, type SeedMistake } from "./seed/seed-error.ts";
export type { SeedErrorCode } from "./seed/yaml-readers.ts";
export type { Storage } from "./storage/storage.ts";
export { StorageError, type StorageErrorCode } from "./storage/storage-error.ts";
export type { TenantSettings } from "./tenant/tenant.ts";
