import { type Outcome, outcome } from "@so-webapi/contract-kit/checks";
import { isArray, isObject, type Json } from "@so-webapi/contract-kit/json";
import { readBody, type Sample } from "@so-webapi/contract-kit/samples";
import type { SoapSample } from "@so-webapi/openapi";
import { namespaces, servicesPrefix } from "../soap/namespaces.ts";
import { parseXml, type XmlElement, XmlError } from "../soap/xml.ts";
import type { ProxyTarget } from "./proxy.ts";

/** Elements of base classes that SOAP has beside what REST has as properties. */
const ofBaseClasses = new Set(["TableRight", "FieldProperties"]);

/**
 * `proxy.*.soap`: the printed envelope, posted to the proxy as printed, arrives upstream as the REST
 * operation with the envelope's arguments, and the REST sample's answer comes back as an envelope of SOAP 1.1 with the
 * sample's values, all of them and nothing else. Another XML parser than the bridge's reads both.
 */
export async function soapBridged(target: ProxyTarget, soap: SoapSample, sample: Sample): Promise<Outcome> {
  try {
    const printed = parseXml(soap.request);
    const call = child(child(printed, "Body"), sample.operationId.replace(/^.*_/, ""));
    target.upstream.expect(sample.response);
    const response = await fetch(`${target.address}/Remote/${serviceOf(call, sample)}`, {
      method: "POST",
      headers: { "content-type": "text/xml; charset=utf-8" },
      body: soap.request,
    });
    const text = await response.text();
    return outcome([
      ...requestProblems(target, call, sample),
      ...(response.status === 200 ? [] : [`the proxy answered ${response.status}`]),
      ...answerProblems(parseXml(text), sample),
    ]);
  } catch (error) {
    if (error instanceof XmlError) return outcome([`an envelope cannot be read: ${error.message}`]);
    throw error;
  }
}

/** `Services86/Contact.svc`, from the namespace of the call and the name of the operation. */
function serviceOf({ name }: XmlElement, { operationId }: Sample): string {
  if (!name.uri.startsWith(servicesPrefix)) throw new XmlError(`${name.uri} is no namespace of the services`);
  const agent = /^v1(\w+)Agent_/.exec(operationId)?.[1];
  return `${name.uri.slice(name.uri.lastIndexOf("/") + 1)}/${agent}.svc`;
}

function requestProblems({ upstream }: ProxyTarget, call: XmlElement, sample: Sample): string[] {
  const [received, ...more] = upstream.requests;
  if (received === undefined || more.length > 0) return [`upstream got ${upstream.requests.length} requests`];
  const body = JSON.parse(received.body.toString()) as Json;
  const line = `${received.method} ${received.target.split("?")[0]}`;
  const expected = `${sample.request.method} ${sample.request.target.split("?")[0]}`;
  return [
    ...(line.toLowerCase() === expected.toLowerCase() ? [] : [`upstream got ${line}, not ${expected}`]),
    ...differences(call, body, "").map((text) => `request: ${text}`),
  ];
}

function answerProblems(envelope: XmlElement, sample: Sample): string[] {
  if (envelope.name.uri !== namespaces.soap11) return ["the answer is no envelope of SOAP 1.1"];
  const succeeded = child(child(envelope, "Header"), "Succeeded").text;
  if (succeeded !== "true") return [`Succeeded is ${succeeded}`];
  const answer = child(child(envelope, "Body"), `${sample.operationId.replace(/^.*_/, "")}Response`);
  const reading = readBody(sample, "response");
  if (!reading.ok) return ["the REST sample cannot be read"];
  return differences(child(answer, "Response"), reading.body, "").map((text) => `answer: ${text}`);
}

/** Where an element and a value of REST differ: in names, in numbers of items, in texts. */
function differences(element: XmlElement, value: Json, at: string): string[] {
  const inside = element.children.filter(({ name }) => !ofBaseClasses.has(name.local));
  if (isArray(value)) {
    if (inside.length !== value.length)
      return [`${at || "/"} has ${inside.length} items, not ${value.length}`];
    return inside.flatMap((item, index) => differences(item, value[index] ?? null, `${at}/${index}`));
  }
  if (isObject(value)) {
    const names = Object.keys(value).filter((name) => !ofBaseClasses.has(name));
    const written = inside.map(({ name }) => name.local);
    const missing = names.filter((name) => !written.includes(name));
    const surplus = written.filter((name) => !names.includes(name));
    return [
      ...missing.map((name) => `${at}/${name} is missing`),
      ...surplus.map((name) => `${at}/${name} is not in REST`),
      ...element.children
        .filter(({ name }) => ofBaseClasses.has(name.local) && value[name.local] === null)
        .flatMap((one) => differences(one, null, `${at}/${one.name.local}`)),
      ...inside.flatMap((one) =>
        one.name.local in value
          ? differences(one, value[one.name.local] ?? null, `${at}/${one.name.local}`)
          : [],
      ),
    ];
  }
  const expected = value === null ? "" : String(value);
  const isNil = element.attributes.some(({ name, value: said }) => name.local === "nil" && said === "true");
  // An empty element is an empty text; null says so (XML Schema 1.0 part 1, 2.6.2).
  if (isNil !== (value === null))
    return [`${at || "/"} is ${isNil ? "" : "not "}nil, REST has ${JSON.stringify(value)}`];
  return element.text === expected && inside.length === 0
    ? []
    : [`${at || "/"} is ${JSON.stringify(element.text)}, REST has ${JSON.stringify(expected)}`];
}

function child({ name, children }: XmlElement, local: string): XmlElement {
  const found = children.find((one) => one.name.local === local);
  if (found === undefined) throw new XmlError(`${name.local} has no ${local}`);
  return found;
}
