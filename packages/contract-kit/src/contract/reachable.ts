import { isArray, isObject, type Json } from "../json/json.ts";
import { type ContractDocument, operationsOf } from "./document.ts";

const reference = /^#\/components\/([^/]+)\/([^/]+)$/;

/**
 * The document cut down to some of its operations and to the components that they reach. What stays is the document's
 * own, in the document's order, so every statement about it is one about the whole contract. Security schemes stay:
 * the document as a whole requires them.
 */
export function reachableDocument(
  document: ContractDocument,
  operationIds: ReadonlySet<string>,
): ContractDocument {
  const kept = operationsOf(document).filter(({ operationId }) => operationIds.has(operationId));
  const reached = new Map<string, Set<string>>();
  const visit = (node: Json | undefined): void => {
    if (isArray(node)) node.forEach(visit);
    if (!isObject(node)) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "$ref" && typeof value === "string") follow(value);
      else visit(value);
    }
  };
  const follow = (ref: string): void => {
    const [, section = "", name = ""] = reference.exec(ref) ?? [];
    const names = reached.get(section) ?? new Set();
    reached.set(section, names);
    if (names.has(name)) return;
    names.add(name);
    visit(document.components[section]?.[name]);
  };
  const paths: Record<string, Record<string, Json>> = {};
  for (const { path, method, operation } of kept) {
    paths[path] = { ...paths[path], [method]: operation };
    visit(operation);
  }
  const components = Object.entries(document.components).map(([section, entries]) => [
    section,
    section === "securitySchemes"
      ? entries
      : Object.fromEntries(Object.entries(entries).filter(([name]) => reached.get(section)?.has(name))),
  ]);
  return { ...document, paths, components: Object.fromEntries(components) } as ContractDocument;
}
