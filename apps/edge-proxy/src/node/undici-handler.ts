import type { Dispatcher } from "undici";
import type { HeaderField } from "../lib/headers/fields.ts";
import type { UpstreamAnswer } from "./upstream-answer.ts";

/** Hands on what undici's parser tells of an answer. */
export function undiciHandler(answer: UpstreamAnswer): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller) => answer.begin(controller),
    onResponseStart(controller, status, _headers, statusText = "") {
      // What comes before the answer (RFC 9110, 15.2) ends here.
      if (status >= 200) answer.head(status, statusText, fieldsOf(controller.rawHeaders));
    },
    onResponseData: (_controller, chunk) => answer.data(chunk),
    onResponseEnd: () => answer.end(),
    onResponseError: (_controller, cause) => answer.fail(cause),
  };
}

/** Names and values in turn, as they stood on the wire: each byte one character (RFC 9110, 5.5). */
function fieldsOf(raw: Dispatcher.DispatchController["rawHeaders"]): HeaderField[] {
  const fields: HeaderField[] = [];
  if (!Array.isArray(raw)) return fields;
  for (let at = 0; at + 1 < raw.length; at += 2)
    fields.push([textOf(raw[at]).toLowerCase(), textOf(raw[at + 1])]);
  return fields;
}

function textOf(part: Buffer | string | undefined): string {
  return typeof part === "string" ? part : (part?.toString("latin1") ?? "");
}
