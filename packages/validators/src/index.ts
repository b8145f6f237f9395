export { type CheckAnswerOptions, checkAnswer } from "./check-answer.ts";
export type { Check, OperationValidators, ValidatorTable, Violation } from "./violation.ts";
