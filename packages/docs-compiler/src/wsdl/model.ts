/** A name with its namespace resolved; prefixes never leave the reader. */
export interface QName {
  readonly namespace: string;
  readonly local: string;
}

/**
 * A place in a source file. Most WSDL files of the reference are one line long, so the column is what finds the
 * declaration again.
 */
export interface Place {
  /** From 1, in the whole file, also for XML that is embedded in a page. */
  readonly line: number;
  /** From 1, of the `<` that opens the element. */
  readonly column: number;
}

/** XML text and where it comes from. */
export interface TextSource {
  /** File below the reference folder. */
  readonly file: string;
  /** Line of the file on which `text` begins: 1 for a whole file, more for a fence of a page. */
  readonly firstLine: number;
  readonly text: string;
}

/** How often an element may stand; `maxOccurs` has no bound where the schema says `unbounded`. */
export interface Occurs {
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
}

/** One element of a sequence or of a schema. Exactly one of `type` and `inline` is there. */
export interface ElementModel extends Place, Occurs {
  readonly name: string;
  readonly type: QName | undefined;
  /** The anonymous type of a wrapper element or of a dictionary's pair. */
  readonly inline: TypeBody | undefined;
  readonly nillable: boolean;
}

/** What a complex type says of its content. */
export interface TypeBody {
  /** The type it extends, whose elements come first on the wire. */
  readonly base: QName | undefined;
  /** Its own elements, in wire order, without those of the base. */
  readonly elements: readonly ElementModel[];
  /** Marked `IsDictionary`: a repeated pair of `Key` and `Value`. */
  readonly dictionary: boolean;
  /** Marked `IsValueType`: a struct, so a reference to it is not nillable by nature. */
  readonly valueType: boolean;
}

export interface ComplexTypeModel extends TypeBody, Place {
  readonly name: string;
}

/** A member of an enumeration with the number the platform takes for it. */
export interface EnumMember extends Place {
  readonly name: string;
  /** `EnumerationValue` where given, else the place; for a list, two to the power of the place. */
  readonly number: number;
  /** The number is stated by an `EnumerationValue` and not derived from the place. */
  readonly stated: boolean;
}

/** A constraining facet, `pattern` for example, that is no enumeration member. */
export interface Facet {
  readonly name: "pattern" | "minInclusive" | "maxInclusive";
  readonly value: string;
}

export interface SimpleTypeModel extends Place {
  readonly name: string;
  /** An `xs:list` of members: a flag enumeration. */
  readonly list: boolean;
  readonly base: QName;
  /** The number type behind an enumeration where it is not `int`. */
  readonly actualType: QName | undefined;
  readonly members: readonly EnumMember[];
  readonly facets: readonly Facet[];
}

/** A global attribute of a schema. */
export interface AttributeModel extends Place {
  readonly name: string;
  readonly type: QName;
}

export interface SchemaModel extends Place {
  readonly targetNamespace: string;
  readonly elementQualified: boolean;
  readonly attributeQualified: boolean;
  /** Namespaces imported, in the order they stand. */
  readonly imports: readonly string[];
  readonly elements: readonly ElementModel[];
  readonly complexTypes: readonly ComplexTypeModel[];
  readonly simpleTypes: readonly SimpleTypeModel[];
  readonly attributes: readonly AttributeModel[];
}

/** A part of a message: a body wrapper or one header, by its global element. */
export interface PartModel extends Place {
  readonly name: string;
  readonly element: QName;
}

export interface MessageModel extends Place {
  readonly name: string;
  readonly parts: readonly PartModel[];
}

/** One direction of a port type's operation. */
export interface OperationMessage extends Place {
  readonly name: string | undefined;
  readonly message: QName;
  /** The WS-Addressing action. */
  readonly action: string | undefined;
}

export interface PortOperation extends Place {
  readonly name: string;
  readonly input: OperationMessage | undefined;
  readonly output: OperationMessage | undefined;
}

export interface PortTypeModel extends Place {
  readonly name: string;
  readonly operations: readonly PortOperation[];
}

/** A part of a message that travels in the SOAP header. */
export interface HeaderModel extends Place {
  readonly message: QName;
  readonly part: string;
  readonly use: string;
}

export interface BindingMessage extends Place {
  readonly name: string | undefined;
  readonly headers: readonly HeaderModel[];
  /** `literal` on every page so far. */
  readonly bodyUse: string | undefined;
}

export interface BindingOperation extends Place {
  readonly name: string;
  readonly soapAction: string | undefined;
  readonly style: string | undefined;
  readonly input: BindingMessage | undefined;
  readonly output: BindingMessage | undefined;
}

export interface BindingModel extends Place {
  readonly name: string;
  readonly type: QName;
  readonly transport: string | undefined;
  readonly operations: readonly BindingOperation[];
}

export interface PortModel extends Place {
  readonly name: string;
  readonly binding: QName;
  readonly address: string | undefined;
}

export interface ServiceModel extends Place {
  readonly name: string;
  readonly ports: readonly PortModel[];
}

/** A WSDL as it stands, each declaration with its place. A declaration that a fault cuts off is not in it. */
export interface WsdlModel {
  readonly file: string;
  readonly name: string;
  readonly targetNamespace: string;
  readonly schemas: readonly SchemaModel[];
  readonly messages: readonly MessageModel[];
  readonly portTypes: readonly PortTypeModel[];
  readonly bindings: readonly BindingModel[];
  readonly services: readonly ServiceModel[];
  /** The text was well-formed to its end. */
  readonly complete: boolean;
}
