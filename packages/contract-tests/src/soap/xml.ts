import { XMLParser, XMLValidator } from "fast-xml-parser";

/** A name with its namespace; prefixes are gone. */
export interface XmlName {
  /** Namespace URI, empty for none. */
  readonly uri: string;
  readonly local: string;
}

export interface XmlElement {
  readonly name: XmlName;
  readonly attributes: readonly { readonly name: XmlName; readonly value: string }[];
  readonly children: readonly XmlElement[];
  /** The text directly inside. */
  readonly text: string;
  /** Namespace URIs by prefix, as they hold inside the element; the empty prefix is the default namespace. */
  readonly scope: ReadonlyMap<string, string>;
}

/** A text that is no XML, or that uses a prefix which nothing binds. The message has a line where one is known. */
export class XmlError extends Error {
  override readonly name = "XmlError";
  readonly code = "xml_malformed";
}

/** fast-xml-parser's ordered form: one object per node, its element's name is the key beside `:@`. */
type Node = { readonly [key: string]: unknown };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  trimValues: true,
  ignoreDeclaration: true,
});

/** Parses a document and resolves every name by its namespace. Throws {@link XmlError}. */
export function parseXml(text: string): XmlElement {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new XmlError(`line ${valid.err.line}: ${valid.err.code}`);
  const [root] = (parser.parse(text) as Node[])
    .map((node) => elementOf(node, new Map()))
    .filter((node) => node !== undefined);
  if (root === undefined) throw new XmlError("no element");
  return root;
}

function elementOf(node: Node, outer: ReadonlyMap<string, string>): XmlElement | undefined {
  const tag = Object.keys(node).find((key) => key !== ":@");
  if (tag === undefined || tag === "#text") return undefined;
  const written = Object.entries((node[":@"] ?? {}) as Record<string, string>);
  const scope = new Map(outer);
  for (const [name, value] of written) {
    if (name === "xmlns") scope.set("", value);
    else if (name.startsWith("xmlns:")) scope.set(name.slice(6), value);
  }
  const inner = node[tag] as Node[];
  return {
    name: resolveName(tag, scope, true),
    attributes: written
      .filter(([name]) => name !== "xmlns" && !name.startsWith("xmlns:"))
      .map(([name, value]) => ({ name: resolveName(name, scope, false), value })),
    children: inner.map((child) => elementOf(child, scope)).filter((child) => child !== undefined),
    text: inner.map((child) => child["#text"] ?? "").join(""),
    scope,
  };
}

/** Resolves `prefix:local`. The default namespace holds for elements and values, not for attributes (XML Namespaces, 6.2). */
function resolveName(written: string, scope: ReadonlyMap<string, string>, usesDefault: boolean): XmlName {
  const colon = written.indexOf(":");
  if (colon === -1) return { uri: usesDefault ? (scope.get("") ?? "") : "", local: written };
  const uri = scope.get(written.slice(0, colon));
  if (uri === undefined) throw new XmlError(`prefix ${written.slice(0, colon)} is bound to no namespace`);
  return { uri, local: written.slice(colon + 1) };
}

/** The value of an attribute that is itself a name, `xsi:type` for example. */
export function attributeName(element: XmlElement, uri: string, local: string): XmlName | undefined {
  const found = element.attributes.find(({ name }) => name.uri === uri && name.local === local);
  return found && resolveName(found.value, element.scope, true);
}
