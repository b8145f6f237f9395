export { inPairs, type Recorded, type Recorder, startRecorder } from "./recorder.ts";
export { type Received, sendRaw } from "./send.ts";
