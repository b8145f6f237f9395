import { isProblem, type ProblemDetails } from "../problem/problem.ts";

/** What stood in an error body; a member that was absent or of another type is `null`. */
export type ParsedErrorBody = EntityError | AgentError | ProblemError | UnknownError;

/** The error body of entities, `ErrorType`, `ErrorMessage` and `ErrorSource`. */
export interface EntityError {
  readonly form: "entity";
  readonly errorType: string | null;
  readonly errorMessage: string | null;
  readonly errorSource: string | null;
}

/** The error body of agents, `Message` and `MessageDetail`. */
export interface AgentError {
  readonly form: "agent";
  readonly message: string;
  readonly messageDetail: string | null;
}

/** Problem details (RFC 9457), as a proxy in between sends them. */
export interface ProblemError {
  readonly form: "problem";
  readonly problem: ProblemDetails;
}

/** A body that is none of these. */
export interface UnknownError {
  readonly form: "unknown";
}

/**
 * Recognizes the error bodies that a caller of the WebAPI meets: the platform's two, with their names in any case,
 * and problem details from a proxy. An entity error needs a type or a message, an agent error a message. Anything
 * else, a body that is no object included, is `unknown` and no failure: servers in between answer too.
 *
 * The texts are the upstream's: log them, but do not show them to a client.
 *
 * Source: platform, "Answers"; RFC 9457.
 *
 * @example
 * const error = parseErrorBody({ Error: true, ErrorType: "SoNotFoundException", ErrorMessage: "No such contact" });
 * error.form === "entity" && error.errorType; // "SoNotFoundException"
 */
export function parseErrorBody(body: unknown): ParsedErrorBody {
  if (isProblem(body)) return { form: "problem", problem: body };

  // What is no object has no members.
  const text = textReader(Object(body));
  const errorType = text("ErrorType");
  const errorMessage = text("ErrorMessage");
  if (errorType !== null || errorMessage !== null) {
    return { form: "entity", errorType, errorMessage, errorSource: text("ErrorSource") };
  }
  const message = text("Message");
  if (message !== null) return { form: "agent", message, messageDetail: text("MessageDetail") };
  return { form: "unknown" };
}

/** Reads string members by name in any case; the exact spelling wins. */
function textReader(body: object): (name: string) => string | null {
  const exact = new Map<string, unknown>(Object.entries(body));
  const folded = new Map([...exact].map(([key, value]) => [key.toLowerCase(), value]));
  return (name) => {
    const value = exact.get(name) ?? folded.get(name.toLowerCase());
    return typeof value === "string" ? value : null;
  };
}
