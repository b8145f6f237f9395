export { createSandbox, type Sandbox } from "./create-sandbox.ts";
export type { SampleAnswer, SandboxOptions } from "./options.ts";
export type { Storage } from "./storage/storage.ts";
export type { TenantSettings } from "./tenant/tenant.ts";
