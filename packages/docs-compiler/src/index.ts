export {
  type Compilation,
  type CompileOptions,
  type Counts,
  compileReference,
} from "./compile/compile-reference.ts";
export type { OnProgress, Phase, Progress } from "./compile/progress.ts";
export { type FileChanges, planFiles, syncFiles } from "./compile/sync-files.ts";
export { UnreadableError } from "./compile/unreadable-error.ts";
export { type Diagnostic, formatDiagnostic } from "./diagnostic.ts";
export type { Evidence, EvidenceFact, EvidenceOwner, EvidenceRule } from "./evidence/collect-evidence.ts";
export { countStates, type StateCounts } from "./evidence/count-states.ts";
export { readEvidence } from "./evidence/read-evidence.ts";
