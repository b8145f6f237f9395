/** What a WSDL may hold: each element with the attributes that it may carry. Anything else is a diagnostic. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  "wsdl:definitions": ["name", "targetNamespace"],
  "wsdl:types": [],
  "xs:schema": ["targetNamespace", "elementFormDefault", "attributeFormDefault"],
  "xs:import": ["namespace"],
  "xs:element": ["name", "type", "minOccurs", "maxOccurs", "nillable"],
  "xs:complexType": ["name"],
  "xs:complexContent": ["mixed"],
  "xs:extension": ["base"],
  "xs:sequence": [],
  "xs:simpleType": ["name"],
  "xs:list": [],
  "xs:restriction": ["base"],
  "xs:enumeration": ["value"],
  "xs:pattern": ["value"],
  "xs:minInclusive": ["value"],
  "xs:maxInclusive": ["value"],
  "xs:annotation": [],
  "xs:appinfo": [],
  "xs:attribute": ["name", "type"],
  "ser:ActualType": ["Name", "Namespace"],
  "ser:EnumerationValue": [],
  "ser:IsDictionary": [],
  "ser:IsValueType": [],
  "wsdl:message": ["name"],
  "wsdl:part": ["name", "element"],
  "wsdl:portType": ["name"],
  "wsdl:operation": ["name"],
  "wsdl:input": ["name", "message", "wsaw:Action"],
  "wsdl:output": ["name", "message", "wsaw:Action"],
  "wsdl:binding": ["name", "type"],
  "soap:binding": ["transport"],
  "soap:operation": ["soapAction", "style"],
  "soap:header": ["message", "part", "use"],
  "soap:body": ["use"],
  "wsdl:service": ["name"],
  "wsdl:port": ["name", "binding"],
  "soap:address": ["location"],
};

/** Attributes by element key, as sets for the look-up. */
export const vocabulary: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(attributes).map(([key, names]) => [key, new Set(names)]),
);

/** Prose: it is passed over whole, since the project carries no sentences of the reference. */
export const prose: ReadonlySet<string> = new Set(["wsdl:documentation", "xs:documentation"]);
