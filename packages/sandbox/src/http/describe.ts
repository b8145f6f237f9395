import type { Operation } from "@so-webapi/operations";

/** What GET on an agent's operation answers: its description from the contract. Source: platform.md, "Addresses". */
export function describeOperation(operation: Operation): Response {
  const { operationId, method, path, parameters, request, responses } = operation;
  return Response.json({ operationId, method, path, parameters, request, responses });
}
