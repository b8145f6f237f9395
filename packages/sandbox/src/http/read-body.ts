import type { BodyShape, Operation, Shapes } from "@so-webapi/operations";
import { canonicalize, parseJson } from "@so-webapi/platform";
import { loadValidators } from "@so-webapi/validators/all";
import { badRequest, PlatformFailure } from "./failure.ts";
import { readForm } from "./form/read-form.ts";
import { innerBody } from "./inner-body.ts";
import { keepText } from "./kept-text.ts";
import type { Manners } from "./manners.ts";

export interface RequestBody {
  readonly body: unknown;
  /** Without parameters, lower case; empty where the request has no body. */
  readonly mediaType: string;
}

/**
 * Reads a request's body: parsed, brought to the contract's names, held to the contract, in inner form.
 *
 * @throws {PlatformFailure} 400 for what does not parse or breaks the contract, 415 for another media type.
 */
export async function readBody(
  request: Request,
  operation: Operation,
  shapes: Shapes,
  manners: Manners,
): Promise<RequestBody> {
  const contentType = request.headers.get("content-type") ?? "";
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const shape = operation.request;
  if (shape === null) return { body: undefined, mediaType };
  const text = await readText(request, contentType);
  keepText(request, text);
  if (text === "") {
    if (shape.required) throw badRequest("The request has no body.");
    return { body: undefined, mediaType };
  }
  if (!shape.mediaTypes.includes(mediaType) && mediaType !== "") throw unsupported(mediaType);
  const value = await parse(text, mediaType, shape);
  // A patch names properties in its paths; it is understood where it is applied.
  if (operation.method === "PATCH") return { body: value, mediaType };

  const exact = canonicalize(value, shape, shapes);
  if (!exact.ok) throw badRequest(exact.message);
  const validators = await loadValidators(operation.operationId);
  const [first, ...others] = validators?.request?.(exact.value) ?? [];
  if (first !== undefined) {
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    throw badRequest(`${first.pointer === "" ? "The body" : first.pointer} ${first.message}${more}.`);
  }
  return { body: innerBody(exact.value, shape, manners), mediaType };
}

/** Bytes that are no UTF-8 are refused rather than replaced: what was stored would not be what was sent. */
const UTF8 = new TextDecoder("utf-8", { fatal: true });

async function readText(request: Request, contentType: string): Promise<string> {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? "utf-8";
  if (charset !== "utf-8" && charset !== "utf8" && charset !== "us-ascii")
    throw unsupported(`charset ${charset}`);
  const bytes = await request.arrayBuffer();
  try {
    return UTF8.decode(bytes);
  } catch {
    throw badRequest("The body is no UTF-8.");
  }
}

async function parse(text: string, mediaType: string, shape: BodyShape): Promise<unknown> {
  switch (mediaType) {
    case "application/xml":
    case "text/xml": {
      const { readXml } = await import("./xml/read-xml.ts");
      return readXml(text, shape);
    }
    case "application/x-www-form-urlencoded":
      return readForm(text, shape);
    default: {
      // Without a media type it is JSON, which the API speaks first.
      if (mediaType !== "" && !/[/+]json$/.test(mediaType)) throw unsupported(mediaType);
      const parsed = parseJson(text, { unsafeIntegers: "round" });
      if (!parsed.ok) throw badRequest(`${parsed.message} (line ${parsed.line}, column ${parsed.column}).`);
      return parsed.value;
    }
  }
}

function unsupported(what: string): PlatformFailure {
  return new PlatformFailure(415, "SoUnsupportedMediaTypeException", `The operation takes no ${what}.`);
}
