/** How an entity operation says what went wrong, beside the status. */
export interface EntityErrorBody {
  readonly Error: true;
  /** The platform's exception, `SoNotFoundException` for example. */
  readonly ErrorType: string;
  readonly ErrorMessage: string;
  readonly ErrorSource: string;
}

/** How an agent says that a request was malformed. */
export interface AgentErrorBody {
  readonly Message: string;
  readonly MessageDetail: string;
}

/** What the error body of an entity operation says. */
export interface EntityErrorOptions {
  /** The platform's exception. Default `"SoException"`. */
  readonly type?: string;
  /** What callers read. */
  readonly message: string;
  /** Where it happened. Default empty. */
  readonly source?: string;
}

/** What the error body of an agent operation says. */
export interface AgentErrorOptions {
  /** What callers read. */
  readonly message: string;
  /** Default empty. */
  readonly detail?: string;
}

/**
 * Makes the error body of an entity operation.
 *
 * Source: platform, "Answers".
 *
 * @example
 * entityError({ type: "SoNotFoundException", message: "No such contact" }).ErrorType; // "SoNotFoundException"
 */
export function entityError(options: EntityErrorOptions): EntityErrorBody {
  const { type = "SoException", message, source = "" } = options;
  return { Error: true, ErrorType: type, ErrorMessage: message, ErrorSource: source };
}

/**
 * Makes the error body of an agent operation, for status 400: what an agent does not find is no error but null.
 *
 * Source: platform, "Answers".
 *
 * @example
 * agentError({ message: "The request is invalid." }); // { Message: "The request is invalid.", MessageDetail: "" }
 */
export function agentError(options: AgentErrorOptions): AgentErrorBody {
  const { message, detail = "" } = options;
  return { Message: message, MessageDetail: detail };
}
