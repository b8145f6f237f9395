import type { Diagnostic } from "../diagnostic.ts";
import type { Place, QName, TextSource } from "../wsdl/model.ts";
import { namespaces } from "../wsdl/namespaces.ts";
import { readXml, type XmlTag } from "../wsdl/xml-reader.ts";

/** An element of a message, namespaces resolved. */
export interface SoapElement extends Place {
  readonly name: QName;
  /** The value of `xsi:type`, resolved. */
  readonly type: QName | undefined;
  /** `xsi:nil="true"`. */
  readonly nil: boolean;
  /** The text between the tags of an element without children; empty for one that has children. */
  readonly text: string;
  readonly children: readonly SoapElement[];
}

/** A SOAP message as it stands, right or wrong: {@link envelopeFaults} tells which. */
export interface Envelope extends Place {
  /** Of the envelope itself: SOAP 1.1 or 1.2. */
  readonly namespace: string;
  /** Namespaces by prefix, as the root declares them. */
  readonly prefixes: Readonly<Record<string, string>>;
  /** What stands in `Header`. */
  readonly headers: readonly SoapElement[];
  /** What stands under `Envelope` beside `Header` and `Body`, where nothing belongs. */
  readonly stray: readonly SoapElement[];
  /** What stands in `Body`: one wrapper on a document/literal message. */
  readonly body: readonly SoapElement[];
}

interface Open extends Place {
  readonly name: QName;
  readonly type: QName | undefined;
  readonly nil: boolean;
  text: string;
  readonly children: SoapElement[];
}

const openElement = (tag: XmlTag): Open => {
  const type = tag.attributes["xsi:type"];
  const { name, line, column } = tag;
  return {
    name,
    type: type === undefined ? undefined : tag.resolve(type),
    nil: /^(true|1)$/.test(tag.attributes["xsi:nil"] ?? ""),
    text: "",
    children: [],
    line,
    column,
  };
};

const isEnvelope = ({ namespace, local }: QName): boolean =>
  local === "Envelope" && (namespace === namespaces.soap11 || namespace === namespaces.soap12);

/** Reads a SOAP message. Broken XML, or XML that is no envelope, gives diagnostics and no envelope. */
export const parseEnvelope = (
  source: TextSource,
): { readonly envelope: Envelope | undefined; readonly diagnostics: readonly Diagnostic[] } => {
  const stack: Open[] = [];
  const roots: SoapElement[] = [];
  let prefixes: Readonly<Record<string, string>> = {};
  const faults = readXml(source, {
    open: (tag) => {
      if (stack.length === 0) prefixes = tag.bindings;
      stack.push(openElement(tag));
    },
    text: (piece) => {
      const top = stack[stack.length - 1];
      if (top !== undefined) top.text += piece;
    },
    close: () => {
      const closed = stack.pop();
      if (closed === undefined) return;
      const parent = stack[stack.length - 1]?.children ?? roots;
      parent.push(closed.children.length === 0 ? closed : { ...closed, text: "" });
    },
  });
  if (faults.length > 0) return { envelope: undefined, diagnostics: faults };
  const [root] = roots;
  if (root === undefined || !isEnvelope(root.name)) {
    const message = "there is no SOAP envelope here";
    const line = root?.line ?? source.firstLine;
    return {
      envelope: undefined,
      diagnostics: [{ file: source.file, line, code: "soap-no-envelope", message }],
    };
  }
  const { namespace } = root.name;
  const part = (local: string): readonly SoapElement[] =>
    root.children.filter(({ name }) => name.namespace === namespace && name.local === local);
  const diagnostics: Diagnostic[] = [];
  const bodies = part("Body");
  if (bodies.length !== 1) {
    const message = `the envelope has ${bodies.length} bodies instead of one`;
    diagnostics.push({ file: source.file, line: root.line, code: "soap-body-count", message });
  }
  return {
    envelope: {
      namespace,
      prefixes,
      headers: part("Header").flatMap(({ children }) => children),
      stray: root.children.filter(({ name }) => name.namespace !== namespace),
      body: bodies.flatMap(({ children }) => children),
      line: root.line,
      column: root.column,
    },
    diagnostics,
  };
};
