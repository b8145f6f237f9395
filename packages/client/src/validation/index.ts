export { type AnswersOptions, answers, type Drift } from "./answers.ts";
