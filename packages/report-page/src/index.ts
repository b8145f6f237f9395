export type { CellValue, Detail, Part, ReportPage, Row, Section, Tone } from "./report-page.ts";
export { reportPage } from "./report-page.ts";
