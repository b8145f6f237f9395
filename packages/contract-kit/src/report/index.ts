export { jsonReport } from "./json.ts";
export { junitReport } from "./junit.ts";
export { type SarifOptions, sarifReport } from "./sarif.ts";
export { textReport } from "./text.ts";
