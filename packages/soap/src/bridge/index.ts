export type { BridgeErrorCode } from "./bridge-failure.ts";
export { createSoapBridge, type SoapBridge } from "./create-bridge.ts";
export type { HandleOptions, SoapBridgeOptions, Upstream } from "./options.ts";
export { readTarget, type ServiceTarget } from "./target.ts";
