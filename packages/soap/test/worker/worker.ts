import * as contract from "@so-webapi/operations/all";
import { createSoapBridge, type Upstream } from "../../src/index.ts";

const bridge = createSoapBridge({ contract, ticketKey: new Uint8Array(32).fill(3) });

/** Knows one company, whose name is the credentials that it was asked for with. */
const upstream: Upstream = async (request) =>
  Response.json({
    ContactId: Number(new URL(request.url).searchParams.get("contactId")),
    Name: request.headers.get("authorization"),
  });

export default { fetch: (request: Request): Promise<Response> => bridge.handle(request, upstream) };
