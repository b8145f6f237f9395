import { at, type Frame, type TagReader } from "./frame.ts";
import type {
  AttributeModel,
  ComplexTypeModel,
  ElementModel,
  SchemaModel,
  SimpleTypeModel,
} from "./model.ts";
import { readElement, readTypeBody } from "./read-complex-type.ts";
import { readSimpleType } from "./read-simple-type.ts";
import type { XmlTag } from "./xml-reader.ts";

/** Reads one `xs:schema`. */
export const readSchema = (tag: XmlTag, reader: TagReader, done: (schema: SchemaModel) => void): Frame => {
  const imports: string[] = [];
  const elements: ElementModel[] = [];
  const complexTypes: ComplexTypeModel[] = [];
  const simpleTypes: SimpleTypeModel[] = [];
  const attributes: AttributeModel[] = [];
  // Handed over at once: what stands before a fault is whole and may be used.
  done({
    targetNamespace: tag.attributes["targetNamespace"] ?? "",
    elementQualified: tag.attributes["elementFormDefault"] === "qualified",
    attributeQualified: tag.attributes["attributeFormDefault"] === "qualified",
    imports,
    elements,
    complexTypes,
    simpleTypes,
    attributes,
    ...at(tag),
  });
  return {
    child: (child) => {
      switch (child.key) {
        case "xs:import":
          imports.push(reader.required(child, "namespace") ?? "");
          return {};
        case "xs:element":
          return readElement(child, reader, (element) => elements.push(element));
        case "xs:complexType": {
          const name = reader.required(child, "name");
          return readTypeBody(reader, (body) => {
            if (name !== undefined) complexTypes.push({ name, ...body, ...at(child) });
          });
        }
        case "xs:simpleType":
          return readSimpleType(child, reader, (type) => simpleTypes.push(type));
        case "xs:attribute": {
          const name = reader.required(child, "name");
          const type = reader.qualified(child, "type");
          if (name !== undefined && type !== undefined) attributes.push({ name, type, ...at(child) });
          return {};
        }
        default:
          return undefined;
      }
    },
  };
};
