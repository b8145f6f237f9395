import { accepts } from "@so-webapi/platform";
import type { Call } from "./call.ts";
import { keepText } from "./kept-text.ts";
import { writeXml } from "./xml/write-xml.ts";

const JSON_TYPE = "application/json";

/** What the sandbox can write, of what the pages offer; JSON first, for whoever takes anything. */
const WRITABLE = [
  JSON_TYPE,
  "text/json",
  "application/xml",
  "text/xml",
  "application/json-patch+json",
  "application/merge-patch+json",
] as const;

/**
 * Writes an answer's body in the media type of the offered ones that the caller likes best (rest/index.md:243; RFC 9110,
 * 12.5.1): XML, or JSON by whatever name. Where nothing fits it is JSON: no page has the status 406.
 */
export function writeBody(call: Call, status: number, body: unknown, headers: Headers): Response {
  const type = wantedFormat(call) ?? wantedType(call.request.headers.get("accept"));
  headers.set("content-type", `${type}; charset=utf-8`);
  const isXml = type === "application/xml" || type === "text/xml";
  const shape = call.operation.responses[String(status)] ?? null;
  const text = isXml ? writeXml(body, shape) : JSON.stringify(body);
  return keepText(new Response(text, { status, headers }), text);
}

/** Lists take `$format`, which goes before `Accept` (rest/Contact/v1ContactEntity_GetAll.md:64). */
function wantedFormat({ operation, parameters }: Call): (typeof WRITABLE)[number] | undefined {
  const format = parameters.text("$format")?.toLowerCase();
  if (!format || !operation.parameters.some(({ name }) => name === "$format")) return undefined;
  return format === "xml" ? "application/xml" : JSON_TYPE;
}

function wantedType(accept: string | null): (typeof WRITABLE)[number] {
  if (accept === null || accept === "" || accept === "*/*" || accept === JSON_TYPE) return JSON_TYPE;
  return accepts(accept, WRITABLE) ?? JSON_TYPE;
}
