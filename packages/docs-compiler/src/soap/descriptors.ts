/**
 * The name of a type on the wire: `Contact` in the version's own namespace, else with a prefix of the table of
 * namespaces: `xs:int`, `arrays:ArrayOfint`.
 */
export type TypeName = string;

/** An element of a class, a wrapper, an array or a dictionary's pair. */
export interface ElementDescriptor {
  readonly name: string;
  readonly type: TypeName;
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

/** A type of one version, all that a codec and a WSDL need of it. */
export type TypeDescriptor =
  | {
      readonly kind: "class";
      /** Its elements come first on the wire. */
      readonly base: TypeName | undefined;
      /** Its own elements, without those of the base. */
      readonly elements: readonly ElementDescriptor[];
      readonly valueType: boolean;
    }
  | { readonly kind: "array"; readonly item: ElementDescriptor }
  | {
      readonly kind: "dictionary";
      /** Name of the repeated element that holds `Key` and `Value`. */
      readonly pair: string;
      readonly key: ElementDescriptor;
      readonly value: ElementDescriptor;
    }
  | {
      readonly kind: "enum";
      /** Members combine, separated by blanks (`xs:list`). */
      readonly flags: boolean;
      /** `xs:int` unless the WSDL names another. */
      readonly underlying: TypeName;
      readonly members: readonly MemberDescriptor[];
    }
  | {
      readonly kind: "restriction";
      readonly base: TypeName;
      /** `pattern=…`, `minInclusive=…` as the WSDL has them. */
      readonly facets: readonly string[];
    };

export interface OperationDescriptor {
  readonly name: string;
  /** The SOAPAction. */
  readonly action: string;
  /** Wrapper elements of the bodies. */
  readonly request: string;
  readonly response: string;
  /** Arguments in wire order. */
  readonly arguments: readonly ElementDescriptor[];
  /** Results in wire order. */
  readonly results: readonly ElementDescriptor[];
  /** Names of header elements, in order. */
  readonly requestHeaders: readonly string[];
  readonly responseHeaders: readonly string[];
}

export interface AgentDescriptor {
  readonly agent: string;
  /** By name, sorted. */
  readonly operations: ReadonlyMap<string, OperationDescriptor>;
  /** Types that the WSDL declares though nothing refers to them: they stand in for their base, named by `xsi:type`. */
  readonly knownTypes: readonly TypeName[];
}

/** Everything a bridge needs of one version of the services. */
export interface SoapDescriptors {
  readonly version: number;
  /** Of the version's own classes, wrappers and headers. */
  readonly namespace: string;
  /** Prefixes of the other namespaces. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** Global elements that headers carry, by name, sorted. */
  readonly headers: ReadonlyMap<string, ElementDescriptor>;
  /** By name, sorted. */
  readonly types: ReadonlyMap<TypeName, TypeDescriptor>;
  /** By name, sorted. */
  readonly agents: ReadonlyMap<string, AgentDescriptor>;
}
