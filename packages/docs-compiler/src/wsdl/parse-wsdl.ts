import type { Diagnostic } from "../diagnostic.ts";
import { at, type Frame, type TagReader, tagReader } from "./frame.ts";
import type {
  BindingModel,
  BindingOperation,
  MessageModel,
  PortModel,
  PortOperation,
  PortTypeModel,
  SchemaModel,
  ServiceModel,
  TextSource,
  WsdlModel,
} from "./model.ts";
import { readBindingOperation, readParts, readPort, readPortOperation } from "./read-operations.ts";
import { readSchema } from "./read-schema.ts";
import { prose, vocabulary } from "./vocabulary.ts";
import { readXml, type XmlTag } from "./xml-reader.ts";

/** What was read, and everything that was not understood. */
export interface ParsedWsdl {
  readonly wsdl: WsdlModel;
  readonly diagnostics: readonly Diagnostic[];
}

interface Collected {
  name: string;
  targetNamespace: string;
  readonly schemas: SchemaModel[];
  readonly messages: MessageModel[];
  readonly portTypes: PortTypeModel[];
  readonly bindings: BindingModel[];
  readonly services: ServiceModel[];
}

const readDefinitions = (reader: TagReader, into: Collected): Frame => {
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

/**
 * Reads a WSDL 1.1 in one pass. Elements and attributes it does not know are diagnostics, and what they hold is
 * passed over; a fault in the XML ends the reading, and what stood complete before it is in the model.
 */
export const parseWsdl = (source: TextSource): ParsedWsdl => {
  const diagnostics: Diagnostic[] = [];
  const reader = tagReader(source.file, diagnostics);
  const collected: Collected = {
    name: "",
    targetNamespace: "",
    schemas: [],
    messages: [],
    portTypes: [],
    bindings: [],
    services: [],
  };
  const root: Frame = {
    child: (tag) => {
      if (tag.key !== "wsdl:definitions") return undefined;
      collected.name = tag.attributes["name"] ?? "";
      collected.targetNamespace = reader.required(tag, "targetNamespace") ?? "";
      return readDefinitions(reader, collected);
    },
  };
  const stack: Frame[] = [root];
  /** Open elements inside one that is passed over. */
  let skipped = 0;
  let text = "";

  const faults = readXml(source, {
    open: (tag) => {
      text = "";
      if (skipped > 0) {
        skipped += 1;
        return;
      }
      const known = vocabulary.get(tag.key);
      const frame = known === undefined ? undefined : stack[stack.length - 1]?.child?.(tag);
      if (known === undefined || frame === undefined) {
        skipped = 1;
        if (!prose.has(tag.key))
          reader.report(tag, "wsdl-unknown-element", `${tag.key} was not expected here`);
        return;
      }
      for (const attribute in tag.attributes) {
        if (known.has(attribute)) continue;
        reader.report(tag, "wsdl-unknown-attribute", `${tag.key} was not expected to have "${attribute}"`);
      }
      stack.push(frame);
    },
    text: (piece) => {
      if (skipped === 0 && stack[stack.length - 1]?.text === true) text += piece;
    },
    close: () => {
      if (skipped > 0) {
        skipped -= 1;
        return;
      }
      stack.pop()?.end?.(text);
      text = "";
    },
  });
  if (collected.targetNamespace === "" && diagnostics.length + faults.length === 0) {
    reader.report({ line: source.firstLine, column: 1 }, "wsdl-missing", "there is no WSDL here");
  }
  const complete = faults.length === 0 && collected.targetNamespace !== "";
  return {
    wsdl: { file: source.file, ...collected, complete },
    diagnostics: [...diagnostics, ...faults],
  };
};
