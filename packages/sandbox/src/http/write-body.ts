import { accepts } from "@so-webapi/platform";
import type { Call } from "./call.ts";
import { textResponse } from "./kept-text.ts";
import { present } from "./present.ts";
import { writeJson } from "./write-json.ts";
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
 * Writes an answer's body, which is in inner form, in the media type of the offered ones that the caller likes best (rest/index.md:243; RFC 9110,
 * 12.5.1): XML, or JSON by whatever name. Where nothing fits it is JSON: no page has the status 406.
 */
export function writeBody(
  call: Call,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Response {
  const type = wantedFormat(call) ?? wantedType(call.request.headers.get("accept"));
  return textResponse(bodyText(call, status, body, type), {
    status,
    headers: { ...headers, "content-type": `${type}; charset=utf-8` },
  });
}

function bodyText({ operation, select, manners }: Call, status: number, body: unknown, type: string): string {
  const shape = operation.responses[String(status)] ?? null;
  if (type !== "application/xml" && type !== "text/xml")
    return shape === null ? JSON.stringify(body) : writeJson(body, shape, select, manners);
  return writeXml(shape === null ? body : present(body, shape, select, manners), shape);
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
