import type { Operation } from "@so-webapi/operations";
import { isJson, parseMediaType } from "@so-webapi/platform/media";
import type { Taken } from "../body/body.ts";
import type { Decompress } from "../validation/decompress.ts";
import { JsonMask, UnreadableJson } from "./mask-json.ts";
import { rootPlace } from "./places.ts";
import { type VisibilityRefusal, withheld } from "./refusal.ts";
import type { View } from "./view.ts";

export interface GuardedAnswer {
  readonly operation: Operation;
  readonly status: number;
  readonly contentType: string | undefined;
  /** What the bytes are packed with; `identity` or undefined for nothing. */
  readonly contentEncoding: string | undefined;
  readonly body: Taken;
  readonly decompress: Decompress;
  /** Most bytes after unpacking. */
  readonly limit: number;
}

/** What a caller gets of a body. */
export type Shown =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The body is long: its pieces go through the mask, the head among them. */
  | { readonly kind: "stream"; readonly mask: JsonMask }
  /** An error that is no JSON: its status is told and nothing else. */
  | { readonly kind: "nothing" }
  | { readonly kind: "refused"; readonly refusal: VisibilityRefusal };

/** Hides in an answer's body what the caller may not see. */
export async function guardAnswer(view: View, answer: GuardedAnswer): Promise<Shown> {
  const { operation, status, body } = answer;
  if (body.rest === null && body.bytes.byteLength === 0) return { kind: "bytes", bytes: body.bytes };
  const isSuccess = status >= 200 && status <= 299;
  const reason = unreadableReason(answer);
  if (reason !== undefined) return isSuccess ? refused(reason) : { kind: "nothing" };
  const mask = new JsonMask(view, rootPlace(isSuccess ? operation.responses[String(status)] : null));
  if (body.rest !== null) {
    if (isPacked(answer)) return refused("The upstream's answer is long and packed.");
    return { kind: "stream", mask };
  }
  const bytes = isPacked(answer)
    ? await answer.decompress(answer.contentEncoding?.trim().toLowerCase() ?? "", body.bytes, answer.limit)
    : body.bytes;
  if (bytes === undefined) return refused("The upstream's answer cannot be unpacked.");
  try {
    const shown = mask.push(bytes);
    mask.end();
    return { kind: "bytes", bytes: shown };
  } catch (error) {
    if (!(error instanceof UnreadableJson)) throw error;
    return refused(`The upstream's answer is no JSON that can be looked through: ${error.message}.`);
  }
}

function unreadableReason({ status, contentType }: GuardedAnswer): string | undefined {
  if (status === 206) return "The upstream's answer is a part of one.";
  const mediaType = parseMediaType(contentType);
  if (mediaType === null || !isJson(mediaType)) return "The upstream's answer is no JSON.";
  const charset = mediaType.parameters["charset"]?.toLowerCase() ?? "utf-8";
  return ["utf-8", "utf8", "us-ascii"].includes(charset)
    ? undefined
    : "The upstream's answer is not in UTF-8.";
}

function isPacked({ contentEncoding }: GuardedAnswer): boolean {
  return contentEncoding !== undefined && !/^\s*(?:identity)?\s*$/i.test(contentEncoding);
}

function refused(detail: string): Shown {
  return { kind: "refused", refusal: withheld(detail) };
}
