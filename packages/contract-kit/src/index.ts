export { type Check, type Outcome, outcome, type Problem } from "./checks/check.ts";
export {
  type Contract,
  contractFromFile,
  contractOf,
  InvalidSpecError,
  packedContract,
} from "./contract/contract.ts";
export { TargetError, UnreadableError } from "./errors.ts";
export { type Cell, isWell, type Matrix, matrixOf } from "./matrix/matrix.ts";
export { runMatrix } from "./matrix/run-matrix.ts";
export type { Fault, FaultId, Header, Sample, SampleRequest, SampleResponse } from "./samples/sample.ts";
