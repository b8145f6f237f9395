export {
  type BodiesProof,
  type BodiesTally,
  bodiesShare,
  proveBodies,
} from "./bodies-proof.ts";
export { bodiesProofJson, renderBodiesProof } from "./bodies-report.ts";
export { type BodyKind, bodyKinds } from "./body-kinds.ts";
export { messageKinds } from "./message-kinds.ts";
export { type BodyMutation, describe, type Mutation } from "./mutation.ts";
export { bodyMutations, mutationsOf } from "./mutations.ts";
export { faultStays, pageExcuses } from "./page-rules.ts";
export { type Place, placesOf } from "./place.ts";
export { type BatchVerdicts, type MutantCheck, prove, type Verdict } from "./proof.ts";
export { type MutationReport, mutationReport, renderMutations, shareOf, type Tally } from "./report.ts";
export { excuses, type Rule, tolerances } from "./rules.ts";
export { ClassCompiler } from "./spec/class-judge.ts";
export { classMutations } from "./spec/class-mutations.ts";
export { ClassVerdicts } from "./spec/class-verdict.ts";
export { type Instance, type Instances, repaired, sampleInstances } from "./spec/instances.ts";
export { operationKinds, operationMutations } from "./spec/operation-mutations.ts";
export { probeInstances } from "./spec/probes.ts";
export { type ClassSort, schemaKinds } from "./spec/schema-kinds.ts";
export type { ClassMutation, OperationMutation, SpecMutation } from "./spec/spec-mutation.ts";
export { proveSpec, type SpecVerdict, type Witness, witnesses } from "./spec/spec-proof.ts";
export { renderSpecMutations, type SpecMutationReport, specMutationReport } from "./spec/spec-report.ts";
export { specExcuses } from "./spec/spec-rules.ts";
