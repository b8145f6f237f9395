import type { SoapMessage, Values } from "../codec/index.ts";
import { BridgeError } from "./bridge-failure.ts";
import type { RestCounterpart } from "./rest-operations.ts";
import { writeJson } from "./write-json.ts";

/** Headers of the client's request that mean the same to REST. */
const passed = [
  "accept-language",
  "so-language",
  "so-culture",
  "user-agent",
  "x-request-id",
  "traceparent",
  "tracestate",
];

/** Headers of the REST request, from those of HTTP and the header blocks of SOAP. */
export function restHeaders(
  request: Request,
  { headers }: SoapMessage,
  { authorization, language }: { readonly authorization?: string; readonly language?: string },
): Headers {
  const out = new Headers({ accept: "application/json" });
  for (const name of passed) {
    const value = request.headers.get(name);
    if (value !== null) out.set(name, value);
  }
  if (!out.has("accept-language") && !out.has("so-language")) setHeader(out, "so-language", language);
  setHeader(out, "authorization", authorization);
  setHeader(out, "so-apptoken", textOf(headers["ApplicationToken"]));
  setHeader(out, "so-timezone", zoneOf(headers["TimeZone"]));
  return out;
}

/** Sets a header unless its value is empty. The value comes from outside and may be no header at all. */
export function setHeader(headers: Headers, name: string, value: string | undefined): void {
  if (value === undefined || value === "") return;
  try {
    headers.set(name, value);
  } catch {
    throw new BridgeError({
      code: "header-invalid",
      message: `The value for ${name} has characters that no header takes.`,
    });
  }
}

/** `SoTimeZone` of the WSDL for `SO-TimeZone`: its code, else its number. */
function zoneOf(zone: unknown): string | undefined {
  if (typeof zone !== "object" || zone === null) return undefined;
  const { SoTimeZoneLocationCode: code, SoTimeZoneId: id } = zone as Values;
  if (typeof code === "string" && code !== "") return code;
  return typeof id === "number" && id > 0 ? String(id) : undefined;
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Makes the REST request of a SOAP message. `base` is the address that REST stands under: origin and what stands before `/api`. */
export function restRequest(
  { operation, form }: RestCounterpart,
  { values, operation: soap }: SoapMessage,
  {
    base,
    headers,
    signal,
  }: { readonly base: string; readonly headers: Headers; readonly signal: AbortSignal },
): Request {
  const url = new URL(base + operation.path);
  const [only] = soap.arguments;
  const argument = only && values[only.name];
  let body: string | null = null;
  switch (form.kind) {
    case "none":
      break;
    case "query":
      if (argument === undefined || argument === null)
        throw new BridgeError({
          code: "argument-missing",
          message: `REST needs ${only?.name}.`,
          path: only?.name,
        });
      url.searchParams.set(form.parameter, String(argument));
      break;
    case "body":
      body = writeJson(argument ?? null);
      break;
    case "object":
      body = writeJson(
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [form.names.get(name) ?? name, value]),
        ),
      );
      break;
  }
  if (body !== null) headers.set("content-type", "application/json; charset=utf-8");
  return new Request(url, { method: "POST", headers, body, signal });
}
