/** Namespaces of the platform's SOAP messages. */
export const namespaces = {
  /** SOAP 1.1, what the binding wants (WSDL `soap:binding`). */
  soap11: "http://schemas.xmlsoap.org/soap/envelope/",
  /** SOAP 1.2, what the pages print. */
  soap12: "http://www.w3.org/2003/05/soap-envelope",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
  xsd: "http://www.w3.org/2001/XMLSchema",
  arrays: "http://schemas.microsoft.com/2003/10/Serialization/Arrays",
} as const;

/** Begins the namespace of every release of the services: `…/NetServer/Services86`. */
export const servicesPrefix = "http://www.superoffice.net/ws/crm/NetServer/";
