import { createMatcher } from "@so-webapi/operations";
import { APP_TOKEN_HEADER, parseAuthorization, TIME_ZONE_HEADER } from "@so-webapi/platform";
import type { Upstream } from "../bridge/options.ts";
import { readBody } from "../bridge/read-body.ts";
import { restFinder } from "../bridge/rest-operations.ts";
import { writeJson } from "../bridge/write-json.ts";
import { createCodec, SoapError, type SoapMessage, type Values } from "../codec/index.ts";
import type { OperationDescriptor } from "../descriptors/index.ts";
import type { RestBridgeOptions } from "./options.ts";
import { soapArguments } from "./rest-arguments.ts";
import { exceptionAnswer, problemAnswer, RestFailure } from "./rest-failure.ts";
import { soapCounterpart } from "./soap-counterpart.ts";

/** REST in, SOAP out. Experimental. */
export interface RestBridge {
  /**
   * Answers `POST /api/v1/Agents/{agent}/{operation}` by calling `{agent}.svc`. `upstream` gets the SOAP request, at
   * `/Remote/Services88/{agent}.svc` of the request's own origin and what stands before `/api`. It never rejects.
   */
  readonly handle: (request: Request, upstream: Upstream) => Promise<Response>;
}

/**
 * Makes a bridge that serves the agents' REST operations over a server that only speaks SOAP. **Experimental:** it has been run
 * against this package's own SOAP side only, which proves round trips and not a real server.
 *
 * JSON in and out; `$select`, XML, languages and cultures of REST have no counterpart in SOAP and make no difference. SOAP has
 * tickets only: a name and password (Basic) or an access token (Bearer) is a login before each call.
 *
 * @example
 * import * as contract from "@so-webapi/operations/all";
 *
 * const bridge = createRestBridge({ contract });
 * const answer = await bridge.handle(request, (soap) => fetch(soap));
 */
export function createRestBridge({
  contract,
  version = 88,
  maxBytes = 16 * 1024 * 1024,
}: RestBridgeOptions): RestBridge {
  const { operations, shapes } = contract;
  const match = createMatcher(operations);
  const counterpart = restFinder(operations);
  const codec = createCodec(version, { enums: shapes.enums });
  const { services } = codec;

  async function call(
    soap: OperationDescriptor,
    message: { readonly values: Values; readonly headers: Values },
    {
      base,
      signal,
      upstream,
    }: { readonly base: string; readonly signal: AbortSignal; readonly upstream: Upstream },
  ): Promise<SoapMessage> {
    const body = codec.encodeRequest(soap, message.values, message.headers);
    const headers = { "content-type": "text/xml; charset=utf-8", soapaction: `"${soap.action}"` };
    const address = `${base}/Remote/Services${version}/${soap.agent}.svc`;
    let answered: Awaited<ReturnType<typeof readBody>>;
    try {
      const response = await upstream(new Request(address, { method: "POST", headers, body, signal }));
      answered = await readBody(response, maxBytes);
    } catch {
      throw new RestFailure(502, "upstream-unreachable", "The SOAP server did not answer.");
    }
    if (!answered.ok) throw new RestFailure(502, "upstream-body", answered.message);
    const read = codec.decodeResponse(soap, answered.value);
    if (read.ok) return read.value;
    if (read.code === "fault-received")
      throw new RestFailure(502, "upstream-fault", "It answered with a fault.");
    throw new RestFailure(502, "upstream-body", `${read.message} ${read.place.path}`.trim());
  }

  async function ticketOf(request: Request, send: Parameters<typeof call>[2]): Promise<string> {
    const who = parseAuthorization(request.headers.get("authorization"));
    if (who.scheme === "soticket") return who.ticket;
    const login = (name: string, values: Values): Promise<SoapMessage> => {
      const operation = services.agent("SoPrincipal")?.operations.get(name);
      if (operation === undefined) throw new RestFailure(401, "credentials-missing", `SOAP has no ${name}.`);
      return call(operation, { values, headers: tokenOf(request) }, send);
    };
    if (who.scheme !== "basic" && who.scheme !== "bearer")
      throw new RestFailure(401, "credentials-missing", "Basic, SoTicket or Bearer is needed.");
    const { values } = await (who.scheme === "basic"
      ? login("AuthenticateUsernamePassword", { UserName: who.user, Password: who.password })
      : login("AuthenticateWithAccessToken", { AccessToken: who.token }));
    const credentials = values["Credentials"];
    const ticket =
      typeof credentials === "object" && credentials !== null ? (credentials as Values)["Ticket"] : "";
    if (values["AuthenticationSucceeded"] !== true || typeof ticket !== "string" || ticket === "")
      throw new RestFailure(401, "credentials-refused", "The SOAP server refused them.");
    return ticket;
  }

  async function answer(request: Request, upstream: Upstream): Promise<Response> {
    const url = new URL(request.url);
    const start = url.pathname.toLowerCase().indexOf("/api/v1/");
    const found = match(request.method, url.pathname.slice(Math.max(start, 0)));
    if (found.kind !== "found")
      throw new RestFailure(404, "not-found", "The contract has no such operation.");
    const soap = soapCounterpart(services, found.operation);
    const pair = soap && counterpart(soap);
    if (soap === undefined || pair === undefined)
      throw new RestFailure(501, "operation-not-in-soap", `Services${version} has no such operation.`);
    const body = await readBody(request, maxBytes);
    if (!body.ok && body.code === "message-too-large")
      throw new RestFailure(413, "request-too-large", body.message);
    if (!body.ok) throw new RestFailure(400, "request-invalid", body.message);
    const values = soapArguments(soap, { ...pair, shapes }, { query: url.searchParams, body: body.value });
    const send = {
      base: url.origin + url.pathname.slice(0, Math.max(start, 0)),
      signal: request.signal,
      upstream,
    };
    const ticket = await ticketOf(request, send);
    const headers = { ...tokenOf(request), ...zoneOf(request), Credentials: { Ticket: ticket } };
    const message = await call(soap, { values, headers }, send);
    if (message.headers["Succeeded"] === false) return exceptionAnswer(message.headers["ExceptionInfo"]);
    const [result] = soap.results;
    if (result === undefined) return new Response(null, { status: 204 });
    return new Response(writeJson(message.values[result.name] ?? null), {
      headers: { "content-type": "application/json; charset=utf-8" },
    });
  }

  return {
    handle: (request, upstream) =>
      answer(request, upstream).catch((error: unknown) => {
        if (error instanceof RestFailure) return problemAnswer(error);
        if (error instanceof SoapError)
          return problemAnswer(
            new RestFailure(400, "request-invalid", `${error.message} ${error.place.path}`.trim()),
          );
        return problemAnswer(new RestFailure(400, "request-invalid", "The request could not be read."));
      }),
  };
}

function tokenOf({ headers }: Request): Values {
  const token = headers.get(APP_TOKEN_HEADER);
  return token === null ? {} : { ApplicationToken: token };
}

/** `SO-TimeZone: NO, includeTZOffset`: its first part, by code or number. */
function zoneOf({ headers }: Request): Values {
  const zone = headers.get(TIME_ZONE_HEADER)?.split(",")[0]?.trim() ?? "";
  if (zone === "") return {};
  return { TimeZone: /^\d+$/.test(zone) ? { SoTimeZoneId: Number(zone) } : { SoTimeZoneLocationCode: zone } };
}
