import { escapeAttribute } from "../codec/escape-text.ts";
import type { AgentDescriptor, OperationDescriptor, Services, TypeName } from "../descriptors/index.ts";
import { headersOf, reachableTypes } from "./reachable-types.ts";
import { elementXml, type Qualify, typeXml, wrapperXml } from "./write-schema.ts";

/**
 * Writes the WSDL 1.1 of one agent's service, with everything the vendor's has that a client reads: types, messages with their
 * headers, SOAPActions, names of ports. `address` is where the service is found.
 */
export function writeWsdl(services: Services, agent: AgentDescriptor, address: string): string {
  const operations = [...agent.operations.values()];
  const messages = new Map(operations.flatMap(messagesOf));
  return `<?xml version="1.0" encoding="utf-8"?><wsdl:definitions name="Wcf${agent.name}Service" \
targetNamespace="${services.namespace}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" \
xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
${declarations(services)}>\
<wsdl:types>${schemas(services, agent)}</wsdl:types>\
${[...messages.values()].join("")}\
<wsdl:portType name="${agent.name}">${operations.map(portOperation).join("")}</wsdl:portType>\
<wsdl:binding name="BasicHttpBinding_${agent.name}" type="tns:${agent.name}">\
<soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>${operations.map(boundOperation).join("")}</wsdl:binding>\
<wsdl:service name="Wcf${agent.name}Service">\
<wsdl:port name="BasicHttpBinding_${agent.name}" binding="tns:BasicHttpBinding_${agent.name}">\
<soap:address location="${escapeAttribute(address)}"/></wsdl:port></wsdl:service></wsdl:definitions>`;
}

const declarations = ({ namespace, namespaces }: Services): string =>
  [
    ...[...namespaces]
      .filter(([prefix]) => prefix !== "xs")
      .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`),
    `xmlns:tns="${namespace}"`,
  ].join(" ");

/** The schemas of a service, one for each namespace: the version's own first, with wrappers and headers. */
function schemas(services: Services, agent: AgentDescriptor): string {
  const qualify: Qualify = (name) => (name.includes(":") ? name : `tns:${name}`);
  const types = reachableTypes(services, agent);
  const prefixOf = (name: TypeName): string => /^(\w+):/.exec(name)?.[1] ?? "";
  const prefixes = [...new Set([...types.keys()].map(prefixOf))].sort();
  return ["", ...prefixes.filter((prefix) => prefix !== "")]
    .map((prefix) => {
      const own = [...types].filter(([name]) => prefixOf(name) === prefix);
      const imports = ["", ...prefixes]
        .filter((other, index, all) => other !== prefix && all.indexOf(other) === index)
        .map((other) => `<xs:import namespace="${namespaceOf(services, other)}"/>`);
      const globals = prefix === "" ? wrappersAndHeaders(services, agent, qualify) : "";
      const declared = own.map(([name, type]) => typeXml(name, type, qualify));
      return `<xs:schema elementFormDefault="qualified" targetNamespace="${namespaceOf(services, prefix)}">${imports.join("")}${globals}${declared.join("")}</xs:schema>`;
    })
    .join("");
}

const namespaceOf = ({ namespace, namespaces }: Services, prefix: string): string =>
  prefix === "" ? namespace : (namespaces.get(prefix) ?? "");

function wrappersAndHeaders(services: Services, agent: AgentDescriptor, qualify: Qualify): string {
  const operations = [...agent.operations.values()];
  const wrappers = new Map(
    operations.flatMap((operation) => [
      [operation.request, wrapperXml(operation.request, operation.arguments, qualify)],
      [operation.response, wrapperXml(operation.response, operation.results, qualify)],
    ]),
  );
  const headers = [...new Set(operations.flatMap(headersOf))].flatMap((name) => {
    const element = services.header(name);
    return element === undefined ? [] : [elementXml(element, qualify)];
  });
  return [...wrappers.values(), ...headers].join("");
}

/** Names of messages: of the request by the operation, of the answer by its wrapper, which operations can share. */
const requestName = ({ name }: OperationDescriptor): string => `${name}Request`;

function messagesOf(operation: OperationDescriptor): [name: string, xml: string][] {
  const message = (name: string, wrapper: string, headers: readonly string[]): [string, string][] => [
    [
      name,
      `<wsdl:message name="${name}"><wsdl:part name="parameters" element="tns:${wrapper}"/></wsdl:message>`,
    ],
    [
      `${name}_Headers`,
      `<wsdl:message name="${name}_Headers">${headers
        .map((header) => `<wsdl:part name="${header}" element="tns:${header}"/>`)
        .join("")}</wsdl:message>`,
    ],
  ];
  return [
    ...message(requestName(operation), operation.request, operation.requestHeaders),
    ...message(operation.response, operation.response, operation.responseHeaders),
  ];
}

const portOperation = (operation: OperationDescriptor): string =>
  `<wsdl:operation name="${operation.name}">\
<wsdl:input name="${requestName(operation)}" message="tns:${requestName(operation)}"/>\
<wsdl:output name="${operation.response}" message="tns:${operation.response}"/></wsdl:operation>`;

function boundOperation(operation: OperationDescriptor): string {
  const { name, action, response, requestHeaders, responseHeaders } = operation;
  const headers = (message: string, names: readonly string[]): string =>
    names
      .map((header) => `<soap:header message="tns:${message}_Headers" part="${header}" use="literal"/>`)
      .join("");
  return `<wsdl:operation name="${name}"><soap:operation soapAction="${escapeAttribute(action)}" style="document"/>\
<wsdl:input name="${requestName(operation)}">${headers(requestName(operation), requestHeaders)}<soap:body use="literal"/></wsdl:input>\
<wsdl:output name="${response}">${headers(response, responseHeaders)}<soap:body use="literal"/></wsdl:output></wsdl:operation>`;
}
