import type { HeaderField } from "../../lib/headers/fields.ts";
import { BrokenAnswer } from "./broken-answer.ts";

/** How long a body is: its bytes, in chunks, or what comes until the other side closes. */
export type Framing = number | "chunked" | "until-close";

/**
 * Reads how long the body of an answer is (RFC 9112, 6.3). Two lengths, and a length beside a transfer coding, are what response
 * splitting is made of, and no answer.
 */
export function framingOf(fields: readonly HeaderField[]): Framing {
  let length: string | undefined;
  let coding: string | undefined;
  for (const [name, value] of fields) {
    if (name === "content-length") {
      if (length !== undefined || !/^[0-9]{1,15}$/.test(value)) throw new BrokenAnswer("ANSWER_INVALID");
      length = value;
    } else if (name === "transfer-encoding") coding = coding === undefined ? value : `${coding},${value}`;
  }
  if (coding === undefined) return length === undefined ? "until-close" : Number(length);
  if (length !== undefined) throw new BrokenAnswer("ANSWER_INVALID");
  // No other coding was asked for (no `TE`): a body in one would go on as if it had none (RFC 9112, 6.1 and 7.4).
  if (!/^chunked$/i.test(coding)) throw new BrokenAnswer("ANSWER_INVALID");
  return "chunked";
}

/** What undici takes off as well: the other side may close while our next request is on its way. */
const MARGIN_MS = 2_000;
const LONGEST_MS = 600_000;

/**
 * Milliseconds for which a connection can be used again: 0 where the other side closes it, undefined where it does not say
 * (RFC 9112, 9.3; `Keep-Alive` of RFC 2068, 19.7.1.1).
 */
export function keptMsOf(fields: readonly HeaderField[], isLatest: boolean): number | undefined {
  let kept: number | undefined;
  let persists = isLatest;
  for (const [name, value] of fields) {
    if (name === "connection") {
      if (/(?:^|,)\s*close\s*(?:,|$)/i.test(value)) return 0;
      if (/(?:^|,)\s*keep-alive\s*(?:,|$)/i.test(value)) persists = true;
    } else if (name === "keep-alive") {
      const seconds = /(?:^|[,;\s])timeout\s*=\s*"?([0-9]{1,9})/i.exec(value)?.[1];
      if (seconds !== undefined)
        kept = Math.min(LONGEST_MS, Math.max(0, Number(seconds) * 1_000 - MARGIN_MS));
    }
  }
  return persists ? kept : 0;
}
