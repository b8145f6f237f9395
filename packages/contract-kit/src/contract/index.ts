export { closeProfile } from "./close.ts";
export { type CompiledDocument, compileDocument, documentId, formats } from "./compile.ts";
export {
  type Contract,
  contractFromFile,
  contractOf,
  InvalidSpecError,
  type LoadValidators,
  type Profile,
  packedContract,
  readContract,
  type SpecTarget,
} from "./contract.ts";
export {
  answerSchema,
  type ContractDocument,
  classOf,
  contentOf,
  type DocumentOperation,
  operationById,
  operationsOf,
  requestSchema,
  resolved,
} from "./document.ts";
export { type Located, locate } from "./locate.ts";
export { reachableDocument } from "./reachable.ts";
export { isDictionary, type PlaceSchema, placeSchema, stepInto, typesOf } from "./schema-at.ts";
export { type SpecProblem, specProblems } from "./spec-problems.ts";
