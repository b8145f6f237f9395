export { type Coverage, coverageOf, renderCoverage } from "./coverage.ts";
