export { type Chosen, chooseOperations, isSafe } from "./choose-operations.ts";
export { type Exchanged, exchange, type LiveTarget } from "./exchange.ts";
export { type Pace, type PaceOptions, startPace } from "./pace.ts";
export { recordedFiles } from "./record.ts";
export { type LiveOptions, type LiveRun, runLive } from "./run-live.ts";
