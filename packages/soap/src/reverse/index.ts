export { createRestBridge, type RestBridge } from "./create-rest-bridge.ts";
export type { RestBridgeOptions } from "./options.ts";
export type { RestFailureCode } from "./rest-failure.ts";
