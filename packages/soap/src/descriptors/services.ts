import type {
  AgentDescriptor,
  ClassDescriptor,
  ElementDescriptor,
  OperationDescriptor,
  ServicesVersion,
  TypeDescriptor,
  TypeName,
} from "./descriptors.ts";
import { elementOf, includesVersion, operationOf, pickLines, typeOf } from "./lines.ts";
import type { Section, Tables } from "./tables.ts";

/** One version of the services. Types and agents are unpacked when they are first asked for, then kept: they never change. */
export interface Services {
  readonly version: ServicesVersion;
  /** Of the version's own classes, wrappers and headers. */
  readonly namespace: string;
  /** Namespace by prefix, for the prefixes of {@link TypeName}. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** Exact names, in order. */
  readonly agents: readonly string[];
  /** An agent by its name in any letter case. */
  readonly agent: (name: string) => AgentDescriptor | undefined;
  /** `undefined` for the types of XML Schema itself, and for what the version does not have. */
  readonly type: (name: TypeName) => TypeDescriptor | undefined;
  /** Elements of a class in wire order, those of its base classes first. */
  readonly elements: (name: TypeName) => readonly ElementDescriptor[];
  /** Classes that stand in for a class, named by `xsi:type`; none for nearly all. */
  readonly derived: (name: TypeName) => readonly TypeName[];
  /** The element of a header, by name. */
  readonly header: (name: string) => ElementDescriptor | undefined;
  /** The namespace that a type, and what stands inside of it, lives in. */
  readonly namespaceOf: (name: TypeName) => string;
  /** The name for a local name in a namespace; `undefined` where the version knows no such namespace. */
  readonly typeName: (namespace: string, local: string) => TypeName | undefined;
}

/** Opens one version of the packed tables. */
export function openServices(tables: Tables, version: ServicesVersion): Services {
  const namespace = tables.versions[version];
  if (namespace === undefined) throw new RangeError(`there is no Services${version}`);
  const namespaces = new Map(
    (pickLines(tables.namespaces, version) ?? []).map((line) => {
      const [prefix = "", uri = ""] = line.split(" ");
      return [prefix, uri];
    }),
  );
  const prefixes = new Map([...namespaces].map(([prefix, uri]) => [uri, prefix]));
  const headers = new Map(
    (pickLines(tables.headerElements, version) ?? []).map((line) => {
      const element = elementOf(line);
      return [element.name, element];
    }),
  );
  const agents = Object.keys(tables.agents)
    .filter((name) => includesVersion(tables.agents[name]?.versions ?? "", version))
    .sort();
  const type = kept(typeFinder(tables, version));
  const elements = kept((name: TypeName): readonly ElementDescriptor[] => {
    const found = type(name);
    return found?.kind === "class" ? [...inherited(found, elements), ...found.elements] : [];
  });
  const knownTypes = agents.flatMap(
    (name) => pickLines(tables.agents[name]?.knownTypes ?? [], version) ?? [],
  );
  const exact = new Map(agents.map((name) => [name.toLowerCase(), name]));
  const agent = kept((lower: string) => {
    const name = exact.get(lower);
    return name === undefined ? undefined : readAgent(tables, { name, version, namespace });
  });
  return {
    version,
    namespace,
    namespaces,
    agents,
    agent: (name) => agent(name.toLowerCase()),
    type,
    elements,
    derived: (name) => knownTypes.filter((known) => isBasedOn(name, type(known), type)),
    header: (name) => headers.get(name),
    namespaceOf(name) {
      const colon = name.indexOf(":");
      return colon === -1 ? namespace : (namespaces.get(name.slice(0, colon)) ?? "");
    },
    typeName(uri, local) {
      if (uri === namespace) return local;
      const prefix = prefixes.get(uri);
      return prefix && `${prefix}:${local}`;
    },
  };
}

const inherited = (
  { base }: ClassDescriptor,
  elements: (name: TypeName) => readonly ElementDescriptor[],
): readonly ElementDescriptor[] => (base === undefined ? [] : elements(base));

function isBasedOn(
  base: TypeName,
  found: TypeDescriptor | undefined,
  type: (name: TypeName) => TypeDescriptor | undefined,
): boolean {
  if (found?.kind !== "class" || found.base === undefined) return false;
  return found.base === base || isBasedOn(base, type(found.base), type);
}

function typeFinder(tables: Tables, version: number): (name: TypeName) => TypeDescriptor | undefined {
  const packed = new Map<string, readonly [section: Section, row: string]>();
  for (const section of Object.keys(tables.types) as Section[]) {
    for (const row of tables.types[section].split("\n")) {
      packed.set(row.slice(0, endOfName(row)), [section, row]);
    }
  }
  return (name) => {
    const found = packed.get(name);
    if (found === undefined) return undefined;
    const lines = pickLines(found[1].split("\t").slice(1), version);
    return lines && typeOf(found[0], lines);
  };
}

function readAgent(
  tables: Tables,
  { name, version, namespace }: { name: string; version: number; namespace: string },
): AgentDescriptor | undefined {
  const packed = tables.agents[name];
  if (packed === undefined) return undefined;
  const operations = packed.operations.split("\n").flatMap((row): [string, OperationDescriptor][] => {
    const [operation = "", ...lines] = row.split("\t");
    const own = pickLines(lines, version);
    if (own === undefined) return [];
    return [[operation, operationOf(operation, own, { agent: name, namespace, headers: tables.headers })]];
  });
  return {
    name,
    operations: new Map(operations),
    knownTypes: pickLines(packed.knownTypes, version) ?? [],
  };
}

const endOfName = (row: string): number => {
  const tab = row.indexOf("\t");
  return tab === -1 ? row.length : tab;
};

/** Remembers what a pure function gave. */
function kept<Value>(make: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const value = make(name);
    // What does not exist is not kept: names come from outside.
    if (value !== undefined) known.set(name, value);
    return value;
  };
}
