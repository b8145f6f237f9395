import { type SoapFailure, writeFault } from "../codec/index.ts";
import type { Services } from "../descriptors/index.ts";

/** The media type of SOAP 1.1 (section 6). */
const XML = "text/xml; charset=utf-8";

const headers = { "content-type": XML, "cache-control": "no-store" };

export const soapAnswer = (xml: string): Response => new Response(xml, { headers });

type Refusal = Pick<SoapFailure, "code" | "message"> & { readonly place?: SoapFailure["place"] };

/** A fault, with status 500 as SOAP 1.1 wants it (6.2). The place is told, what stood there is not. */
export function faultAnswer(
  services: Services,
  refusal: Refusal,
  faultCode = faultCodeOf(refusal),
): Response {
  const { line, column, path } = refusal.place ?? { path: "" };
  const where = line === undefined ? "" : ` (line ${line}, column ${column})`;
  const xml = writeFault(services, {
    faultCode,
    code: refusal.code,
    message: `${refusal.message}${where}`,
    path,
  });
  return new Response(xml, { status: 500, headers });
}

/** SOAP 1.1, 4.4.1. */
const faultCodeOf = ({ code }: Refusal): string =>
  code === "envelope-unknown"
    ? "VersionMismatch"
    : code === "header-not-understood"
      ? "MustUnderstand"
      : "Client";

export const wsdlAnswer = (xml: string): Response => new Response(xml, { headers: { "content-type": XML } });

export const textAnswer = (
  status: number,
  text: string,
  extra: Readonly<Record<string, string>> = {},
): Response =>
  new Response(`${text}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", ...extra },
  });
