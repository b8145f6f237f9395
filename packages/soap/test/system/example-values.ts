import type { ElementDescriptor, Services } from "../../src/descriptors/index.ts";

const scalars: Readonly<Record<string, unknown>> = {
  "xs:string": "Ærlig & <ord>",
  "xs:boolean": true,
  "xs:short": -32_768,
  "xs:int": 2_147_483_647,
  "xs:unsignedInt": 4_294_967_295,
  "xs:long": 9_223_372_036_854_775_807n,
  "xs:double": 0.1,
  "xs:dateTime": "2024-02-29T08:05:00.1234567+01:00",
  "xs:base64Binary": "R0lGODk=",
  "xs:anyType": 17,
  "ser:duration": "1.02:03:04.5000000",
  "ser:guid": "01234567-89ab-cdef-0123-456789abcdef",
};

/** A value for every element, nested four deep, with nulls where they may be. */
export const exampleOf = (
  services: Services,
  elements: readonly ElementDescriptor[],
  depth = 4,
): Record<string, unknown> =>
  Object.fromEntries(elements.map((element) => [element.name, exampleValue(services, element, depth)]));

function exampleValue(services: Services, { type, nillable }: ElementDescriptor, depth: number): unknown {
  const found = services.type(type);
  if (depth === 0 && nillable) return null;
  switch (found?.kind) {
    case "class":
      return exampleOf(services, services.elements(type), depth - 1);
    case "array":
      return depth === 0
        ? []
        : [exampleValue(services, found.item, depth - 1), ...(found.item.nillable ? [null] : [])];
    case "dictionary": {
      const value = exampleValue(services, found.value, depth - 1);
      return { [String(scalars[found.key.type])]: value };
    }
    case "enum":
      return found.members[0]?.name;
    default:
      return scalars[type];
  }
}
