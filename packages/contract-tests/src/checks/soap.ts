import { type Outcome, outcome } from "@so-webapi/contract-kit/checks";
import {
  answerSchema,
  type ContractDocument,
  type DocumentOperation,
  operationById,
  type PlaceSchema,
  placeSchema,
  requestSchema,
  stepInto,
} from "@so-webapi/contract-kit/contract";
import { isArray, isObject, type Json } from "@so-webapi/contract-kit/json";
import { type Direction, readBody, type Sample } from "@so-webapi/contract-kit/samples";
import type { SoapSample } from "@so-webapi/openapi";
import { leftOut } from "../soap/differences.ts";
import { envelopeFaults } from "../soap/envelope-faults.ts";
import { namespaces, servicesPrefix } from "../soap/namespaces.ts";
import { soapType } from "../soap/types.ts";
import { attributeName, parseXml, type XmlElement, XmlError, type XmlName } from "../soap/xml.ts";

/** The REST side that an envelope must agree with. */
export interface RestSide {
  readonly document: ContractDocument;
  readonly sample: Sample;
}

/** `soap.request` and `soap.response`: reads a printed envelope and holds it against the REST sample. */
export function soapAgrees(soap: SoapSample, rest: RestSide, direction: Direction): Outcome {
  try {
    return envelopeAgrees(parseXml(soap[direction]), rest, direction);
  } catch (error) {
    if (error instanceof XmlError)
      return outcome([`the ${direction}'s envelope is not XML: ${error.message}`]);
    throw error;
  }
}

/** The same for an envelope that was read already. */
export function envelopeAgrees(envelope: XmlElement, rest: RestSide, direction: Direction): Outcome {
  const stale = envelopeFaults
    .filter((fault) => fault.in.includes(direction) && !fault.holds(envelope))
    .map(({ id }) => `the recorded fault ${id} of printed envelopes is not there`);
  const found = operationById(rest.document, rest.sample.operationId);
  const reading = readBody(rest.sample, direction);
  if (found === undefined || !reading.ok) return outcome(["the REST side cannot be read"]);
  const soapUri: string = envelope.name.uri;
  const isEnvelope =
    envelope.name.local === "Envelope" && (soapUri === namespaces.soap12 || soapUri === namespaces.soap11);
  const bodies = envelope.children.filter(({ name }) => name.uri === soapUri && name.local === "Body");
  const [call, ...more] = bodies[0]?.children ?? [];
  if (!isEnvelope || bodies.length !== 1 || call === undefined || more.length > 0) {
    return outcome([...stale, "the envelope has no Body with one element"]);
  }
  const operation = rest.sample.operationId.slice(rest.sample.operationId.indexOf("_") + 1);
  const services = call.name.uri;
  const name = direction === "request" ? operation : `${operation}Response`;
  return outcome([
    ...stale,
    ...(services.startsWith(servicesPrefix) ? [] : [`${services} is no namespace of the services`]),
    ...(call.name.local === name ? [] : [`the body holds ${call.name.local}, not ${name}`]),
    ...(direction === "request"
      ? memberProblems(call, reading.body, requestPlace(rest, found), { ...rest, services }, "")
      : answerProblems(call, reading.body, rest, found, services)),
  ]);
}

interface Context extends RestSide {
  readonly services: string;
}

const requestPlace = ({ document }: RestSide, found: DocumentOperation): PlaceSchema =>
  placeSchema(document, requestSchema(document, found));

function answerProblems(
  call: XmlElement,
  body: Json,
  rest: RestSide,
  found: DocumentOperation,
  services: string,
): string[] {
  const [response, ...more] = call.children;
  if (response === undefined || more.length > 0 || !isName(response.name, services, "Response")) {
    return [`${call.name.local} does not hold one Response`];
  }
  const place = placeSchema(rest.document, answerSchema(rest.document, found, rest.sample.response.status));
  return valueProblems(response, body, place, { ...rest, services }, "/Response");
}

/** Names and their order: a class's elements against the sample's properties. */
function memberProblems(
  element: XmlElement,
  value: Json,
  place: PlaceSchema,
  context: Context,
  at: string,
): string[] {
  const names = isObject(value) ? Object.keys(value).filter((name) => !leftOut.has(name)) : [];
  const written = element.children.map(({ name }) => name.local);
  const same = names.length === written.length && names.every((name, index) => name === written[index]);
  const order = same
    ? []
    : [`${at || "/"} has ${written.join(", ") || "nothing"}, REST has ${names.join(", ") || "nothing"}`];
  return [
    ...order,
    ...element.children.flatMap((child) => {
      const inner = stepInto(context.document, place, child.name.local);
      const path = `${at}/${child.name.local}`;
      if (child.name.uri !== context.services) return [`${path} is not in the service's namespace`];
      const stands = isObject(value) ? value[child.name.local] : undefined;
      return inner === undefined || stands === undefined
        ? []
        : valueProblems(child, stands, inner, context, path);
    }),
  ];
}

/** One value: its `xsi:type` against the contract's type, its text, and what stands inside. */
function valueProblems(
  element: XmlElement,
  value: Json,
  place: PlaceSchema,
  context: Context,
  at: string,
): string[] {
  const expected = soapType(context.document, place, context.services);
  if (expected === undefined) return [`${at}: no SOAP type is known for the contract's`];
  const type = attributeName(element, namespaces.xsi, "type");
  const problems = [
    ...(type !== undefined && isName(type, expected.type.uri, expected.type.local)
      ? []
      : [`${at} has type ${type?.local ?? "none"}, REST makes it ${expected.type.local}`]),
    ...(expected.accepts(element.text) ? [] : [`${at} has a text that is no ${expected.type.local}`]),
  ];
  const { item } = expected;
  if (item !== undefined) {
    const [first] = isArray(value) ? value : [];
    const inner = stepInto(context.document, place, 0);
    if (element.children.length === 0 || first === undefined || inner === undefined)
      return [...problems, `${at} has no element to compare`];
    return [
      ...problems,
      ...element.children.flatMap((child, index) =>
        isName(child.name, item.uri, item.local)
          ? valueProblems(child, first, inner, context, `${at}/${index}`)
          : [`${at}/${index} is ${child.name.local}, not ${item.local}`],
      ),
    ];
  }
  const isClass = expected.type.uri === context.services && place.schema["properties"] !== undefined;
  if (isClass) return [...problems, ...memberProblems(element, value, place, context, at)];
  return [...problems, ...(element.children.length === 0 ? [] : [`${at} holds elements`])];
}

const isName = (name: XmlName, uri: string, local: string): boolean =>
  name.uri === uri && name.local === local;
