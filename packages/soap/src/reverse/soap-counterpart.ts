import type { Operation } from "@so-webapi/operations";
import type { OperationDescriptor, Services } from "../descriptors/index.ts";

/** Finds the SOAP operation of a REST operation, by the agent and the name in its path. */
export function soapCounterpart(
  services: Services,
  { path, group }: Operation,
): OperationDescriptor | undefined {
  const [agent = "", name = ""] = path.split("/").slice(-2);
  const operations = group.kind === "agent" ? services.agent(agent)?.operations : undefined;
  const exact = operations?.get(name);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  return [...(operations?.values() ?? [])].find((operation) => operation.name.toLowerCase() === wanted);
}
