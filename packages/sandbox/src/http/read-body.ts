import type { Operation, Shapes } from "@so-webapi/operations";
import { canonicalize, parseJson } from "@so-webapi/platform";
import { loadValidators } from "@so-webapi/validators/all";
import { badRequest, PlatformFailure } from "./failure.ts";
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
  const mediaType = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const shape = operation.request;
  if (shape === null) return { body: undefined, mediaType };
  const text = await request.text();
  keepText(request, text);
  if (text === "") {
    if (shape.required) throw badRequest("The request has no body.");
    return { body: undefined, mediaType };
  }
  if (!shape.mediaTypes.includes(mediaType) && mediaType !== "")
    throw new PlatformFailure(415, "SoUnsupportedMediaTypeException", `The operation takes no ${mediaType}.`);
  const parsed = parseJson(text, { unsafeIntegers: "round" });
  if (!parsed.ok) throw badRequest(`${parsed.message} (line ${parsed.line}, column ${parsed.column}).`);
  // A patch names properties in its paths; it is understood where it is applied.
  if (operation.method === "PATCH") return { body: parsed.value, mediaType };

  const exact = canonicalize(parsed.value, shape, shapes);
  if (!exact.ok) throw badRequest(exact.message);
  const validators = await loadValidators(operation.operationId);
  const [first, ...others] = validators?.request?.(exact.value) ?? [];
  if (first !== undefined) {
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    throw badRequest(`${first.pointer === "" ? "The body" : first.pointer} ${first.message}${more}.`);
  }
  return { body: innerBody(exact.value, shape, manners), mediaType };
}
