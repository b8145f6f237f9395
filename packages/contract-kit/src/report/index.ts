export { textReport } from "./text.ts";
