import type { Taken } from "../body/body.ts";
import { fieldOf, type HeaderField } from "../headers/fields.ts";
import type { Settings } from "../settings.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import { guardAnswer } from "../visibility/guard-answer.ts";
import { maskedStream } from "../visibility/masked-stream.ts";
import type { VisibilityRefusal } from "../visibility/refusal.ts";
import type { View } from "../visibility/view.ts";
import type { MatchedRequest } from "./forward.ts";

/** Fields that ask for what cannot be looked through: packed, in another form, or in part. */
const replaced: readonly string[] = ["accept", "accept-encoding", "range", "if-range"];

/** The fields that go upstream for a caller who may not see everything: they ask for JSON that can be looked through. */
export function limitedHeaders(fields: readonly HeaderField[]): HeaderField[] {
  return [
    ...fields.filter(([name]) => !replaced.includes(name)),
    ["accept", "application/json"],
    ["accept-encoding", "identity"],
  ];
}

/** What became of an answer: a body that may be shown, or why there is none. */
export interface LimitedAnswer {
  readonly taken: Taken | null;
  readonly rewritten: Uint8Array<ArrayBuffer> | undefined;
  readonly refusal?: VisibilityRefusal;
}

/** Takes out of an answer's body what the caller may not see. */
export async function limitAnswer(
  view: View,
  { operation }: MatchedRequest,
  answer: TransportAnswer,
  taken: Taken,
  rewritten: Uint8Array<ArrayBuffer> | undefined,
  settings: Settings,
): Promise<LimitedAnswer> {
  const shown = await guardAnswer(view, {
    operation,
    status: answer.status,
    contentType: fieldOf(answer.headers, "content-type"),
    contentEncoding: rewritten === undefined ? fieldOf(answer.headers, "content-encoding") : undefined,
    body: rewritten === undefined ? taken : { bytes: rewritten, rest: null },
    decompress: settings.decompress,
    limit: settings.limits.inspectBytes,
  });
  switch (shown.kind) {
    case "bytes":
      return { taken: { bytes: shown.bytes, rest: null }, rewritten: undefined };
    case "stream": {
      if (taken.rest === null) throw new Error("a long answer has a rest");
      const rest = maskedStream(taken.bytes, taken.rest, shown.mask);
      return { taken: { bytes: new Uint8Array(0), rest }, rewritten: undefined };
    }
    case "nothing":
      taken.rest?.cancel().catch(() => {});
      return { taken: { bytes: new Uint8Array(0), rest: null }, rewritten: undefined };
    case "refused":
      return { taken: null, rewritten: undefined, refusal: shown.refusal };
  }
}
