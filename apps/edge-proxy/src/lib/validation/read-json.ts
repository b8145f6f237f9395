import { parseJson } from "@so-webapi/platform/json";
import { isJson, type MediaType } from "@so-webapi/platform/media";
import type { Taken } from "../body/body.ts";
import type { Decompress } from "./decompress.ts";
import { type UncheckedReason, type Verdict, wholeBody } from "./verdict.ts";

/** What a look at a body brought: JSON, a reason not to look, or text that is no JSON. */
export type JsonReading =
  | { readonly kind: "json"; readonly value: unknown; readonly text: string }
  | { readonly kind: "unchecked"; readonly reason: UncheckedReason }
  /** `detail` says where and repeats nothing of the text. */
  | { readonly kind: "not-json"; readonly detail: string }
  /** JSON, but nested so deeply that it is not read. */
  | { readonly kind: "too-deep"; readonly detail: string };

export interface ReadJsonOptions {
  readonly taken: Taken;
  readonly mediaType: MediaType;
  readonly contentEncoding: string | undefined;
  readonly decompress: Decompress;
  /** Most bytes after unpacking. */
  readonly limit: number;
}

/** Whole texts only: so it holds nothing of one for the next. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Reads a copy of a body as JSON. Integers beyond 2^53 are rounded: the copy is only judged, never sent. */
export async function readJson(options: ReadJsonOptions): Promise<JsonReading> {
  const { taken, mediaType, contentEncoding, decompress, limit } = options;
  if (!isJson(mediaType)) return { kind: "unchecked", reason: "media-type" };
  if (taken.rest !== null) return { kind: "unchecked", reason: "too-large" };
  const charset = mediaType.parameters["charset"]?.toLowerCase() ?? "utf-8";
  if (!["utf-8", "utf8", "us-ascii"].includes(charset)) return { kind: "unchecked", reason: "encoding" };
  const coding = contentEncoding?.trim().toLowerCase() ?? "identity";
  const bytes = coding === "identity" ? taken.bytes : await decompress(coding, taken.bytes, limit);
  if (bytes === undefined) return { kind: "unchecked", reason: "encoding" };
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { kind: "not-json", detail: "The text is not valid UTF-8." };
  }
  const parsed = parseJson(text, { unsafeIntegers: "round" });
  if (parsed.ok) return { kind: "json", value: parsed.value, text };
  return { kind: parsed.code === "json-too-deep" ? "too-deep" : "not-json", detail: parsed.message };
}

/** The verdict on a body that is not JSON although its media type says so. */
export function unreadable(reading: Exclude<JsonReading, { readonly kind: "json" }>): Verdict {
  switch (reading.kind) {
    case "unchecked":
      return { result: "unchecked", reason: reading.reason };
    case "not-json":
      return wholeBody("json", reading.detail);
    case "too-deep":
      return wholeBody("depth", reading.detail);
  }
}

/** JSON media types whose body is the class itself; the patch types hold a description of changes instead. */
export function isPlainJson({ type, subtype }: MediaType): boolean {
  return subtype === "json" && (type === "application" || type === "text");
}
