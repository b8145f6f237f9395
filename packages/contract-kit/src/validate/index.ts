export { type Candidate, type InferOptions, inferOperation } from "./infer.ts";
export { type Disagreement, type ValidateOptions, type Validation, validateBody } from "./validate-body.ts";
