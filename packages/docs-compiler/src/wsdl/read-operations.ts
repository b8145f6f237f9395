import type { Frame, TagReader } from "./frame.ts";
import type {
  BindingMessage,
  BindingOperation,
  HeaderModel,
  OperationMessage,
  PartModel,
  PortModel,
  PortOperation,
} from "./model.ts";
import type { XmlTag } from "./xml-reader.ts";

/** Reads a `wsdl:message` into its parts. */
export const readParts = (reader: TagReader, done: (parts: PartModel[]) => void): Frame => {
  const parts: PartModel[] = [];
  return {
    child: (child) => {
      if (child.key !== "wsdl:part") return undefined;
      const name = reader.required(child, "name");
      const element = reader.qualified(child, "element");
      if (name !== undefined && element !== undefined)
        parts.push({ name, element, line: child.line, column: child.column });
      return {};
    },
    end: () => done(parts),
  };
};

/** Reads a `wsdl:operation` of a port type. */
export const readPortOperation = (
  tag: XmlTag,
  reader: TagReader,
  done: (operation: PortOperation) => void,
): Frame => {
  const name = reader.required(tag, "name");
  let input: OperationMessage | undefined;
  let output: OperationMessage | undefined;
  const read = (child: XmlTag): OperationMessage | undefined => {
    const message = reader.qualified(child, "message");
    if (message === undefined) return undefined;
    return {
      name: child.attributes["name"],
      message,
      action: child.attributes["wsaw:Action"],
      line: child.line,
      column: child.column,
    };
  };
  return {
    child: (child) => {
      if (child.key === "wsdl:input") input = read(child);
      else if (child.key === "wsdl:output") output = read(child);
      else return undefined;
      return {};
    },
    end: () => {
      if (name !== undefined) done({ name, input, output, line: tag.line, column: tag.column });
    },
  };
};

const readBindingMessage = (
  tag: XmlTag,
  reader: TagReader,
  done: (message: BindingMessage) => void,
): Frame => {
  const headers: HeaderModel[] = [];
  let bodyUse: string | undefined;
  return {
    child: (child) => {
      if (child.key === "soap:body") {
        bodyUse = child.attributes["use"];
        return {};
      }
      if (child.key !== "soap:header") return undefined;
      const message = reader.qualified(child, "message");
      const part = reader.required(child, "part");
      const use = child.attributes["use"] ?? "literal";
      if (message !== undefined && part !== undefined)
        headers.push({ message, part, use, line: child.line, column: child.column });
      return {};
    },
    end: () => done({ name: tag.attributes["name"], headers, bodyUse, line: tag.line, column: tag.column }),
  };
};

/** Reads a `wsdl:operation` of a binding. */
export const readBindingOperation = (
  tag: XmlTag,
  reader: TagReader,
  done: (operation: BindingOperation) => void,
): Frame => {
  const name = reader.required(tag, "name");
  let soapAction: string | undefined;
  let style: string | undefined;
  let input: BindingMessage | undefined;
  let output: BindingMessage | undefined;
  return {
    child: (child) => {
      switch (child.key) {
        case "soap:operation":
          soapAction = child.attributes["soapAction"];
          style = child.attributes["style"];
          return {};
        case "wsdl:input":
          return readBindingMessage(child, reader, (message) => {
            input = message;
          });
        case "wsdl:output":
          return readBindingMessage(child, reader, (message) => {
            output = message;
          });
        default:
          return undefined;
      }
    },
    end: () => {
      if (name !== undefined)
        done({ name, soapAction, style, input, output, line: tag.line, column: tag.column });
    },
  };
};

/** Reads a `wsdl:port` of a service with its address. */
export const readPort = (tag: XmlTag, reader: TagReader, done: (port: PortModel) => void): Frame => {
  const name = reader.required(tag, "name");
  const binding = reader.qualified(tag, "binding");
  let address: string | undefined;
  return {
    child: (child) => {
      if (child.key !== "soap:address") return undefined;
      address = reader.required(child, "location");
      return {};
    },
    end: () => {
      if (name !== undefined && binding !== undefined)
        done({ name, binding, address, line: tag.line, column: tag.column });
    },
  };
};
