import type { Diagnostic } from "../diagnostic.ts";
import type {
  BindingOperation,
  ComplexTypeModel,
  ElementModel,
  MessageModel,
  Place,
  QName,
  SimpleTypeModel,
  TypeBody,
  WsdlModel,
} from "./model.ts";
import { namespaces } from "./namespaces.ts";
import { parseWsdl } from "./parse-wsdl.ts";
import { type AgentWsdl, readWsdlSource, readWsdls } from "./read-wsdls.ts";
import { shapeOf } from "./shape.ts";

/** A type as one version declares it. Where several agents declare it, the place is that of the first. */
export type TypeEntry = { readonly namespace: string; readonly file: string } & (
  | { readonly kind: "complex"; readonly declaration: ComplexTypeModel }
  | { readonly kind: "simple"; readonly declaration: SimpleTypeModel }
);

/** The wrapper element that a body holds. */
export interface WrapperModel extends Place {
  readonly name: string;
  /** Arguments or results, in wire order. */
  readonly elements: readonly ElementModel[];
}

/** An operation with what port type, messages, binding and schemas say of it, put together. */
export interface OperationModel extends Place {
  readonly name: string;
  readonly soapAction: string;
  readonly style: string;
  readonly request: WrapperModel;
  readonly response: WrapperModel;
  /** Names of the global elements that travel in the request's SOAP header, in order. */
  readonly requestHeaders: readonly string[];
  readonly responseHeaders: readonly string[];
}

/** One agent of one version. */
export interface AgentModel {
  readonly agent: string;
  readonly file: string;
  /** In the order of the port type. */
  readonly operations: readonly OperationModel[];
  /** Global elements that headers carry, by name. */
  readonly headers: ReadonlyMap<string, ElementModel>;
  /** Keys of the types that the WSDL declares, see {@link typeKey}. */
  readonly types: ReadonlySet<string>;
  /** Of the service's port, as printed. */
  readonly address: string | undefined;
}

/** Everything that the WSDLs of one version say. */
export interface VersionModel {
  readonly version: number;
  /** Of the version's own classes and wrappers. */
  readonly namespace: string;
  /** By {@link typeKey}. */
  readonly types: ReadonlyMap<string, TypeEntry>;
  /** By agent name, sorted. */
  readonly agents: ReadonlyMap<string, AgentModel>;
}

/** `{namespace}local`, the key of a type. */
export const typeKey = ({ namespace, local }: QName): string => `{${namespace}}${local}`;

const emptyBody: TypeBody = { base: undefined, elements: [], dictionary: false, valueType: false };

const assembleAgent = (wsdl: WsdlModel, agent: string, diagnostics: Diagnostic[]): AgentModel => {
  const { file } = wsdl;
  const elements = new Map<string, ElementModel>();
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
    const element = part === undefined ? undefined : elements.get(typeKey(part.element));
    if (element === undefined || element.type !== undefined) return undefined;
    const body = element.inline ?? emptyBody;
    return { name: element.name, elements: body.elements, line: element.line, column: element.column };
  };
  const headersOf = (message: BindingOperation["input"]): string[] | undefined => {
    const names: string[] = [];
    for (const header of message?.headers ?? []) {
      const part = messages.get(header.message.local)?.parts.find(({ name }) => name === header.part);
      const element = part === undefined ? undefined : elements.get(typeKey(part.element));
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

const collectTypes = (wsdl: WsdlModel, types: Map<string, TypeEntry>, diagnostics: Diagnostic[]): void => {
  const add = (entry: TypeEntry): void => {
    const key = typeKey({ namespace: entry.namespace, local: entry.declaration.name });
    const known = types.get(key);
    if (known === undefined) {
      types.set(key, entry);
    } else if (shapeOf(known) !== shapeOf(entry)) {
      const message = `${entry.declaration.name} differs from ${known.file}:${known.declaration.line}, of the same version`;
      diagnostics.push({
        file: wsdl.file,
        line: entry.declaration.line,
        code: "wsdl-type-contradiction",
        message,
      });
    }
  };
  const { file } = wsdl;
  for (const { targetNamespace: namespace, ...schema } of wsdl.schemas) {
    for (const declaration of schema.complexTypes) add({ kind: "complex", namespace, file, declaration });
    for (const declaration of schema.simpleTypes) add({ kind: "simple", namespace, file, declaration });
  }
};

/** Puts the WSDLs of one version together; the same type declared with two shapes is a diagnostic. */
export const assembleVersion = (
  version: number,
  wsdls: Iterable<{ readonly agent: string; readonly wsdl: WsdlModel }>,
): { readonly model: VersionModel; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const types = new Map<string, TypeEntry>();
  const agents = new Map<string, AgentModel>();
  let namespace: string | undefined;
  for (const { agent, wsdl } of wsdls) {
    namespace ??= wsdl.targetNamespace;
    if (wsdl.targetNamespace !== namespace) {
      const message = `the target namespace is ${wsdl.targetNamespace}, other agents of the version have ${namespace}`;
      diagnostics.push({ file: wsdl.file, line: 1, code: "wsdl-namespace-contradiction", message });
    }
    collectTypes(wsdl, types, diagnostics);
    agents.set(agent, assembleAgent(wsdl, agent, diagnostics));
  }
  return { model: { version, namespace: namespace ?? namespaces.xs, types, agents }, diagnostics };
};

/** Every version of a reference folder, newest first, each from the WSDLs that count. */
export const readVersions = (
  referenceDir: string,
): { readonly versions: readonly VersionModel[]; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const byVersion = new Map<number, AgentWsdl[]>();
  for (const found of readWsdls(referenceDir)) {
    const group = byVersion.get(found.version);
    if (group === undefined) byVersion.set(found.version, [found]);
    else group.push(found);
  }
  const parse = function* (group: readonly AgentWsdl[]) {
    for (const { agent, winner } of group) {
      const { source, diagnostics: faults } = readWsdlSource(referenceDir, winner);
      const { wsdl, diagnostics: more } = parseWsdl(source);
      diagnostics.push(...faults, ...more);
      yield { agent, wsdl };
    }
  };
  const versions = [...byVersion].map(([version, group]) => {
    const { model, diagnostics: more } = assembleVersion(version, parse(group));
    diagnostics.push(...more);
    return model;
  });
  return { versions, diagnostics };
};
