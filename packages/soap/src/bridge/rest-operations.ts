import type { Operation } from "@so-webapi/operations";
import type { OperationDescriptor } from "../descriptors/index.ts";

/** How the arguments of a SOAP operation travel in its REST operation. */
export type ArgumentsForm =
  /** There are none. */
  | { readonly kind: "none" }
  /** The only one is a query parameter, of this name. */
  | { readonly kind: "query"; readonly parameter: string }
  /** The body is the only one itself. */
  | { readonly kind: "body" }
  /** The body is an object with a property for each, of these names. */
  | { readonly kind: "object"; readonly names: ReadonlyMap<string, string> };

/** The REST side of a SOAP operation. */
export interface RestCounterpart {
  readonly operation: Operation;
  readonly form: ArgumentsForm;
}

/** Arguments whose names differ by more than letter case: `so-docs soap-parity` lists them. */
export const renamedArguments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "User.ExecuteUserCommand": { CommandActionResult: "ActionResult" },
};

/**
 * Finds REST operations for SOAP operations: `Contact.GetContact` is `POST /api/v1/Agents/Contact/GetContact`. The descriptors'
 * names and the operation table decide; nothing else is known of the pairs, save for {@link renamedArguments}.
 */
export function restFinder(
  operations: readonly Operation[],
): (soap: OperationDescriptor) => RestCounterpart | undefined {
  const agents = operations.filter(({ group, method }) => group.kind === "agent" && method === "POST");
  const byPath = new Map(agents.map((operation) => [operation.path.toLowerCase(), operation]));
  return (soap) => {
    const operation = byPath.get(`/api/v1/agents/${soap.agent}/${soap.name}`.toLowerCase());
    return operation && { operation, form: formOf(soap, operation) };
  };
}

function formOf(soap: OperationDescriptor, { parameters, request }: Operation): ArgumentsForm {
  const query = parameters.find((each) => each.in === "query" && each.required);
  if (query !== undefined) return { kind: "query", parameter: query.name };
  if (request === null) return { kind: "none" };
  // A body of several arguments has a class of its own: ContactAgentGetMyActiveContactsRequest.
  const own = `${soap.agent}Agent${soap.name}Request`.toLowerCase();
  if (request.class?.replace(/Input$/, "").toLowerCase() !== own) return { kind: "body" };
  const renamed = renamedArguments[`${soap.agent}.${soap.name}`] ?? {};
  return { kind: "object", names: new Map(soap.arguments.map(({ name }) => [name, renamed[name] ?? name])) };
}
