import type { HeaderField } from "../../lib/headers/fields.ts";
import { framingOf, keptMsOf } from "./answer-framing.ts";
import { BrokenAnswer } from "./broken-answer.ts";
import { ChunkedReader } from "./chunked-reader.ts";

/** What a reader of answers tells, in this order. */
export interface AnswerSink {
  /** The final answer's header; interim ones (RFC 9110, 15.2) are not told of. Names are in lower case. */
  head(status: number, statusText: string, fields: HeaderField[]): void;
  data(piece: Buffer): void;
  /** The answer is whole. */
  end(): void;
}

/** Answers before the final one. RFC 9110 wants any number of them to be taken, and someone would send them for ever. */
const MAX_INTERIM = 1_000;

// RFC 9112, 4: the reason may be missing, with its space or without.
const statusLine = /^HTTP\/1\.([01]) ([1-9][0-9]{2})(?: ([\t\x20-\x7e\x80-\xff]*))?$/;
// RFC 9112, 5, and RFC 9110, 5.5 and 5.6.2. Lines that go on in the next one are none.
const fieldLine = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/;

/** Reads one answer of HTTP/1 from a connection (RFC 9112), piece by piece. What is none throws a {@link BrokenAnswer}. */
export class AnswerReader {
  /** Milliseconds that the other side keeps the connection; 0 where it does not, undefined where it does not say. */
  keptMs: number | undefined;
  isOver = false;
  hasHead = false;
  readonly #sink: AnswerSink;
  readonly #maxHeader: number;
  readonly #isHead: boolean;
  #held: Buffer | undefined;
  #interim = 0;
  /** Bytes that are still to come; Infinity until the other side closes. */
  #left = 0;
  #chunks: ChunkedReader | undefined;

  /**
   * @param maxHeader - bytes that a header may have.
   * @param isHead - true where HEAD was asked: no body follows, whatever the header says.
   */
  constructor(sink: AnswerSink, maxHeader: number, isHead: boolean) {
    this.#sink = sink;
    this.#maxHeader = maxHeader;
    this.#isHead = isHead;
  }

  /** Takes what came. Where that is more than the answer, the other side is not to be asked again (`keptMs` is 0). */
  push(piece: Buffer): void {
    let rest: Buffer | undefined = piece;
    while (!this.hasHead) {
      rest = this.#readHead(rest);
      if (rest === undefined) return;
    }
    this.#readBody(rest);
  }

  /** The other side sends no more. */
  close(): void {
    if (this.isOver) return;
    if (!this.hasHead || this.#left !== Number.POSITIVE_INFINITY) throw new BrokenAnswer("ANSWER_INCOMPLETE");
    this.#over();
  }

  /** Gives what stands behind the header; undefined where that is not whole yet. */
  #readHead(piece: Buffer): Buffer | undefined {
    const before = this.#held;
    const all = before === undefined ? piece : Buffer.concat([before, piece]);
    // The end may lie between two pieces.
    const end = all.indexOf("\r\n\r\n", Math.max(0, (before?.length ?? 0) - 3), "latin1");
    if ((end === -1 ? all.length : end) > this.#maxHeader) throw new BrokenAnswer("ANSWER_HEADER_TOO_LONG");
    if (end === -1) {
      // Who speaks something else may wait for us to go on.
      if (!"HTTP/1.".startsWith(all.toString("latin1", 0, 7))) throw new BrokenAnswer("ANSWER_INVALID");
      this.#held = all;
      return undefined;
    }
    this.#held = undefined;
    const lines = all.toString("latin1", 0, end).split("\r\n");
    const [, minor, code, reason = ""] = statusLine.exec(lines[0] ?? "") ?? [];
    if (code === undefined) throw new BrokenAnswer("ANSWER_INVALID");
    const fields: HeaderField[] = [];
    for (let at = 1; at < lines.length; at++) fields.push(fieldOf(lines[at] ?? ""));
    const status = Number(code);
    if (status >= 200) this.#begin(status, reason, fields, minor === "1");
    // Nobody asked for 100 or 101 (RFC 9110, 15.2.1 and 15.2.2).
    else if (status <= 101 || ++this.#interim > MAX_INTERIM) throw new BrokenAnswer("ANSWER_INVALID");
    return all.subarray(end + 4);
  }

  #begin(status: number, reason: string, fields: HeaderField[], isLatest: boolean): void {
    this.hasHead = true;
    this.keptMs = keptMsOf(fields, isLatest);
    // Looked at for its own sake where there is no body: a header that makes no sense is of no sensible server.
    const framing = framingOf(fields);
    const isEmpty = this.#isHead || status === 204 || status === 304;
    if (framing === "chunked" && !isEmpty)
      this.#chunks = new ChunkedReader((piece) => this.#sink.data(piece), this.#maxHeader);
    else if (framing === "until-close" && !isEmpty) this.#left = Number.POSITIVE_INFINITY;
    else this.#left = isEmpty || framing === "chunked" || framing === "until-close" ? 0 : framing;
    if (this.#left === Number.POSITIVE_INFINITY) this.keptMs = 0;
    this.#sink.head(status, reason, fields);
  }

  #readBody(piece: Buffer): void {
    if (this.isOver) {
      if (piece.length > 0) this.keptMs = 0;
      return;
    }
    if (this.#chunks !== undefined) {
      const beyond = this.#chunks.push(piece);
      if (beyond === undefined) return;
      if (beyond > 0) this.keptMs = 0;
      this.#over();
      return;
    }
    const own = piece.length > this.#left ? piece.subarray(0, this.#left) : piece;
    this.#left -= own.length;
    if (own.length > 0) this.#sink.data(own);
    if (own.length < piece.length) this.keptMs = 0;
    if (this.#left === 0) this.#over();
  }

  #over(): void {
    this.isOver = true;
    this.#sink.end();
  }
}

function fieldOf(line: string): HeaderField {
  const [, name, value = ""] = fieldLine.exec(line) ?? [];
  if (name === undefined) throw new BrokenAnswer("ANSWER_INVALID");
  return [name.toLowerCase(), value.trimEnd()];
}
