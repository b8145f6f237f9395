import { at, type Frame, type TagReader } from "./frame.ts";
import type {
  BindingModel,
  BindingOperation,
  MessageModel,
  PortModel,
  PortOperation,
  PortTypeModel,
  SchemaModel,
  ServiceModel,
} from "./model.ts";
import { readBindingOperation, readParts, readPort, readPortOperation } from "./read-operations.ts";
import { readSchema } from "./read-schema.ts";
import type { XmlTag } from "./xml-reader.ts";

/** What a WSDL's root collects while it is read. */
export interface Collected {
  name: string;
  targetNamespace: string;
  readonly schemas: SchemaModel[];
  readonly messages: MessageModel[];
  readonly portTypes: PortTypeModel[];
  readonly bindings: BindingModel[];
  readonly services: ServiceModel[];
}

/** Reads the children of `wsdl:definitions`. */
export const readDefinitions = (reader: TagReader, into: Collected): Frame => {
  const types: Frame = {
    child: (tag) =>
      tag.key === "xs:schema" ? readSchema(tag, reader, (schema) => into.schemas.push(schema)) : undefined,
  };
  const portType = (tag: XmlTag): Frame => {
    const operations: PortOperation[] = [];
    const name = reader.required(tag, "name");
    if (name !== undefined) into.portTypes.push({ name, operations, ...at(tag) });
    return {
      child: (child) =>
        child.key === "wsdl:operation"
          ? readPortOperation(child, reader, (operation) => operations.push(operation))
          : undefined,
    };
  };
  const binding = (tag: XmlTag): Frame => {
    const operations: BindingOperation[] = [];
    const name = reader.required(tag, "name");
    const type = reader.qualified(tag, "type");
    let transport: string | undefined;
    return {
      child: (child) => {
        if (child.key === "wsdl:operation") {
          return readBindingOperation(child, reader, (operation) => operations.push(operation));
        }
        if (child.key !== "soap:binding") return undefined;
        transport = child.attributes["transport"];
        return {};
      },
      end: () => {
        if (name !== undefined && type !== undefined) {
          into.bindings.push({ name, type, transport, operations, ...at(tag) });
        }
      },
    };
  };
  const service = (tag: XmlTag): Frame => {
    const ports: PortModel[] = [];
    const name = reader.required(tag, "name");
    return {
      child: (child) =>
        child.key === "wsdl:port" ? readPort(child, reader, (port) => ports.push(port)) : undefined,
      end: () => {
        if (name !== undefined) into.services.push({ name, ports, ...at(tag) });
      },
    };
  };
  return {
    child: (tag) => {
      switch (tag.key) {
        case "wsdl:types":
          return types;
        case "wsdl:message": {
          const name = reader.required(tag, "name");
          return readParts(reader, (parts) => {
            if (name !== undefined) into.messages.push({ name, parts, ...at(tag) });
          });
        }
        case "wsdl:portType":
          return portType(tag);
        case "wsdl:binding":
          return binding(tag);
        case "wsdl:service":
          return service(tag);
        default:
          return undefined;
      }
    },
  };
};
