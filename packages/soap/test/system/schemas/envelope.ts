/**
 * A schema of SOAP 1.1's envelope, strict about what it holds: after the note of 8 May 2000, sections 4 and 4.4, with the
 * contents of Header, Body and detail checked wherever a schema for them is at hand.
 */
export const envelopeSchema = (
  imports: readonly { readonly namespace: string; readonly file: string }[],
): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" targetNamespace="http://schemas.xmlsoap.org/soap/envelope/" elementFormDefault="unqualified">
${imports.map(({ namespace, file }) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`).join("\n")}
<xs:element name="Envelope"><xs:complexType><xs:sequence>
  <xs:element ref="s:Header" minOccurs="0"/><xs:element ref="s:Body"/>
</xs:sequence></xs:complexType></xs:element>
<xs:element name="Header"><xs:complexType><xs:sequence>
  <xs:any namespace="##other" processContents="strict" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence></xs:complexType></xs:element>
<xs:element name="Body"><xs:complexType><xs:choice>
  <xs:element ref="s:Fault"/><xs:any namespace="##other" processContents="strict"/>
</xs:choice></xs:complexType></xs:element>
<xs:element name="Fault"><xs:complexType><xs:sequence>
  <xs:element name="faultcode" type="xs:QName"/><xs:element name="faultstring" type="xs:string"/>
  <xs:element name="faultactor" type="xs:anyURI" minOccurs="0"/>
  <xs:element name="detail" minOccurs="0"><xs:complexType><xs:sequence>
    <xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>
</xs:schema>
`;
