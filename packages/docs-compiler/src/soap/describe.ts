import type { ElementModel, QName } from "../wsdl/model.ts";
import { namespaces as known } from "../wsdl/namespaces.ts";
import type { AgentModel, TypeEntry, VersionModel, WrapperModel } from "../wsdl/version-model.ts";
import type {
  AgentDescriptor,
  ElementDescriptor,
  OperationDescriptor,
  SoapDescriptors,
  TypeDescriptor,
  TypeName,
} from "./descriptors.ts";
import { reachableTypes } from "./reachable-types.ts";

/** A map in the order of its names, so that what is written from it does not depend on the order of reading. */
export const sortedMap = <Value>(entries: Iterable<readonly [string, Value]>): Map<string, Value> =>
  new Map([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

const prefixOf = (namespace: string): string => {
  for (const [prefix, uri] of Object.entries(known)) if (uri === namespace) return prefix;
  return /(\w+)\/?$/.exec(namespace)?.[1]?.toLowerCase() ?? "other";
};

interface Names {
  readonly name: (qualified: QName) => TypeName;
  readonly prefixes: Map<string, string>;
}

const namesOf = (own: string): Names => {
  const prefixes = new Map<string, string>();
  const name = ({ namespace, local }: QName): TypeName => {
    if (namespace === own) return local;
    const prefix = prefixOf(namespace);
    prefixes.set(prefix, namespace);
    return `${prefix}:${local}`;
  };
  return { name, prefixes };
};

const element = (names: Names, model: ElementModel): ElementDescriptor => ({
  name: model.name,
  // A type without a name has no place here; the class facts report it, and this refers to nothing that is declared.
  type: model.type === undefined ? "anonymous" : names.name(model.type),
  nillable: model.nillable,
  minOccurs: model.minOccurs,
  maxOccurs: model.maxOccurs,
});

const describeType = (names: Names, entry: TypeEntry): TypeDescriptor => {
  if (entry.kind === "simple") {
    const { list, base, actualType, members, facets } = entry.declaration;
    if (members.length === 0) {
      const constraints = facets.map(({ name, value }) => `${name}=${value}`);
      return { kind: "restriction", base: names.name(base), facets: constraints };
    }
    return {
      kind: "enum",
      flags: list,
      underlying: names.name(actualType ?? { namespace: known.xs, local: "int" }),
      members: members.map(({ name, number, stated }) => ({ name, number, stated })),
    };
  }
  const { base, elements, dictionary, valueType } = entry.declaration;
  const [only, second] = elements;
  const [key, value] = only?.inline?.elements ?? [];
  if (dictionary && only !== undefined && key !== undefined && value !== undefined) {
    return { kind: "dictionary", pair: only.name, key: element(names, key), value: element(names, value) };
  }
  if (base === undefined && only?.maxOccurs === "unbounded" && second === undefined) {
    return { kind: "array", item: element(names, only) };
  }
  return {
    kind: "class",
    base: base === undefined ? undefined : names.name(base),
    elements: elements.map((model) => element(names, model)),
    valueType,
  };
};

const describeAgent = (
  names: Names,
  agent: AgentModel,
  types: ReadonlyMap<TypeName, TypeDescriptor>,
  headers: ReadonlyMap<string, ElementDescriptor>,
): AgentDescriptor => {
  const list = ({ elements }: WrapperModel) => elements.map((model) => element(names, model));
  const operations = sortedMap(
    agent.operations.map((operation): [string, OperationDescriptor] => [
      operation.name,
      {
        name: operation.name,
        action: operation.soapAction,
        request: operation.request.name,
        response: operation.response.name,
        arguments: list(operation.request),
        results: list(operation.response),
        requestHeaders: operation.requestHeaders,
        responseHeaders: operation.responseHeaders,
      },
    ]),
  );
  const reached = reachableTypes(types, headers, operations.values());
  const declared = [...agent.types].map((key) => {
    const end = key.indexOf("}");
    return { namespace: key.slice(1, end), local: key.slice(end + 1) };
  });
  const knownTypes = declared
    .filter(({ namespace }) => namespace !== known.ser)
    .map(names.name)
    .filter((name) => !reached.has(name))
    .sort();
  return { agent: agent.agent, operations, knownTypes };
};

/**
 * Describes a version as a bridge needs it. Left out on purpose: places, prose, the order of declarations, the host
 * that a service's address names, and the serializer's own schema, which is the same in every WSDL.
 */
export const describeVersion = ({ version, namespace, types, agents }: VersionModel): SoapDescriptors => {
  const names = namesOf(namespace);
  const described = sortedMap(
    [...types.values()].map((entry): [string, TypeDescriptor] => [
      names.name({ namespace: entry.namespace, local: entry.declaration.name }),
      describeType(names, entry),
    ]),
  );
  const headers = sortedMap(
    [...agents.values()].flatMap((agent) =>
      [...agent.headers.values()].map((model): [string, ElementDescriptor] => [
        model.name,
        element(names, model),
      ]),
    ),
  );
  const agentDescriptors = sortedMap(
    [...agents.values()].map((agent): [string, AgentDescriptor] => [
      agent.agent,
      describeAgent(names, agent, described, headers),
    ]),
  );
  const namespaces = Object.fromEntries(sortedMap(names.prefixes));
  return { version, namespace, namespaces, headers, types: described, agents: agentDescriptors };
};
