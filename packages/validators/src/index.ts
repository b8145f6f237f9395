export type { Check, OperationValidators, ValidatorTable, Violation } from "./violation.ts";
