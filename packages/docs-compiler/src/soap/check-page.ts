import type { Diagnostic } from "../diagnostic.ts";
import type { QName } from "../wsdl/model.ts";
import type { ElementDescriptor, SoapDescriptors, TypeDescriptor, TypeName } from "./descriptors.ts";
import type { SoapElement } from "./envelope.ts";
import { lexicalFault } from "./lexical.ts";
import type { SoapPage } from "./soap-page.ts";

/** How a page compares with the WSDL of its version. */
export interface PageCheck {
  /** Elements of both bodies that the WSDL knows in this place. */
  readonly elements: number;
  /** Elements of base classes that the page leaves out, as it may. */
  readonly omittedOfBase: number;
  /** Other elements that the page leaves out, as it may too. */
  readonly omitted: number;
  readonly diagnostics: readonly Diagnostic[];
}

interface Counter {
  elements: number;
  omittedOfBase: number;
  omitted: number;
  readonly diagnostics: Diagnostic[];
}

/** An element that may stand, and whether a base class declares it. */
interface Expected {
  readonly descriptor: ElementDescriptor;
  readonly ofBase: boolean;
}

/** A class's elements in wire order with those of its base classes first. */
const expectedOf = (descriptors: SoapDescriptors, type: TypeDescriptor & { kind: "class" }): Expected[] => {
  const base = type.base === undefined ? undefined : descriptors.types.get(type.base);
  const inherited = base?.kind === "class" ? expectedOf(descriptors, base) : [];
  return [
    ...inherited.map(({ descriptor }) => ({ descriptor, ofBase: true })),
    ...type.elements.map((descriptor) => ({ descriptor, ofBase: false })),
  ];
};

const own = (elements: readonly ElementDescriptor[]): Expected[] =>
  elements.map((descriptor) => ({ descriptor, ofBase: false }));

/**
 * Holds the messages of a page against the WSDL: wrapper, elements and their order, types, members of enumerations
 * and the form of primitives. Every contradiction is a diagnostic at its line.
 */
export const checkSoapPage = (page: SoapPage, descriptors: SoapDescriptors): PageCheck => {
  const counter: Counter = { elements: 0, omittedOfBase: 0, omitted: 0, diagnostics: [] };
  const report = ({ line }: { readonly line: number }, code: string, message: string): void => {
    counter.diagnostics.push({ file: page.file, line, code, message });
  };
  const nameOf = ({ namespace, local }: QName): TypeName => {
    if (namespace === descriptors.namespace) return local;
    const prefix = Object.entries(descriptors.namespaces).find(([, uri]) => uri === namespace)?.[0];
    return `${prefix ?? namespace}:${local}`;
  };

  /** `namespace` is where the elements of the parent's type live. */
  const checkChildren = (parent: SoapElement, expected: readonly Expected[], namespace: string): void => {
    const places = new Map(expected.map(({ descriptor }, place) => [descriptor.name, place]));
    const present = new Set<number>();
    let last = -1;
    for (const child of parent.children) {
      const place = child.name.namespace === namespace ? places.get(child.name.local) : undefined;
      const descriptor = place === undefined ? undefined : expected[place]?.descriptor;
      if (place === undefined || descriptor === undefined) {
        report(
          child,
          "soap-page-element",
          `${nameOf(child.name)} is no element of ${nameOf(parent.name)} in the WSDL`,
        );
        continue;
      }
      if (place < last)
        report(child, "soap-page-order", `${child.name.local} stands later in the page than in the WSDL`);
      last = Math.max(last, place);
      present.add(place);
      counter.elements += 1;
      checkElement(child, descriptor);
    }
    expected.forEach(({ descriptor, ofBase }, place) => {
      if (present.has(place)) return;
      if (ofBase) counter.omittedOfBase += 1;
      else if (descriptor.minOccurs === 0) counter.omitted += 1;
      else
        report(
          parent,
          "soap-page-missing",
          `${nameOf(parent.name)} has no ${descriptor.name}, which must stand`,
        );
    });
  };

  const checkElement = (element: SoapElement, descriptor: ElementDescriptor): void => {
    const printed = element.type === undefined ? descriptor.type : nameOf(element.type);
    if (printed !== descriptor.type && !extendsType(printed, descriptor.type)) {
      const message = `${descriptor.name} is ${printed} on the page and ${descriptor.type} in the WSDL`;
      report(element, "soap-page-type", message);
      return;
    }
    if (element.nil && element.children.length === 0) return;
    const namespace = printed.includes(":")
      ? (descriptors.namespaces[printed.slice(0, printed.indexOf(":"))] ?? "")
      : descriptors.namespace;
    const type = descriptors.types.get(printed);
    switch (type?.kind) {
      case undefined:
      case "restriction":
        checkText(element, printed);
        return;
      case "enum":
        checkMembers(element, printed, type);
        return;
      case "class":
        checkChildren(element, expectedOf(descriptors, type), namespace);
        return;
      case "array":
        checkChildren(element, own([type.item]), namespace);
        return;
      case "dictionary":
        for (const pair of element.children) {
          if (pair.name.local === type.pair) checkChildren(pair, own([type.key, type.value]), namespace);
          else report(pair, "soap-page-element", `the pair of ${printed} is ${type.pair} in the WSDL`);
        }
        return;
    }
  };

  const extendsType = (name: TypeName, base: TypeName): boolean => {
    const type = descriptors.types.get(name);
    if (type?.kind !== "class" || type.base === undefined) return false;
    return type.base === base || extendsType(type.base, base);
  };

  const checkMembers = (
    element: SoapElement,
    name: TypeName,
    type: TypeDescriptor & { kind: "enum" },
  ): void => {
    const names = type.flags ? element.text.split(/\s+/).filter((word) => word !== "") : [element.text];
    for (const member of names) {
      if (type.members.some((one) => one.name === member)) continue;
      report(element, "soap-page-member", `"${member}" is no member of ${name} in the WSDL`);
    }
  };

  const checkText = (element: SoapElement, type: TypeName): void => {
    const [child] = element.children;
    if (child !== undefined) {
      report(child, "soap-page-element", `${element.name.local} is ${type} and has no elements in the WSDL`);
      return;
    }
    const fault = lexicalFault(type, element.text);
    if (fault !== undefined) report(element, "soap-page-value", `${element.name.local}: ${fault}`);
  };

  const operation = descriptors.agents.get(page.agent)?.operations.get(page.operation);
  if (operation === undefined) {
    report(
      { line: 1 },
      "soap-page-operation",
      `${page.agent}.${page.operation} is not in the WSDL of its service`,
    );
    return counter;
  }
  const sides = [
    [page.request, operation.request, operation.arguments],
    [page.response, operation.response, operation.results],
  ] as const;
  for (const [envelope, wrapper, elements] of sides) {
    if (envelope === undefined) continue;
    const [body, second] = envelope.body;
    if (body === undefined || second !== undefined || nameOf(body.name) !== wrapper) {
      report(body ?? envelope, "soap-page-wrapper", `the body should hold ${wrapper} and nothing else`);
    } else {
      checkChildren(body, own(elements), descriptors.namespace);
    }
    for (const header of [...envelope.headers, ...envelope.stray]) {
      const descriptor = descriptors.headers.get(header.name.local);
      const listed = [...operation.requestHeaders, ...operation.responseHeaders].includes(header.name.local);
      if (descriptor === undefined || !listed) {
        report(
          header,
          "soap-page-header",
          `${nameOf(header.name)} is no header of ${page.operation} in the WSDL`,
        );
      } else {
        checkElement(header, descriptor);
      }
    }
  }
  return counter;
};
