export { type KnownValues, knownValues } from "./known-values.ts";
export { type RequestOptions, type RequestParts, requestArbitrary, requestOf } from "./request-arbitrary.ts";
export { type ValueOptions, valueArbitrary } from "./value-arbitrary.ts";
