import type { Frame, TagReader } from "./frame.ts";
import type { EnumMember, Facet, QName, SimpleTypeModel } from "./model.ts";
import type { XmlTag } from "./xml-reader.ts";

interface StatedMember {
  readonly tag: XmlTag;
  readonly name: string;
  readonly number: number | undefined;
}

/**
 * Numbers the members: a stated number wins, else the place in the list, and two to its power where the members are
 * flags. That is how the data contract serializer leaves numbers out, and why it states the others.
 */
const numbered = (members: readonly StatedMember[], list: boolean): EnumMember[] =>
  members.map(({ tag, name, number }, index) => ({
    name,
    number: number ?? (list ? 2 ** index : index),
    stated: number !== undefined,
    line: tag.line,
    column: tag.column,
  }));

const readMember = (tag: XmlTag, reader: TagReader, done: (member: StatedMember) => void): Frame => {
  const name = reader.required(tag, "value");
  let number: number | undefined;
  const value: Frame = {
    text: true,
    end: (text) => {
      number = Number(text);
      if (text.trim() !== "" && Number.isSafeInteger(number)) return;
      reader.report(tag, "wsdl-bad-number", `"${text}" is no whole number that a double holds`);
      number = undefined;
    },
  };
  const appinfo: Frame = { child: (child) => (child.key === "ser:EnumerationValue" ? value : undefined) };
  const annotation: Frame = { child: (child) => (child.key === "xs:appinfo" ? appinfo : undefined) };
  return {
    child: (child) => (child.key === "xs:annotation" ? annotation : undefined),
    end: () => {
      if (name !== undefined) done({ tag, name, number });
    },
  };
};

const facets = {
  "xs:pattern": "pattern",
  "xs:minInclusive": "minInclusive",
  "xs:maxInclusive": "maxInclusive",
} as const;
const isFacet = (key: string): key is keyof typeof facets => Object.hasOwn(facets, key);

/** Reads an `xs:simpleType` of a schema: an enumeration, a list of one, or a restricted primitive. */
export const readSimpleType = (
  tag: XmlTag,
  reader: TagReader,
  done: (type: SimpleTypeModel) => void,
): Frame => {
  const name = reader.required(tag, "name");
  const members: StatedMember[] = [];
  const constraints: Facet[] = [];
  let base: QName | undefined;
  let actualType: QName | undefined;
  let list = false;
  const restriction: Frame = {
    child: (child) => {
      if (child.key === "xs:enumeration") return readMember(child, reader, (member) => members.push(member));
      if (!isFacet(child.key)) return undefined;
      constraints.push({ name: facets[child.key], value: reader.required(child, "value") ?? "" });
      return {};
    },
  };
  const readRestriction = (child: XmlTag): Frame | undefined => {
    if (child.key !== "xs:restriction") return undefined;
    base = reader.qualified(child, "base");
    return restriction;
  };
  const appinfo: Frame = {
    child: (child) => {
      if (child.key !== "ser:ActualType") return undefined;
      const local = reader.required(child, "Name");
      const namespace = reader.required(child, "Namespace");
      if (local !== undefined && namespace !== undefined) actualType = { namespace, local };
      return {};
    },
  };
  const annotation: Frame = { child: (child) => (child.key === "xs:appinfo" ? appinfo : undefined) };
  const item: Frame = { child: readRestriction };
  const listFrame: Frame = { child: (child) => (child.key === "xs:simpleType" ? item : undefined) };
  return {
    child: (child) => {
      if (child.key === "xs:annotation") return annotation;
      if (child.key !== "xs:list") return readRestriction(child);
      list = true;
      return listFrame;
    },
    end: () => {
      if (base === undefined) {
        reader.report(
          tag,
          "wsdl-untyped-simple-type",
          `the simple type ${name ?? "without a name"} restricts nothing`,
        );
      } else if (name !== undefined) {
        done({
          name,
          list,
          base,
          actualType,
          members: numbered(members, list),
          facets: constraints,
          line: tag.line,
          column: tag.column,
        });
      }
    },
  };
};
