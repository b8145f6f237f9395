import type { ComplexTypeModel, ElementModel, Place, QName, SimpleTypeModel } from "./model.ts";

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
