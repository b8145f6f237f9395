import type { BodyShape, Operation } from "@so-webapi/operations";
import { type MediaType, parseMediaType } from "@so-webapi/platform/media";
import { canonicalize } from "@so-webapi/platform/names";
import type { Taken } from "../body/body.ts";
import type { Contract } from "../contract/contract.ts";
import type { ProblemCode } from "../problem/problems.ts";
import type { Decompress } from "./decompress.ts";
import { isPlainJson, readJson, unreadable } from "./read-json.ts";
import { type ValidationMode, type Verdict, verdictOf, wholeBody } from "./verdict.ts";

/** Either a verdict with which the request goes on, or the problem that it is refused with. */
export type RequestCheck =
  | { readonly kind: "pass"; readonly verdict: Verdict | undefined }
  | {
      readonly kind: "refuse";
      readonly code: ProblemCode;
      readonly detail: string;
      readonly verdict?: Verdict;
    };

export interface CheckRequestOptions {
  readonly mode: ValidationMode;
  readonly operation: Operation;
  /** Null where no body came. */
  readonly taken: Taken | null;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly contract: Contract;
  readonly decompress: Decompress;
  /** Bytes up to which a body is looked at. */
  readonly limit: number;
}

/**
 * Judges a request's body. Names in any case and enums by number are brought to the contract's spelling on a copy
 * first, as the platform takes them; the bytes themselves are left alone.
 */
export async function checkRequest(options: CheckRequestOptions): Promise<RequestCheck> {
  const { mode, operation, taken } = options;
  if (mode === "off") return { kind: "pass", verdict: undefined };
  if (taken === null || (taken.rest === null && taken.bytes.byteLength === 0)) return emptyBody(options);
  if (operation.request === null)
    return { kind: "pass", verdict: { result: "unchecked", reason: "no-schema" } };
  const { mediaTypes } = operation.request;
  if (options.contentType === undefined || options.contentType.trim() === "") {
    return refuse("media-type-missing", `Send Content-Type: ${mediaTypes[0] ?? "application/json"}.`);
  }
  const mediaType = parseMediaType(options.contentType);
  if (mediaType === null || !mediaTypes.includes(`${mediaType.type}/${mediaType.subtype}`)) {
    return refuse("media-type-unsupported", `The operation takes ${mediaTypes.join(", ")}.`);
  }
  return judgeBody(options, taken, mediaType, operation.request);
}

async function judgeBody(
  options: CheckRequestOptions,
  taken: Taken,
  mediaType: MediaType,
  shape: BodyShape,
): Promise<RequestCheck> {
  const { mode, operation, contract, contentEncoding, decompress, limit } = options;
  const reading = await readJson({ taken, mediaType, contentEncoding, decompress, limit });
  if (reading.kind === "not-json") return refuse("body-not-json", reading.detail);
  if (reading.kind !== "json") return settle(mode, unreadable(reading));
  if (!isPlainJson(mediaType)) return settle(mode, { result: "unchecked", reason: "media-type" });
  const check = (await contract.loadValidators(operation.operationId))?.request;
  if (check === undefined) return settle(mode, { result: "unchecked", reason: "no-schema" });
  const shapes = contract.shapesOf?.(operation) ?? contract.shapes;
  const canonical = canonicalize(reading.value, shape, shapes);
  if (!canonical.ok) return settle(mode, wholeBody("depth", canonical.message));
  return settle(mode, verdictOf(check(canonical.value)));
}

function emptyBody({ mode, operation }: CheckRequestOptions): RequestCheck {
  if (operation.request?.required !== true) return { kind: "pass", verdict: { result: "ok" } };
  const verdict = wholeBody("required", "must have a body");
  if (mode === "report") return { kind: "pass", verdict };
  return { ...refuse("body-missing", "Send the documented body."), verdict };
}

function settle(mode: ValidationMode, verdict: Verdict): RequestCheck {
  if (mode === "report" || verdict.result !== "invalid") return { kind: "pass", verdict };
  return {
    ...refuse("body-invalid", "See violations for the places and what the contract wants there."),
    verdict,
  };
}

function refuse(code: ProblemCode, detail: string): Extract<RequestCheck, { readonly kind: "refuse" }> {
  return { kind: "refuse", code, detail };
}
