import type { ElementModel, TypeBody } from "./model.ts";
import type { TypeEntry } from "./version-model.ts";

const elementShape = ({ name, type, inline, minOccurs, maxOccurs, nillable }: ElementModel): string => {
  const content = type === undefined ? `(${bodyShape(inline)})` : `{${type.namespace}}${type.local}`;
  return `${name}:${content}${nillable ? "?" : ""}${minOccurs}-${maxOccurs}`;
};

const bodyShape = (body: TypeBody | undefined): string => {
  if (body === undefined) return "";
  const base = body.base === undefined ? "" : `{${body.base.namespace}}${body.base.local}`;
  return `${base};${body.dictionary};${body.valueType};${body.elements.map(elementShape).join(",")}`;
};

/** What a type says without the places where it says it: two declarations with one shape are the same type. */
export const shapeOf = (entry: TypeEntry): string => {
  if (entry.kind === "complex") return bodyShape(entry.declaration);
  const { list, base, actualType, members, facets } = entry.declaration;
  const numbers = members.map(({ name, number, stated }) => `${name}=${number}${stated ? "!" : ""}`);
  const constraints = facets.map(({ name, value }) => `${name}=${value}`);
  return `${list};${base.local};${actualType?.local ?? ""};${numbers.join(",")};${constraints.join(",")}`;
};
