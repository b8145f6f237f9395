import { namespaces } from "../soap/namespaces.ts";
import type { XmlElement, XmlName } from "../soap/xml.ts";

/** One way to change an element of an envelope's body: the elements that take its place, or undefined if it does not fit. */
export interface SoapKind {
  readonly id: string;
  readonly title: string;
  readonly write: (element: XmlElement, parent: XmlElement) => readonly XmlElement[] | undefined;
}

/** A change of an envelope. */
export interface SoapMutation {
  readonly kind: string;
  /** Names from Envelope down. */
  readonly where: string;
  readonly envelope: XmlElement;
}

const isType = (name: XmlName): boolean => name.uri === namespaces.xsi && name.local === "type";
const hasType = ({ attributes }: XmlElement): boolean => attributes.some(({ name }) => isType(name));
const renamed = (element: XmlElement, name: Partial<XmlName>): XmlElement => ({
  ...element,
  name: { ...element.name, ...name },
});
const written = (element: XmlElement): string =>
  element.attributes.find(({ name }) => isType(name))?.value ?? "";

function withType(element: XmlElement, local: string): XmlElement {
  const prefix = [...element.scope].find(([, uri]) => uri === namespaces.xsd)?.[0] ?? "";
  const attributes = element.attributes.map((one) =>
    isType(one.name) ? { ...one, value: `${prefix}:${local}` } : one,
  );
  return { ...element, attributes };
}

/** Texts that are wrong for an element of a type; a string takes any. */
const isText = (element: XmlElement): boolean =>
  element.children.length === 0 && hasType(element) && !written(element).endsWith(":string");

/** Every way to change an envelope's body. */
const soapKinds: readonly SoapKind[] = [
  { id: "element-dropped", title: "an element is gone", write: () => [] },
  {
    id: "element-doubled",
    title: "an element stands there twice",
    write: (one, parent) => (isItem(one, parent) ? undefined : [one, one]),
  },
  {
    id: "element-renamed",
    title: "an element has another name",
    write: (one) => [renamed(one, { local: `${one.name.local}Lorem` })],
  },
  {
    id: "element-case",
    title: "an element's name has another letter case",
    write: (one) => [
      renamed(one, {
        local:
          one.name.local.toUpperCase() === one.name.local
            ? one.name.local.toLowerCase()
            : one.name.local.toUpperCase(),
      }),
    ],
  },
  {
    id: "element-astray",
    title: "an element is in another namespace",
    write: (one) => [renamed(one, { uri: "urn:lorem" })],
  },
  {
    id: "element-added",
    title: "an element that nobody knows stands behind an element",
    write: (one, parent) =>
      isItem(one, parent)
        ? undefined
        : [one, { ...renamed(one, { local: "LoremIpsum" }), children: [], text: "dolor" }],
  },
  {
    id: "type-dropped",
    title: "an element does not say its type",
    write: (one) =>
      hasType(one) ? [{ ...one, attributes: one.attributes.filter(({ name }) => !isType(name)) }] : undefined,
  },
  {
    id: "type-changed",
    title: "an element says another type",
    write: (one) =>
      hasType(one) ? [withType(one, written(one).endsWith(":string") ? "int" : "string")] : undefined,
  },
  {
    id: "text-to-lorem",
    title: "a lorem word stands where a number, date or member belongs",
    write: (one) => (isText(one) ? [{ ...one, text: "Lorem" }] : undefined),
  },
  {
    id: "text-emptied",
    title: "a number, date or member is empty",
    write: (one) => (isText(one) ? [{ ...one, text: "" }] : undefined),
  },
];

/** Elements of an array: their number is free. */
const isItem = (element: XmlElement, parent: XmlElement): boolean =>
  /:ArrayOf[A-Za-z]+$/.test(written(parent)) && element.name.local !== "Response";

/** Every change of every element below an envelope's Body, and its children in another order. */
export function soapMutations(envelope: XmlElement): SoapMutation[] {
  const found: SoapMutation[] = [];
  const visit = (
    element: XmlElement,
    rebuild: (children: readonly XmlElement[]) => XmlElement,
    path: string,
  ): void => {
    element.children.forEach((child, index) => {
      const replace = (next: readonly XmlElement[]): XmlElement =>
        rebuild(element.children.flatMap((one, at) => (at === index ? next : [one])));
      const where = `${path}/${child.name.local}`;
      const isInBody = path.includes("/Body");
      for (const { id, write } of isInBody ? soapKinds : []) {
        const next = write(child, element);
        if (next !== undefined) found.push({ kind: id, where, envelope: replace(next) });
      }
      visit(child, (children) => replace([{ ...child, children }]), where);
    });
    const names = new Set(element.children.map(({ name }) => name.local));
    if (path.includes("/Body") && names.size > 1) {
      found.push({
        kind: "elements-reordered",
        where: path,
        envelope: rebuild(element.children.toReversed()),
      });
    }
  };
  visit(envelope, (children) => ({ ...envelope, children }), "/Envelope");
  return found;
}
