export { type HtmlOptions, htmlReport, type MutationFigure } from "./html.ts";
export { jsonReport } from "./json.ts";
export { junitReport } from "./junit.ts";
export { type SarifOptions, sarifReport } from "./sarif.ts";
export { textReport } from "./text.ts";
