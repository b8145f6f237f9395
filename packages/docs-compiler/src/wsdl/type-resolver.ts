import type { Diagnostic } from "../diagnostic.ts";
import type { FactType } from "./facts.ts";
import type { ComplexTypeModel, ElementModel, Place, QName } from "./model.ts";
import { namespaces } from "./namespaces.ts";
import { typeKey, type VersionModel } from "./version-model.ts";

/** Tells what a reference to a type means in one version. Each type is resolved once. */
export interface TypeResolver {
  /** `place` is where the reference stands, for the diagnostic when it leads nowhere. */
  readonly resolve: (name: QName, place: Place & { readonly file: string }) => FactType;
  readonly typeOf: (element: ElementModel, file: string) => FactType;
}

/** A complex type with one repeated element and no base: the wire form of an array. */
const arrayElement = ({ base, elements, dictionary }: ComplexTypeModel): ElementModel | undefined => {
  const [only, second] = elements;
  if (only === undefined || second !== undefined || base !== undefined || dictionary) return undefined;
  return only.maxOccurs === "unbounded" && only.type !== undefined ? only : undefined;
};

/** The pair of a dictionary: one repeated element with `Key` and `Value`. */
const pairOf = ({
  dictionary,
  elements,
}: ComplexTypeModel): readonly [ElementModel, ElementModel] | undefined => {
  const [key, value, third] = (dictionary ? elements[0]?.inline?.elements : undefined) ?? [];
  if (key?.name !== "Key" || value?.name !== "Value" || third !== undefined) return undefined;
  return [key, value];
};

/** Builds a resolver for one version; references that lead nowhere are reported into `diagnostics`. */
export const typeResolver = (model: VersionModel, diagnostics: Diagnostic[]): TypeResolver => {
  const resolved = new Map<string, FactType>();
  const resolveComplex = (declaration: ComplexTypeModel, file: string): FactType => {
    const { name } = declaration;
    const item = arrayElement(declaration);
    if (item !== undefined) {
      return { kind: "array", name, of: typeOf(item, file), itemNillable: item.nillable };
    }
    const pair = pairOf(declaration);
    if (pair === undefined) return { kind: "class", name };
    const [key, value] = pair;
    return {
      kind: "dictionary",
      name,
      key: typeOf(key, file),
      value: typeOf(value, file),
      valueNillable: value.nillable,
    };
  };
  const resolve: TypeResolver["resolve"] = (name, place) => {
    if (name.namespace === namespaces.xs) return { kind: "primitive", name: name.local };
    const key = typeKey(name);
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const entry = model.types.get(key);
    if (entry === undefined) {
      const message = `${name.local} of ${name.namespace} is declared nowhere in Services${model.version}`;
      diagnostics.push({ file: place.file, line: place.line, code: "wsdl-unknown-type", message });
    }
    // Set before descending: a dictionary or an array may lead back to itself.
    resolved.set(key, { kind: "class", name: name.local });
    const type: FactType =
      entry === undefined
        ? { kind: "unknown", name: name.local }
        : entry.kind === "complex"
          ? resolveComplex(entry.declaration, entry.file)
          : entry.declaration.members.length > 0
            ? { kind: "enum", name: name.local, flags: entry.declaration.list }
            : { kind: "primitive", name: name.local };
    resolved.set(key, type);
    return type;
  };
  const typeOf: TypeResolver["typeOf"] = (element, file) => {
    if (element.type !== undefined) return resolve(element.type, { ...element, file });
    const message = `${element.name} has a type of its own without a name, which only the pair of a dictionary has`;
    diagnostics.push({ file, line: element.line, code: "wsdl-anonymous-type", message });
    return { kind: "unknown", name: element.name };
  };
  return { resolve, typeOf };
};
