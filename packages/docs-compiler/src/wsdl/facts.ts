import type { Place } from "./model.ts";

/** Where a fact stands. */
export interface Source extends Place {
  /** File below the reference folder. */
  readonly file: string;
}

/** What a WSDL says a value is. */
export type FactType =
  /** `name` is the local name of an XML Schema type, or `duration`, `guid`, `char` of the serializer. */
  | { readonly kind: "primitive"; readonly name: string }
  | { readonly kind: "enum"; readonly name: string; readonly flags: boolean }
  | { readonly kind: "class"; readonly name: string }
  /** `name` is the wire type, `ArrayOfContact`; an array of arrays nests. */
  | { readonly kind: "array"; readonly name: string; readonly of: FactType; readonly itemNillable: boolean }
  | {
      readonly kind: "dictionary";
      /** The wire type, `StringDictionary`. */
      readonly name: string;
      readonly key: FactType;
      readonly value: FactType;
      readonly valueNillable: boolean;
    }
  /** A reference that leads nowhere; a diagnostic says where it stands. */
  | { readonly kind: "unknown"; readonly name: string };

/** What another version says of the same thing, where that is something else. */
export interface Difference extends Source {
  readonly version: number;
  readonly type: FactType;
  readonly nillable: boolean;
}

/** A property of a class, an argument or a result. */
export interface PropertyFact extends Source {
  readonly name: string;
  readonly type: FactType;
  readonly nillable: boolean;
  /** May be left out (`minOccurs` is 0), as nearly all may. */
  readonly optional: boolean;
  /** Versions, newest first, that say the same. */
  readonly versions: readonly number[];
  readonly differences: readonly Difference[];
}

/** A property of a class with the class of the base chain that declares it. */
export interface ClassProperty extends PropertyFact {
  readonly declaredBy: string;
}

/** A class as the newest version that has it declares it. */
export interface ClassFact extends Source {
  readonly name: string;
  readonly namespace: string;
  /** The version whose declaration this is. */
  readonly version: number;
  /** Versions, newest first, that declare the class. */
  readonly versions: readonly number[];
  readonly base: string | undefined;
  /** In wire order, those of the base chain first. */
  readonly properties: readonly ClassProperty[];
  /** What older versions had and this one has no more. */
  readonly former: readonly ClassProperty[];
}

export interface EnumMemberFact extends Source {
  readonly name: string;
  readonly number: number;
  readonly versions: readonly number[];
  /** Older versions that give the name another number. */
  readonly differences: readonly (Source & { readonly version: number; readonly number: number })[];
}

/** An enumeration as the newest version that has it declares it. */
export interface EnumFact extends Source {
  readonly name: string;
  readonly version: number;
  readonly versions: readonly number[];
  /** Members combine, separated by blanks in SOAP and by commas in JSON. */
  readonly flags: boolean;
  /** The number type behind it: `int` unless the schema says `short` or another. */
  readonly underlying: string;
  readonly members: readonly EnumMemberFact[];
  /** What older versions had and this one has no more. */
  readonly former: readonly EnumMemberFact[];
}

/** An operation as the newest version that has it declares it. */
export interface OperationFact extends Source {
  readonly agent: string;
  readonly name: string;
  readonly version: number;
  readonly versions: readonly number[];
  readonly soapAction: string;
  /** In wire order. */
  readonly arguments: readonly PropertyFact[];
  /** The element `Response`, or the only one there is; `undefined` where nothing comes back. */
  readonly result: PropertyFact | undefined;
  /** Everything that comes back, in wire order: five operations give more than one element. */
  readonly outputs: readonly PropertyFact[];
}

/** What the WSDLs of all versions say, resolved: the newest version that has a thing speaks for it. */
export interface ClassFacts {
  /** Newest first. */
  readonly versions: readonly number[];
  readonly classes: ReadonlyMap<string, ClassFact>;
  readonly enums: ReadonlyMap<string, EnumFact>;
  /** By `Agent.Operation`. */
  readonly operations: ReadonlyMap<string, OperationFact>;
}
