import type { EnumShape } from "@so-webapi/operations";
import type { ElementDescriptor, EnumDescriptor, Services, TypeName } from "../descriptors/index.ts";
import { type EnumNames, enumNames } from "./enum-names.ts";
import { expectBlank, type Frame, type Holder, type Parser, refuse } from "./frames.ts";
import { XSD, XSI } from "./namespaces.ts";
import { scalars } from "./scalars.ts";
import { EnumFrame, scalarFrame } from "./text-frames.ts";
import {
  ArrayFrame,
  type BeginElement,
  DictionaryFrame,
  type Members,
  membersIn,
  ObjectFrame,
} from "./value-frames.ts";

export interface DecoderOptions {
  readonly services: Services;
  /** Enumerations of REST by name; with them values get REST's names. */
  readonly enums?: Readonly<Record<string, EnumShape>>;
}

/** Makes frames for elements of one version. What a type needs is made when it is first met, and kept. */
export function valueDecoder({ services, enums }: DecoderOptions) {
  const known = new Map<TypeName, Members>();
  const enumerations = new Map<TypeName, EnumNames>();

  const membersOf = (name: TypeName, elements: () => readonly ElementDescriptor[]): Members => {
    let members = known.get(name);
    if (members === undefined) {
      members = membersIn(services.namespaceOf(name), elements());
      known.set(name, members);
    }
    return members;
  };

  const begin: BeginElement = (descriptor, tag, parser, holder, key) => {
    let name = descriptor.type;
    for (const written in tag.attributes) {
      const attribute = tag.attributes[written];
      if (attribute?.uri !== XSI) continue;
      if (attribute.local === "nil" && isTrue(attribute.value)) return nil(descriptor, holder, key);
      if (attribute.local === "type") name = named(attribute.value, parser, descriptor.type);
    }
    const type = services.type(name);
    switch (type?.kind) {
      case "class":
        return new ObjectFrame(
          begin,
          parser,
          membersOf(name, () => services.elements(name)),
          (object) => holder.set(key, object),
        );
      case "array":
        return new ArrayFrame(begin, parser, holder, key, services.namespaceOf(name), type.item);
      case "dictionary":
        return new DictionaryFrame(begin, parser, holder, key, services.namespaceOf(name), type);
      case "enum":
        return new EnumFrame(name, enumeration(name, type), holder, key);
      default:
        return scalarFrame(name, holder, key);
    }
  };

  const enumeration = (name: TypeName, type: EnumDescriptor): EnumNames => {
    let names = enumerations.get(name);
    if (names === undefined) {
      names = enumNames(type, enums?.[name]);
      enumerations.set(name, names);
    }
    return names;
  };

  /** The type that `xsi:type` names: the declared one, one derived from it, or any simple type where anything goes. */
  const named = (written: string, parser: Parser, declared: TypeName): TypeName => {
    const colon = written.indexOf(":");
    const uri = parser.resolve(written.slice(0, Math.max(colon, 0)).trim());
    const local = written.slice(colon + 1).trim();
    const name = uri === XSD ? `xs:${local}` : services.typeName(uri ?? "", local);
    if (name !== undefined && (name === declared || stands(name, declared, services))) return name;
    throw refuse("type-mismatch", `The xsi:type is not ${declared}.`);
  };

  return { begin };
}

function stands(name: TypeName, declared: TypeName, services: Services): boolean {
  if (declared === "xs:anyType") return scalars[name] !== undefined;
  const type = services.type(name);
  if (type?.kind !== "class" || type.base === undefined) return false;
  return type.base === declared || stands(type.base, declared, services);
}

const isTrue = (text: string): boolean => text.trim() === "true" || text.trim() === "1";

/**
 * An element that is nil. On one that cannot be nil, as the reference pages print in places, it stands for none; an item of an
 * array cannot be left out.
 */
function nil({ nillable, name, maxOccurs }: ElementDescriptor, holder: Holder, key: string): Frame {
  if (!nillable && maxOccurs !== 1) throw refuse("nil-not-allowed", `${name} cannot be nil.`);
  return {
    open: () => {
      throw refuse("element-unknown", `${name} is nil and has elements.`);
    },
    text: expectBlank,
    close: () => holder.set(key, nillable ? null : undefined),
  };
}
