/**
 * The name of a type on the wire: `Contact` in the version's own namespace, else with a prefix of the table of
 * namespaces: `xs:int`, `arrays:ArrayOfint`.
 */
export type TypeName = string;

/** A version of the services that the vendor still serves, 86 for `Services86`. */
export type ServicesVersion = 84 | 85 | 86 | 87 | 88;

/** An element of a class, a wrapper, an array or a dictionary's pair. */
export interface ElementDescriptor {
  readonly name: string;
  readonly type: TypeName;
  /** `xsi:nil` may stand on it. */
  readonly nillable: boolean;
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
}

/** A member of an enumeration with its number. */
export interface MemberDescriptor {
  readonly name: string;
  readonly number: number;
  /** The WSDL states the number; where it does not, the number follows from the place. */
  readonly stated: boolean;
}

/** A complex type with elements in an order. */
export interface ClassDescriptor {
  readonly kind: "class";
  /** Its elements come first on the wire. */
  readonly base: TypeName | undefined;
  /** Its own elements, without those of the base. */
  readonly elements: readonly ElementDescriptor[];
  readonly valueType: boolean;
}

/** A complex type that stands for a dictionary: a repeated element of key and value. */
export interface DictionaryDescriptor {
  readonly kind: "dictionary";
  /** Name of the repeated element that holds `Key` and `Value`. */
  readonly pair: string;
  readonly key: ElementDescriptor;
  readonly value: ElementDescriptor;
}

/** A simple type with named members. */
export interface EnumDescriptor {
  readonly kind: "enum";
  /** Members combine, separated by blanks (`xs:list`). */
  readonly flags: boolean;
  /** `xs:int` unless the WSDL names another. */
  readonly underlying: TypeName;
  readonly members: readonly MemberDescriptor[];
}

/** A simple type that narrows another one. */
export interface RestrictionDescriptor {
  readonly kind: "restriction";
  readonly base: TypeName;
  /** `pattern=…`, `minInclusive=…` as the WSDL has them. */
  readonly facets: readonly string[];
}

/** A type of one version; a type without descriptor is one of XML Schema's own. */
export type TypeDescriptor =
  | ClassDescriptor
  | { readonly kind: "array"; readonly item: ElementDescriptor }
  | DictionaryDescriptor
  | EnumDescriptor
  | RestrictionDescriptor;

/** An operation of an agent: its action, its wrapper elements, what goes in and comes out. */
export interface OperationDescriptor {
  readonly agent: string;
  readonly name: string;
  /** The SOAPAction. */
  readonly action: string;
  /** Wrapper elements of the bodies. */
  readonly request: string;
  readonly response: string;
  /** Arguments and results in wire order. */
  readonly arguments: readonly ElementDescriptor[];
  readonly results: readonly ElementDescriptor[];
  /** Names of header elements, in order. */
  readonly requestHeaders: readonly string[];
  readonly responseHeaders: readonly string[];
}

/** An agent of one version: its operations. */
export interface AgentDescriptor {
  readonly name: string;
  /** By exact name, in the order of names. */
  readonly operations: ReadonlyMap<string, OperationDescriptor>;
  /** Types that nothing refers to: they stand in for their base, named by `xsi:type`. */
  readonly knownTypes: readonly TypeName[];
}
