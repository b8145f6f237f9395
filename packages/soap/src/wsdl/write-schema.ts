import { escapeAttribute } from "../codec/escape-text.ts";
import type { ElementDescriptor, EnumDescriptor, TypeDescriptor, TypeName } from "../descriptors/index.ts";

/** Where .NET keeps what XML Schema has no word for. */
const SERIALIZATION = "http://schemas.microsoft.com/2003/10/Serialization/";

/** Gives a type's name the prefix that it has in the document. */
export type Qualify = (name: TypeName) => string;

/** An `xs:element`, of a class or global. */
export function elementXml(
  { name, type, nillable, minOccurs, maxOccurs }: ElementDescriptor,
  qualify: Qualify,
): string {
  const min = minOccurs === 1 ? "" : ` minOccurs="${minOccurs}"`;
  const max = maxOccurs === 1 ? "" : ` maxOccurs="${maxOccurs}"`;
  const nil = nillable ? ` nillable="true"` : "";
  return `<xs:element${min}${max} name="${name}"${nil} type="${qualify(type)}"/>`;
}

/** The element of a body: its elements in order. */
export const wrapperXml = (name: string, elements: readonly ElementDescriptor[], qualify: Qualify): string =>
  `<xs:element name="${name}"><xs:complexType>${sequence(elements, qualify)}</xs:complexType></xs:element>`;

/** A type, and the global element of its name that the vendor's WSDLs declare beside it. */
export function typeXml(name: TypeName, type: TypeDescriptor, qualify: Qualify): string {
  const local = name.slice(name.indexOf(":") + 1);
  const element = `<xs:element name="${local}" nillable="true" type="${qualify(name)}"/>`;
  return `${declaration(local, type, qualify)}${element}`;
}

function declaration(local: string, type: TypeDescriptor, qualify: Qualify): string {
  switch (type.kind) {
    case "class": {
      const content = sequence(type.elements, qualify);
      const appinfo = type.valueType ? marked("IsValueType") : "";
      const inner =
        type.base === undefined
          ? content
          : `<xs:complexContent mixed="false"><xs:extension base="${qualify(type.base)}">${content}</xs:extension></xs:complexContent>`;
      return `<xs:complexType name="${local}">${appinfo}${inner}</xs:complexType>`;
    }
    case "array":
      return `<xs:complexType name="${local}">${sequence([type.item], qualify)}</xs:complexType>`;
    case "dictionary": {
      const pair = `<xs:complexType>${sequence([type.key, type.value], qualify)}</xs:complexType>`;
      const element = `<xs:element minOccurs="0" maxOccurs="unbounded" name="${type.pair}">${pair}</xs:element>`;
      return `<xs:complexType name="${local}">${marked("IsDictionary")}<xs:sequence>${element}</xs:sequence></xs:complexType>`;
    }
    case "enum":
      return enumXml(local, type);
    case "restriction": {
      const facets = type.facets.map((facet) => {
        const end = facet.indexOf("=");
        return `<xs:${facet.slice(0, end)} value="${escapeAttribute(facet.slice(end + 1))}"/>`;
      });
      return `<xs:simpleType name="${local}"><xs:restriction base="${qualify(type.base)}">${facets.join("")}</xs:restriction></xs:simpleType>`;
    }
  }
}

function enumXml(local: string, { flags, members, underlying }: EnumDescriptor): string {
  const values = members.map(({ name, number, stated }) => {
    const value = `value="${name}"`;
    if (!stated) return `<xs:enumeration ${value}/>`;
    const note = `<EnumerationValue xmlns="${SERIALIZATION}">${number}</EnumerationValue>`;
    return `<xs:enumeration ${value}><xs:annotation><xs:appinfo>${note}</xs:appinfo></xs:annotation></xs:enumeration>`;
  });
  const restriction = `<xs:restriction base="xs:string">${values.join("")}</xs:restriction>`;
  const actual = underlying.slice(underlying.indexOf(":") + 1);
  const appinfo =
    underlying === "xs:int"
      ? ""
      : `<xs:annotation><xs:appinfo><ActualType Name="${actual}" Namespace="http://www.w3.org/2001/XMLSchema" xmlns="${SERIALIZATION}"/></xs:appinfo></xs:annotation>`;
  const inner = flags ? `<xs:list><xs:simpleType>${restriction}</xs:simpleType></xs:list>` : restriction;
  return `<xs:simpleType name="${local}">${appinfo}${inner}</xs:simpleType>`;
}

const sequence = (elements: readonly ElementDescriptor[], qualify: Qualify): string =>
  elements.length === 0
    ? "<xs:sequence/>"
    : `<xs:sequence>${elements.map((each) => elementXml(each, qualify)).join("")}</xs:sequence>`;

const marked = (mark: string): string =>
  `<xs:annotation><xs:appinfo><${mark} xmlns="${SERIALIZATION}">true</${mark}></xs:appinfo></xs:annotation>`;
