import type { Operation } from "@so-webapi/operations";
import type { Taken } from "../body/body.ts";
import type { Decompress } from "../validation/decompress.ts";
import { readJson } from "../validation/read-json.ts";
import { guardBody, guardReplacement, jsonMediaType } from "./guard-body.ts";
import { uncheckable, type VisibilityRefusal } from "./refusal.ts";
import { repeatsName } from "./repeats-name.ts";
import type { View } from "./view.ts";

export interface GuardedRequestBody {
  readonly operation: Operation;
  /** Null where no body came. */
  readonly taken: Taken | null;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly decompress: Decompress;
  /** Bytes up to which a body is looked at. */
  readonly limit: number;
}

/** Holds a request's body against what the caller may see; what cannot be read as JSON is refused. */
export async function guardRequestBody(
  view: View,
  { operation, taken, contentType, contentEncoding, decompress, limit }: GuardedRequestBody,
): Promise<VisibilityRefusal | undefined> {
  const replacement = guardReplacement(view, operation);
  if (replacement !== undefined) return replacement;
  if (taken === null || (taken.rest === null && taken.bytes.byteLength === 0)) return undefined;
  const mediaType = jsonMediaType(contentType);
  if (mediaType === undefined) return uncheckable("The caller may send JSON only.");
  if (taken.rest !== null)
    return uncheckable(`The caller may send ${limit} bytes, which can be looked through.`);
  const options = { taken, mediaType, contentEncoding: contentEncoding ?? undefined, decompress, limit };
  const reading = await readJson(options);
  if (reading.kind !== "json") return uncheckable("The body is no JSON that can be looked through.");
  if (repeatsName(reading.text)) return uncheckable("The body has a name twice in one object.");
  return guardBody(view, operation, reading.value, mediaType);
}
