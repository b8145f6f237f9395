export {
  type CreateProblemOptions,
  createProblem,
  isProblem,
  PROBLEM_MEDIA_TYPE,
  type ProblemDetails,
  problemType,
} from "./problem.ts";
