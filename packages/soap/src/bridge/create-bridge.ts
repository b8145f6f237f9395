import { type Codec, createCodec, SoapError, type SoapMessage, type Values } from "../codec/index.ts";
import { isServicesVersion, SERVICES_VERSIONS, type ServicesVersion } from "../descriptors/index.ts";
import { writeWsdl } from "../wsdl/write-wsdl.ts";
import { BridgeError, type BridgeFailure, failedHeaders } from "./bridge-failure.ts";
import { faultAnswer, soapAnswer, textAnswer, wsdlAnswer } from "./http-answers.ts";
import { login } from "./login.ts";
import type { HandleOptions, SoapBridgeOptions, Upstream } from "./options.ts";
import { readBody } from "./read-body.ts";
import { callRest } from "./rest-answer.ts";
import { restFinder } from "./rest-operations.ts";
import { restHeaders, restRequest, textOf } from "./rest-request.ts";
import { readTarget, type ServiceTarget } from "./target.ts";
import { ticketOffice } from "./tickets.ts";

/** SOAP in, REST out. */
export interface SoapBridge {
  /** What a path names, `/Remote/Services86/Contact.svc` in any case; `undefined` for all that is not the bridge's. */
  readonly target: (pathname: string) => ServiceTarget | undefined;
  /**
   * Answers a request to a service: a call as a call of REST, `GET ?wsdl` with the service's WSDL. What is wrong with a message
   * is a SOAP fault and is not forwarded; what goes wrong behind it is an answer with `Succeeded` false. It never rejects.
   */
  readonly handle: (request: Request, upstream: Upstream, options?: HandleOptions) => Promise<Response>;
}

/**
 * Makes a bridge that lets SOAP clients call the WebAPI: Services84 to 88, by the descriptors of their WSDLs and the operation
 * table of REST. One instance serves all requests and keeps nothing between them.
 *
 * @throws {RangeError} for a `ticketKey` of other than 32 bytes.
 *
 * @example
 * import * as contract from "@so-webapi/operations/all";
 *
 * const bridge = createSoapBridge({ contract });
 * const answer = await bridge.handle(request, (rest) => fetch(rest));
 */
export function createSoapBridge(options: SoapBridgeOptions): SoapBridge {
  const { contract, maxBytes = 16 * 1024 * 1024, maxDepth, credentials = "required", ticketKey } = options;
  const { language, clock = Date.now, ticketLifetime = 6 * 3_600_000 } = options;
  if (ticketKey !== undefined && ticketKey.byteLength !== 32)
    throw new RangeError("ticketKey must have 32 bytes");
  const tickets = ticketOffice({ key: ticketKey, clock, lifetime: ticketLifetime });
  const counterpart = restFinder(contract.operations);
  const codecs = new Map<ServicesVersion, Codec>();
  const codecOf = (version: ServicesVersion): Codec => {
    let codec = codecs.get(version);
    if (codec === undefined) {
      codec = createCodec(version, { enums: contract.shapes.enums, maxDepth });
      codecs.set(version, codec);
    }
    return codec;
  };

  async function answer(
    message: SoapMessage,
    request: Request,
    upstream: Upstream,
    base: string,
  ): Promise<Values> {
    const { signal } = request;
    if (message.operation.agent === "SoPrincipal") {
      const headers = restHeaders(request, message, { language });
      return login(message, { tickets, upstream, maxBytes, headers, base, signal });
    }
    const found = counterpart(message.operation);
    if (found === undefined)
      throw new BridgeError({ code: "operation-not-in-rest", message: "REST has no such operation." });
    const ticket = ticketOf(message);
    if (ticket === undefined && credentials === "required")
      throw new BridgeError({
        code: "credentials-missing",
        message: "Credentials with a Ticket are missing.",
      });
    const authorization = ticket === undefined ? undefined : await tickets.authorization(ticket);
    const headers = restHeaders(request, message, { authorization, language });
    const rest = restRequest(found, message, { base, headers, signal });
    const value = await callRest(rest, upstream, maxBytes);
    return Object.fromEntries(message.operation.results.map(({ name }) => [name, value]));
  }

  async function call(
    request: Request,
    upstream: Upstream,
    { agent, base }: ServiceTarget,
    codec: Codec,
  ): Promise<Response> {
    const { services } = codec;
    const body = await readBody(request, maxBytes);
    if (!body.ok) return faultAnswer(services, body);
    const decoded = codec.decodeRequest(agent, body.value);
    if (!decoded.ok) return faultAnswer(services, decoded);
    const message = decoded.value;
    const action = actionOf(request);
    if (action !== "" && action !== message.operation.action)
      return faultAnswer(services, {
        code: "action-mismatch",
        message: "The SOAPAction names another operation.",
      });
    const zone = message.headers["TimeZone"] ?? null;
    const write = (values: Values, headers: Values): Response =>
      soapAnswer(codec.encodeResponse(message.operation, values, { TimeZone: zone, ...headers }).xml);
    try {
      const values = await answer(message, request, upstream, new URL(request.url).origin + base);
      return write(values, { Succeeded: true });
    } catch (error) {
      return write(refusedLogin(message), failedHeaders(failureOf(error)));
    }
  }

  return {
    target: readTarget,
    async handle(request, upstream, { origin, target = readTarget(new URL(request.url).pathname) } = {}) {
      if (target === undefined) return textAnswer(404, "There is no such service.");
      const { version } = target;
      if (!isServicesVersion(version)) return textAnswer(404, `Services${version} is not served: ${SERVED}.`);
      const codec = codecOf(version);
      const agent = codec.services.agent(target.agent);
      if (agent === undefined) return textAnswer(404, `Services${version} has no ${target.agent}.svc.`);
      if (request.method === "POST") {
        try {
          return await call(request, upstream, target, codec);
        } catch {
          const refusal = { code: "xml-malformed", message: "The message could not be read." } as const;
          return faultAnswer(codec.services, refusal, "Server");
        }
      }
      if (request.method !== "GET" && request.method !== "HEAD")
        return textAnswer(405, "A service takes POST, and GET with ?wsdl.", { allow: "GET, HEAD, POST" });
      const { origin: own, searchParams } = new URL(request.url);
      const address = `${origin ?? own}${target.base}/Remote/Services${version}/${agent.name}.svc`;
      const asked = [...searchParams.keys()].map((key) => key.toLowerCase());
      if (asked.includes("wsdl") || asked.includes("singlewsdl"))
        return wsdlAnswer(writeWsdl(codec.services, agent, address));
      return textAnswer(200, `${agent.name}, Services${version}: ${address}?wsdl`);
    },
  };
}

const SERVED = `Services${SERVICES_VERSIONS[0]} to Services${SERVICES_VERSIONS.at(-1)} are`;

/** SOAP 1.1, 6.1.1; SOAP 1.2 has it in the media type. Empty where the client does not say. */
function actionOf({ headers }: Request): string {
  const stated =
    headers.get("soapaction") ?? /;\s*action="([^"]*)"/i.exec(headers.get("content-type") ?? "")?.[1];
  return (stated ?? "").trim().replace(/^"(.*)"$/, "$1");
}

function ticketOf({ headers }: SoapMessage): string | undefined {
  const credentials = headers["Credentials"];
  if (typeof credentials !== "object" || credentials === null) return undefined;
  return textOf((credentials as Values)["Ticket"]);
}

/** A login that did not succeed says so in its body too. */
const refusedLogin = ({ operation }: SoapMessage): Values =>
  operation.results.some(({ name }) => name === "AuthenticationSucceeded")
    ? { Response: null, Credentials: null, AuthenticationSucceeded: false }
    : {};

function failureOf(error: unknown): BridgeFailure {
  if (error instanceof BridgeError) return error.failure;
  if (error instanceof SoapError)
    return { code: "upstream-body", message: error.message, path: error.place.path };
  return { code: "upstream-body", message: "The call could not be bridged." };
}
