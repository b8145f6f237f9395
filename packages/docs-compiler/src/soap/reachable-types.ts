import type { ElementDescriptor, OperationDescriptor, TypeDescriptor, TypeName } from "./descriptors.ts";

const references = (type: TypeDescriptor): readonly TypeName[] => {
  switch (type.kind) {
    case "class":
      return [
        ...(type.base === undefined ? [] : [type.base]),
        ...type.elements.map((element) => element.type),
      ];
    case "array":
      return [type.item.type];
    case "dictionary":
      return [type.key.type, type.value.type];
    case "enum":
    case "restriction":
      return [];
  }
};

/**
 * The declared types that operations and their headers lead to. Together with an agent's known types these are
 * exactly the types its WSDL declares.
 */
export const reachableTypes = (
  types: ReadonlyMap<TypeName, TypeDescriptor>,
  headers: ReadonlyMap<string, ElementDescriptor>,
  operations: Iterable<OperationDescriptor>,
): Set<TypeName> => {
  const reached = new Set<TypeName>();
  const visit = (name: TypeName): void => {
    const type = types.get(name);
    if (type === undefined || reached.has(name)) return;
    reached.add(name);
    for (const reference of references(type)) visit(reference);
  };
  for (const operation of operations) {
    for (const element of [...operation.arguments, ...operation.results]) visit(element.type);
    for (const name of [...operation.requestHeaders, ...operation.responseHeaders]) {
      visit(headers.get(name)?.type ?? "");
    }
  }
  return reached;
};
