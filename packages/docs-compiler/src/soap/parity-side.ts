import type { ElementDescriptor, SoapDescriptors, TypeDescriptor, TypeName } from "./descriptors.ts";

/** An argument, a result or a property, its type in one word: `int`, `Contact`, `Contact[]`, `{string: string}`. */
export interface ParityField {
  readonly name: string;
  readonly type: string;
  /** `undefined` where the side does not say. */
  readonly nillable: boolean | undefined;
}

/** An operation of one side. */
export interface ParityOperation {
  readonly agent: string;
  readonly operation: string;
  readonly arguments: readonly ParityField[];
  /** SOAP may give several; the first is called `Response` unless the operation is one of a few. */
  readonly results: readonly ParityField[];
}

/** One of the things compared: a version of the SOAP services, or REST. */
export interface ParitySide {
  /** `Services88`, or `REST`. */
  readonly label: string;
  /** By `Agent.Operation`. */
  readonly operations: ReadonlyMap<string, ParityOperation>;
  /** Properties of each class in wire order, those of base classes first. */
  readonly classes: ReadonlyMap<string, readonly ParityField[]>;
  /** Members of each enumeration with their numbers, `undefined` where the side has names only. */
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, number | undefined>>;
}

/** A REST operation as the comparison needs it. Types are words as in {@link ParityField}, by the names of SOAP. */
export interface RestOperation {
  readonly agent: string;
  readonly operation: string;
  readonly arguments: readonly { readonly name: string; readonly type: string }[];
  /** `undefined` where nothing comes back. */
  readonly result: string | undefined;
}

/** What the caller knows of REST; classes and enumerations that are left out are not compared. */
export interface RestContract {
  readonly operations: readonly RestOperation[];
  readonly classes?: readonly {
    readonly name: string;
    readonly properties: readonly { readonly name: string; readonly type: string }[];
  }[];
  readonly enums?: readonly { readonly name: string; readonly members: readonly string[] }[];
}

/** A type of a version in one word. */
const typeWord = (types: ReadonlyMap<TypeName, TypeDescriptor>, name: TypeName): string => {
  const type = types.get(name);
  if (type?.kind === "array") return `${typeWord(types, type.item.type)}[]`;
  if (type?.kind === "dictionary") {
    return `{${typeWord(types, type.key.type)}: ${typeWord(types, type.value.type)}}`;
  }
  return name.slice(name.indexOf(":") + 1);
};

/** A version of the SOAP services as a side. */
export const soapSide = ({ version, types, agents }: SoapDescriptors): ParitySide => {
  const field = ({ name, type, nillable }: ElementDescriptor): ParityField => ({
    name,
    type: typeWord(types, type),
    nillable,
  });
  const fieldsOf = (type: TypeDescriptor & { kind: "class" }): ParityField[] => {
    const base = type.base === undefined ? undefined : types.get(type.base);
    return [...(base?.kind === "class" ? fieldsOf(base) : []), ...type.elements.map(field)];
  };
  const operations = new Map<string, ParityOperation>();
  for (const { agent, operations: list } of agents.values()) {
    for (const { name, arguments: input, results } of list.values()) {
      const key = `${agent}.${name}`;
      operations.set(key, {
        agent,
        operation: name,
        arguments: input.map(field),
        results: results.map(field),
      });
    }
  }
  const classes = new Map<string, ParityField[]>();
  const enums = new Map<string, Map<string, number>>();
  for (const [name, type] of types) {
    const word = name.slice(name.indexOf(":") + 1);
    if (type.kind === "class") classes.set(word, fieldsOf(type));
    if (type.kind === "enum")
      enums.set(word, new Map(type.members.map((member) => [member.name, member.number])));
  }
  return { label: `Services${version}`, operations, classes, enums };
};

/** REST as a side; what REST gives back is called `Response`, as SOAP calls it. */
export const restSide = ({ operations, classes = [], enums = [] }: RestContract): ParitySide => {
  const field = ({ name, type }: { readonly name: string; readonly type: string }): ParityField => ({
    name,
    type,
    nillable: undefined,
  });
  return {
    label: "REST",
    operations: new Map(
      operations.map(({ agent, operation, arguments: input, result }) => {
        const results = result === undefined ? [] : [field({ name: "Response", type: result })];
        return [`${agent}.${operation}`, { agent, operation, arguments: input.map(field), results }];
      }),
    ),
    classes: new Map(classes.map(({ name, properties }) => [name, properties.map(field)])),
    enums: new Map(
      enums.map(({ name, members }) => [name, new Map(members.map((member) => [member, undefined]))]),
    ),
  };
};
