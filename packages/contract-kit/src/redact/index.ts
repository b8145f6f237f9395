export { masked, maskedBody, type Redact, redactedJson, redactor } from "./redact.ts";
