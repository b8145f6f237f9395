import type { AgentDescriptor, Services, TypeDescriptor, TypeName } from "../descriptors/index.ts";

const references = (type: TypeDescriptor): readonly TypeName[] => {
  switch (type.kind) {
    case "class":
      return [...(type.base === undefined ? [] : [type.base]), ...type.elements.map((each) => each.type)];
    case "array":
      return [type.item.type];
    case "dictionary":
      return [type.key.type, type.value.type];
    case "enum":
    case "restriction":
      return [];
  }
};

/** .NET's own simple types, which every WSDL of the vendor declares, used or not. */
const everywhere: readonly TypeName[] = ["ser:char", "ser:duration", "ser:guid"];

/** The declared types that an agent's operations, their headers and its known types lead to, by name. */
export function reachableTypes(
  services: Services,
  agent: AgentDescriptor,
): ReadonlyMap<TypeName, TypeDescriptor> {
  const reached = new Map<TypeName, TypeDescriptor>();
  const visit = (name: TypeName): void => {
    const type = services.type(name);
    if (type === undefined || reached.has(name)) return;
    reached.set(name, type);
    for (const reference of references(type)) visit(reference);
  };
  for (const operation of agent.operations.values()) {
    for (const element of [...operation.arguments, ...operation.results]) visit(element.type);
    for (const name of headersOf(operation)) visit(services.header(name)?.type ?? "");
  }
  for (const name of [...agent.knownTypes, ...everywhere]) visit(name);
  return reached;
}

/** Names of the headers that an operation's messages have, each once. */
export const headersOf = (operation: {
  readonly requestHeaders: readonly string[];
  readonly responseHeaders: readonly string[];
}): readonly string[] => [...new Set([...operation.requestHeaders, ...operation.responseHeaders])];
