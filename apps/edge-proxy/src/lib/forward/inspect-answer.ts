import { isJson, parseMediaType } from "@so-webapi/platform/media";
import type { Taken } from "../body/body.ts";
import { fieldOf } from "../headers/fields.ts";
import type { Settings } from "../settings.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import { checkAnswer, selectOf } from "../validation/check-answer.ts";
import { type JsonReading, readJson } from "../validation/read-json.ts";
import type { Verdict } from "../validation/verdict.ts";
import type { MatchedRequest } from "./forward.ts";
import { modesFor } from "./modes-for.ts";

/** What a look at an answer brought. */
export interface Inspection {
  /** Undefined where answers are not validated. */
  readonly verdict: Verdict | undefined;
  /** The JSON text; undefined where the body was not read as JSON. */
  readonly text: string | undefined;
  /** The same, parsed. */
  readonly value: unknown;
}

/** How much of an answer to hold back: enough to look at what is looked at, and else only what is short anyway. */
export function holdBytes(answer: TransportAnswer, matched: MatchedRequest, settings: Settings): number {
  const { inspectBytes } = settings.limits;
  if (isRead(matched, settings) && isJson(fieldOf(answer.headers, "content-type"))) return inspectBytes;
  const declared = Number(fieldOf(answer.headers, "content-length"));
  return declared <= inspectBytes ? declared : 0;
}

/** Reads and judges what was held back; the bytes themselves are left alone. */
export async function inspectAnswer(
  answer: TransportAnswer,
  taken: Taken | null,
  matched: MatchedRequest,
  settings: Settings,
): Promise<Inspection> {
  const contentType = fieldOf(answer.headers, "content-type");
  const mediaType = parseMediaType(contentType);
  let reading: JsonReading | undefined;
  if (taken !== null && mediaType !== null && answer.status !== 206 && isRead(matched, settings)) {
    reading = await readJson({
      taken,
      mediaType,
      contentEncoding: fieldOf(answer.headers, "content-encoding"),
      decompress: settings.decompress,
      limit: settings.limits.inspectBytes,
    });
  }
  return {
    text: reading?.kind === "json" ? reading.text : undefined,
    value: reading?.kind === "json" ? reading.value : undefined,
    verdict: modesFor(matched, settings).answers === "off" ? undefined : await judge(),
  };

  function judge(): Promise<Verdict> {
    return checkAnswer({
      operation: matched.operation,
      status: answer.status,
      contentType,
      taken,
      reading,
      select: selectOf(matched.query),
      contract: settings.contract,
    });
  }
}

function isRead(matched: MatchedRequest, settings: Settings): boolean {
  return modesFor(matched, settings).answers !== "off" || matched.operation.links.length > 0;
}
