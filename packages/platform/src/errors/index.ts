export {
  type AgentErrorBody,
  type AgentErrorOptions,
  agentError,
  type EntityErrorBody,
  type EntityErrorOptions,
  entityError,
} from "./bodies.ts";
export {
  type AgentError,
  type EntityError,
  type ParsedErrorBody,
  type ProblemError,
  parseErrorBody,
  type UnknownError,
} from "./parse-error-body.ts";
