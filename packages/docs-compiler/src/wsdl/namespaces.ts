/** The namespaces whose elements the compiler understands, under the prefix it knows them by. */
export const namespaces = {
  wsdl: "http://schemas.xmlsoap.org/wsdl/",
  xs: "http://www.w3.org/2001/XMLSchema",
  soap: "http://schemas.xmlsoap.org/wsdl/soap/",
  ser: "http://schemas.microsoft.com/2003/10/Serialization/",
  arrays: "http://schemas.microsoft.com/2003/10/Serialization/Arrays",
  wsaw: "http://www.w3.org/2006/05/addressing/wsdl",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
  xml: "http://www.w3.org/XML/1998/namespace",
  soap11: "http://schemas.xmlsoap.org/soap/envelope/",
  soap12: "http://www.w3.org/2003/05/soap-envelope",
} as const;

const prefixes = new Map<string, string>(Object.entries(namespaces).map(([prefix, uri]) => [uri, prefix]));

/** `xs:element` for a known namespace whatever prefix the document uses, `{uri}local` for another. */
export const keyOf = (namespace: string, local: string): string => {
  if (namespace === "") return local;
  const prefix = prefixes.get(namespace);
  return prefix === undefined ? `{${namespace}}${local}` : `${prefix}:${local}`;
};
