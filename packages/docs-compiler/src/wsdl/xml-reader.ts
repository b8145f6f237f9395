import sax from "sax";
import type { Diagnostic } from "../diagnostic.ts";
import type { Place, QName, TextSource } from "./model.ts";
import { keyOf, namespaces } from "./namespaces.ts";

/** An opened element, its names resolved. */
export interface XmlTag extends Place {
  readonly name: QName;
  /** `xs:element`: the name under the compiler's own prefix, see {@link keyOf}. */
  readonly key: string;
  /** By bare name, or by {@link keyOf} where the attribute has a namespace. Declarations of prefixes are left out. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Namespaces by prefix, as they hold here; the empty prefix is the default. */
  readonly bindings: Readonly<Record<string, string>>;
  /** Resolves a qualified name that stands in a value; reports an unbound prefix and gives `undefined` for it. */
  readonly resolve: (value: string) => QName | undefined;
}

/** What {@link readXml} calls while it reads. */
export interface XmlEvents {
  open(tag: XmlTag): void;
  text(text: string): void;
  close(): void;
}

/** Prefixes in force, with the names already resolved under them: documents use few names many times. */
interface Scope {
  readonly bindings: Readonly<Record<string, string>>;
  readonly elements: Map<string, { readonly name: QName; readonly key: string }>;
  readonly attributes: Map<string, string>;
  readonly values: Map<string, QName>;
}

const scopeOf = (bindings: Readonly<Record<string, string>>): Scope => ({
  bindings,
  elements: new Map(),
  attributes: new Map(),
  values: new Map(),
});

const isDeclaration = (attribute: string): boolean =>
  attribute.startsWith("xmlns") && (attribute.length === 5 || attribute[5] === ":");

const extend = (scope: Scope, attributes: Readonly<Record<string, string>>): Scope => {
  let bindings: Record<string, string> | undefined;
  for (const attribute in attributes) {
    if (!isDeclaration(attribute)) continue;
    bindings ??= Object.assign(Object.create(null) as Record<string, string>, scope.bindings);
    bindings[attribute.slice(6)] = attributes[attribute] ?? "";
  }
  return bindings === undefined ? scope : scopeOf(bindings);
};

const rootBindings = Object.assign(Object.create(null) as Record<string, string>, {
  "": "",
  xml: namespaces.xml,
});

/** The types lack `strictEntities`, without which HTML's entities would be taken in XML. */
const options: sax.SAXOptions & { readonly strictEntities: boolean } = {
  position: true,
  strictEntities: true,
};

/**
 * Streams XML through `events`, namespaces resolved by address, and returns what is wrong with the text. It stops at
 * the first fault: after it nothing can be trusted. No DTD is read and no entity beyond XML's own five is known.
 */
export const readXml = (source: TextSource, events: XmlEvents): Diagnostic[] => {
  const { file, firstLine, text } = source;
  const diagnostics: Diagnostic[] = [];
  const scopes: Scope[] = [scopeOf(rootBindings)];
  const parser = sax.parser(true, options);
  let stopped = false;
  let line = firstLine;
  let lineStart = 0;
  let lineEnd = text.indexOf("\n");

  /** Positions only grow, so one cursor finds the line of each. */
  const placeOf = (position: number): Place => {
    while (lineEnd !== -1 && lineEnd < position) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf("\n", lineStart);
    }
    return { line, column: position - lineStart + 1 };
  };
  const report = (code: string, message: string, place: Place): void => {
    diagnostics.push({ file, line: place.line, code, message });
  };
  const stop = (code: string, message: string): void => {
    if (!stopped) report(code, message, placeOf(Math.min(parser.position, text.length)));
    stopped = true;
  };
  const split = (scope: Scope, qualified: string, useDefault: boolean, place: Place): QName | undefined => {
    const colon = qualified.indexOf(":");
    const prefix = colon === -1 ? "" : qualified.slice(0, colon);
    const namespace = colon === -1 && !useDefault ? "" : scope.bindings[prefix];
    if (namespace !== undefined) return { namespace, local: qualified.slice(colon + 1) };
    report("unbound-prefix", `the prefix "${prefix}" of "${qualified}" is bound to no namespace`, place);
    return undefined;
  };
  const attributeKey = (scope: Scope, attribute: string, place: Place): string => {
    const known = scope.attributes.get(attribute);
    if (known !== undefined) return known;
    const name = split(scope, attribute, false, place);
    const key = name === undefined ? attribute : keyOf(name.namespace, name.local);
    scope.attributes.set(attribute, key);
    return key;
  };
  const attributesOf = (scope: Scope, raw: Readonly<Record<string, string>>, place: Place) => {
    let plain = true;
    for (const attribute in raw) plain &&= !attribute.includes(":") && attribute !== "xmlns";
    // Nearly all attributes have no namespace, and a copy of each of them is what would cost most here.
    if (plain) return raw;
    const attributes: Record<string, string> = {};
    for (const attribute in raw) {
      if (!isDeclaration(attribute)) attributes[attributeKey(scope, attribute, place)] = raw[attribute] ?? "";
    }
    return attributes;
  };

  parser.onopentag = (node) => {
    if (stopped) return;
    const place = placeOf(parser.startTagPosition - 1);
    const raw = node.attributes as Record<string, string>;
    const scope = extend(scopes[scopes.length - 1] ?? scopeOf(rootBindings), raw);
    scopes.push(scope);
    let resolved = scope.elements.get(node.name);
    if (resolved === undefined) {
      const name = split(scope, node.name, true, place) ?? { namespace: "", local: node.name };
      resolved = { name, key: keyOf(name.namespace, name.local) };
      scope.elements.set(node.name, resolved);
    }
    events.open({
      name: resolved.name,
      key: resolved.key,
      line: place.line,
      column: place.column,
      attributes: attributesOf(scope, raw, place),
      bindings: scope.bindings,
      resolve: (value) => {
        const known = scope.values.get(value);
        if (known !== undefined) return known;
        const name = split(scope, value, true, place);
        if (name !== undefined) scope.values.set(value, name);
        return name;
      },
    });
  };
  parser.onclosetag = () => {
    if (stopped) return;
    scopes.pop();
    events.close();
  };
  parser.ontext = (value) => {
    if (!stopped) events.text(value);
  };
  parser.oncdata = parser.ontext;
  parser.ondoctype = () => stop("xml-doctype", "a document type declaration: none is read");
  parser.onerror = (error) => {
    stop("xml-not-well-formed", error.message.split("\n")[0] ?? "not well-formed");
    // Cleared, or the next write would throw it; the types do not know that it may be cleared.
    Object.assign(parser, { error: null });
  };
  parser.write(text).close();
  return diagnostics;
};
