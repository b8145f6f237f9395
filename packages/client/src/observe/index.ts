export { type AttemptLine, attemptLines } from "./attempt-lines.ts";
export { observers } from "./observers.ts";
export { type TraceContextOptions, traceContext } from "./trace-context.ts";
