import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Answer, type Ask, ask } from "../support/client.ts";

const require = createRequire(import.meta.url);
const openapi = dirname(require.resolve("@so-webapi/openapi/package.json"));
const sample = (file: string): string =>
  readFileSync(join(openapi, "samples/Services86-Contact-GetMyActiveContacts", file), "utf8");

/** The seed page's messages, as printed. */
export const printed = { request: sample("request.xml"), response: sample("response.xml") };

/** The ticket of the seed page, which the sandbox's seed gives to `tje0`. */
const TICKET = "7T:1234abcxyzExample==";

/** The header of a call with a ticket. */
export const withTicket = (ticket = TICKET): string =>
  `<t:Credentials><t:Ticket>${ticket}</t:Ticket></t:Credentials>`;

/** An envelope of SOAP 1.1. */
export const envelope = (body: string, header = withTicket(), version = 86): string =>
  `<?xml version="1.0" encoding="utf-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" ` +
  `xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays" ` +
  `xmlns:t="http://www.superoffice.net/ws/crm/NetServer/Services${version}">` +
  `<e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;

export const getContact = "<t:GetContact><t:ContactId>59</t:ContactId></t:GetContact>";
export const saveContact =
  "<t:SaveContactEntity><t:ContactEntity><t:Name>Fjord Works</t:Name></t:ContactEntity></t:SaveContactEntity>";

/** Posts an envelope as a SOAP 1.1 client does. */
export function post(
  address: string,
  body: string,
  headers: Ask["headers"] = {},
  path = "/Remote/Services86/Contact.svc",
): Promise<Answer> {
  return ask(address, {
    method: "POST",
    path,
    headers: { "content-type": "text/xml; charset=utf-8", ...headers },
    body,
  });
}

/** The text of the first element of that local name. */
export const textOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(xml)?.[1];

/** What `ExceptionInfo` gives for a key of its parameters: `Code`, `Status`. */
export const parameter = (xml: string, key: string): string | undefined =>
  new RegExp(`<Key>${key}</Key><Value>([^<]*)</Value>`).exec(xml)?.[1];

/** Local names of the elements inside of the first element of a name, in their order. */
export function namesInside(xml: string, name: string): readonly string[] {
  const inside = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>(.*?)</(?:\\w+:)?${name}>`, "s").exec(xml)?.[1];
  return [...(inside ?? "").matchAll(/<(?:\w+:)?(\w+)/g)].map(([, found = ""]) => found);
}
