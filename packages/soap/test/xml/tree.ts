import { parseXml, XmlCdata, XmlElement, XmlText } from "@rgrove/parse-xml";

/** An element as a reader sees it that knows nothing of our codec: another parser, prefixes resolved, attributes but `nil` left out. */
export interface Tree {
  /** `{namespace}local`. */
  readonly name: string;
  /** `nil`, or the text of an element without children; empty otherwise. */
  readonly text: string;
  readonly children: readonly Tree[];
}

const XSI = "http://www.w3.org/2001/XMLSchema-instance";

export function treeOf(xml: string): Tree {
  const { root } = parseXml(xml);
  if (root === null) throw new Error("no root");
  return elementOf(root, new Map());
}

function elementOf(element: XmlElement, outer: ReadonlyMap<string, string>): Tree {
  const scope = new Map(outer);
  for (const [name, value] of Object.entries(element.attributes)) {
    if (name === "xmlns") scope.set("", value);
    else if (name.startsWith("xmlns:")) scope.set(name.slice(6), value);
  }
  const children = element.children.filter((child) => child instanceof XmlElement);
  const text = element.children
    .filter((child) => child instanceof XmlText || child instanceof XmlCdata)
    .map((child) => child.text)
    .join("");
  const isNil = Object.entries(element.attributes).some(([name, value]) => {
    const [prefix = "", local] = name.split(":");
    return local === "nil" && scope.get(prefix) === XSI && value === "true";
  });
  return {
    name: nameOf(element.name, scope),
    text: isNil ? "nil" : children.length > 0 ? text.trim() : text,
    children: children.map((child) => elementOf(child, scope)),
  };
}

function nameOf(written: string, scope: ReadonlyMap<string, string>): string {
  const colon = written.indexOf(":");
  const uri = scope.get(written.slice(0, Math.max(colon, 0)));
  if (colon !== -1 && uri === undefined) throw new Error(`unbound prefix in ${written}`);
  return `{${uri ?? ""}}${written.slice(colon + 1)}`;
}

/** The one element inside of the Body, of SOAP 1.1 or 1.2. */
export function wrapperOf(envelope: Tree): Tree {
  const body = envelope.children.find(({ name }) => /\}Body$/.test(name));
  const [wrapper] = body?.children ?? [];
  if (wrapper === undefined) throw new Error("no wrapper");
  return wrapper;
}

/** An element by the local names that lead to it. */
export function find(tree: Tree, ...path: readonly string[]): Tree | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return tree;
  const child = tree.children.find(({ name }) => name.endsWith(`}${first}`));
  return child && find(child, ...rest);
}
