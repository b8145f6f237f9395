import type { Frame, TagReader } from "./frame.ts";
import type { ElementModel, Occurs, QName, TypeBody } from "./model.ts";
import type { XmlTag } from "./xml-reader.ts";

const readOccurs = (tag: XmlTag, reader: TagReader): Occurs => {
  const { minOccurs = "1", maxOccurs = "1" } = tag.attributes;
  const bad = [minOccurs, maxOccurs === "unbounded" ? "1" : maxOccurs].find(
    (value) => !/^\d{1,9}$/.test(value),
  );
  if (bad !== undefined) {
    reader.report(tag, "wsdl-bad-occurs", `"${bad}" is no number of occurrences`);
    return { minOccurs: 0, maxOccurs: "unbounded" };
  }
  return {
    minOccurs: Number(minOccurs),
    maxOccurs: maxOccurs === "unbounded" ? maxOccurs : Number(maxOccurs),
  };
};

/** Reads an `xs:element` with a name, whether of a schema or of a sequence. */
export const readElement = (tag: XmlTag, reader: TagReader, done: (element: ElementModel) => void): Frame => {
  const name = reader.required(tag, "name");
  const typed = tag.attributes["type"] !== undefined;
  const type = typed ? reader.qualified(tag, "type") : undefined;
  const occurs = readOccurs(tag, reader);
  let inline: TypeBody | undefined;
  return {
    child: (child) => {
      if (child.key !== "xs:complexType" || typed || inline !== undefined) return undefined;
      return readTypeBody(reader, (body) => {
        inline = body;
      });
    },
    end: () => {
      if (!typed && inline === undefined) {
        reader.report(tag, "wsdl-untyped-element", `the element ${name ?? "without a name"} has no type`);
        return;
      }
      if (name === undefined || (typed && type === undefined)) return;
      const nillable = tag.attributes["nillable"] === "true";
      const { minOccurs, maxOccurs } = occurs;
      done({ name, type, inline, minOccurs, maxOccurs, nillable, line: tag.line, column: tag.column });
    },
  };
};

/** Reads the content of an `xs:complexType`: one sequence, perhaps as an extension of a base. */
export const readTypeBody = (reader: TagReader, done: (body: TypeBody) => void): Frame => {
  const elements: ElementModel[] = [];
  let base: QName | undefined;
  let dictionary = false;
  let valueType = false;
  const sequence: Frame = {
    child: (child) =>
      child.key === "xs:element"
        ? readElement(child, reader, (element) => elements.push(element))
        : undefined,
  };
  const extension: Frame = { child: (child) => (child.key === "xs:sequence" ? sequence : undefined) };
  const content: Frame = {
    child: (child) => {
      if (child.key !== "xs:extension") return undefined;
      base = reader.qualified(child, "base");
      return extension;
    },
  };
  const flag = (set: (value: boolean) => void): Frame => ({
    text: true,
    end: (text) => set(text.trim() === "true"),
  });
  const appinfo: Frame = {
    child: (child) => {
      switch (child.key) {
        case "ser:IsDictionary":
          return flag((value) => {
            dictionary = value;
          });
        case "ser:IsValueType":
          return flag((value) => {
            valueType = value;
          });
        default:
          return undefined;
      }
    },
  };
  const annotation: Frame = { child: (child) => (child.key === "xs:appinfo" ? appinfo : undefined) };
  return {
    child: (child) => {
      switch (child.key) {
        case "xs:sequence":
          return sequence;
        case "xs:complexContent":
          return content;
        case "xs:annotation":
          return annotation;
        default:
          return undefined;
      }
    },
    end: () => done({ base, elements, dictionary, valueType }),
  };
};
