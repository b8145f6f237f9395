export { type Target, targetChecks } from "./target-checks.ts";
