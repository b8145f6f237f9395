import * as contract from "@so-webapi/operations/all";
import { createSandbox } from "@so-webapi/sandbox";
import { createSoapBridge, type SoapBridgeOptions } from "../src/index.ts";

/** An envelope of SOAP 1.1 as a client writes it. */
export const envelope = (version: number, body: string, header = ""): string =>
  `<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" ` +
  `xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema" ` +
  `xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays" ` +
  `xmlns:t="http://www.superoffice.net/ws/crm/NetServer/Services${version}">` +
  `<e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;

export const ticketHeader = (ticket: string): string =>
  `<t:Credentials><t:Ticket>${ticket}</t:Ticket></t:Credentials>`;

/** A bridge in front of a sandbox, and what it sent there. */
export async function sandboxBridge(options: Partial<SoapBridgeOptions> = {}) {
  const sandbox = await createSandbox();
  const bridge = createSoapBridge({ contract, ticketKey: new Uint8Array(32).fill(7), ...options });
  const sent: Request[] = [];
  const send = (request: Request): Promise<Response> => {
    sent.push(request.clone());
    return sandbox.fetch(request);
  };
  const session = await sandbox.fetch(
    new Request("http://sandbox/login/session", {
      method: "POST",
      body: JSON.stringify({ user: "tje0", password: "Tje0" }),
    }),
  );
  const { ticket } = (await session.json()) as { readonly ticket: string };
  return {
    bridge,
    sent,
    send,
    ticket,
    close: () => sandbox.close(),
    async post(
      path: string,
      body: string | Uint8Array<ArrayBuffer> | ReadableStream,
      headers: Readonly<Record<string, string>> = {},
    ) {
      const request = new Request(`http://bridge${path}`, {
        method: "POST",
        headers: { "content-type": "text/xml; charset=utf-8", ...headers },
        body,
        // The types of the standard do not know it yet, and a stream needs it.
        ...{ duplex: "half" },
      });
      const response = await bridge.handle(request, send);
      return { status: response.status, text: await response.text(), response };
    },
    get: (path: string) => bridge.handle(new Request(`http://bridge${path}`), send),
  };
}
