/** SOAP 1.1, what the binding of every WSDL wants. */
export const SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
/** SOAP 1.2, what the reference pages print. */
export const SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
export const XSI = "http://www.w3.org/2001/XMLSchema-instance";
export const XSD = "http://www.w3.org/2001/XMLSchema";
/** What the namespace of every version begins with: `…/Services86`. */
export const SERVICES_PREFIX = "http://www.superoffice.net/ws/crm/NetServer/";
