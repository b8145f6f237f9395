import type { Diagnostic } from "../diagnostic.ts";
import type {
  BindingOperation,
  ElementModel,
  MessageModel,
  PartModel,
  Place,
  QName,
  TypeBody,
  WsdlModel,
} from "./model.ts";
import { type AgentModel, type OperationModel, typeKey, type WrapperModel } from "./version-model.ts";

const emptyBody: TypeBody = { base: undefined, elements: [], dictionary: false, valueType: false };

/** Follows each operation from port type over binding and messages to its wrapper elements and headers. */
export const assembleAgent = (wsdl: WsdlModel, agent: string, diagnostics: Diagnostic[]): AgentModel => {
  const { file } = wsdl;
  const elements = new Map<string, ElementModel>();
  /** The reader gives the same name as the same object, so a header's element is looked up once and not per message. */
  const known = new Map<QName, ElementModel | undefined>();
  const elementOf = (part: PartModel | undefined): ElementModel | undefined => {
    if (part === undefined) return undefined;
    if (!known.has(part.element)) known.set(part.element, elements.get(typeKey(part.element)));
    return known.get(part.element);
  };
  const types = new Set<string>();
  for (const { targetNamespace: namespace, ...schema } of wsdl.schemas) {
    for (const element of schema.elements) elements.set(typeKey({ namespace, local: element.name }), element);
    for (const { name } of schema.complexTypes) types.add(typeKey({ namespace, local: name }));
    for (const { name } of schema.simpleTypes) types.add(typeKey({ namespace, local: name }));
  }
  const messages = new Map(wsdl.messages.map((message) => [message.name, message]));
  const bound = new Map(
    wsdl.bindings.flatMap((binding) => binding.operations.map((operation) => [operation.name, operation])),
  );
  const headers = new Map<string, ElementModel>();
  const operations: OperationModel[] = [];
  const report = (place: Place, message: string): void => {
    diagnostics.push({ file, line: place.line, code: "wsdl-unbound-operation", message });
  };
  const wrapperOf = (message: MessageModel | undefined): WrapperModel | undefined => {
    const part = message?.parts.find(({ name }) => name === "parameters");
    const element = elementOf(part);
    if (element === undefined || element.type !== undefined) return undefined;
    const body = element.inline ?? emptyBody;
    return { name: element.name, elements: body.elements, line: element.line, column: element.column };
  };
  const headersOf = (message: BindingOperation["input"]): string[] | undefined => {
    const names: string[] = [];
    for (const header of message?.headers ?? []) {
      const part = messages.get(header.message.local)?.parts.find(({ name }) => name === header.part);
      const element = elementOf(part);
      if (element === undefined) return undefined;
      headers.set(element.name, element);
      names.push(element.name);
    }
    return names;
  };
  for (const port of wsdl.portTypes.flatMap((portType) => portType.operations)) {
    const binding = bound.get(port.name);
    const request = wrapperOf(messages.get(port.input?.message.local ?? ""));
    const response = wrapperOf(messages.get(port.output?.message.local ?? ""));
    const requestHeaders = headersOf(binding?.input);
    const responseHeaders = headersOf(binding?.output);
    if (
      binding?.soapAction === undefined ||
      request === undefined ||
      response === undefined ||
      requestHeaders === undefined ||
      responseHeaders === undefined
    ) {
      report(port, `${agent}.${port.name} lacks a binding, an action, a message or the element of one`);
      continue;
    }
    const { soapAction, style = "document" } = binding;
    const place = { line: port.line, column: port.column };
    operations.push({
      name: port.name,
      soapAction,
      style,
      request,
      response,
      requestHeaders,
      responseHeaders,
      ...place,
    });
  }
  const address = wsdl.services[0]?.ports[0]?.address;
  return { agent, file, operations, headers, types, address };
};
