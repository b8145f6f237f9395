export { curlOf } from "./curl.ts";
export { type Malformed, malformedOf } from "./malformed.ts";
export { type FuzzOptions, type FuzzRun, runFuzz } from "./run-fuzz.ts";
export { complaintOf, type Expectation } from "./verdict.ts";
export { type BodyTable, violationsOf } from "./violations.ts";
