import { BrokenAnswer } from "./broken-answer.ts";

/** Bytes of a line that says how long a chunk is, extensions included. */
const MAX_SIZE_LINE = 4_096;

// RFC 9112, 7.1: hexadecimal digits, then extensions, which mean nothing to us.
const sizeLine = /^([0-9a-fA-F]{1,13})[ \t]*(?:;[\t\x20-\x7e\x80-\xff]*)?$/;
const trailerLine = /^[\w!#$%&'*+.^`|~-]+:[\t\x20-\x7e\x80-\xff]*$/;

type State = "size" | "data" | "data-end" | "trailers";

/** Takes the chunks of a body apart (RFC 9112, 7.1). Trailers are read and left out. */
export class ChunkedReader {
  readonly #onData: (piece: Buffer) => void;
  readonly #maxTrailers: number;
  #state: State = "size";
  /** Bytes of the chunk that are still to come. */
  #left = 0;
  /** The beginning of a line whose end has not come. */
  #line = "";
  #trailers = 0;

  constructor(onData: (piece: Buffer) => void, maxTrailers: number) {
    this.#onData = onData;
    this.#maxTrailers = maxTrailers;
  }

  /** Gives how many bytes there are behind the end, and undefined as long as it has not come. */
  push(piece: Buffer): number | undefined {
    let at = 0;
    while (at < piece.length) {
      if (this.#state === "data") {
        const end = Math.min(piece.length, at + this.#left);
        this.#onData(piece.subarray(at, end));
        this.#left -= end - at;
        at = end;
        if (this.#left === 0) this.#state = "data-end";
        continue;
      }
      const next = piece.indexOf(10, at);
      const end = next === -1 ? piece.length : next + 1;
      this.#line += piece.toString("latin1", at, end);
      at = end;
      const limit = this.#state === "trailers" ? this.#maxTrailers : MAX_SIZE_LINE;
      if (this.#line.length > limit) throw new BrokenAnswer("ANSWER_INVALID");
      if (next === -1) return undefined;
      if (!this.#line.endsWith("\r\n")) throw new BrokenAnswer("ANSWER_INVALID");
      const line = this.#line.slice(0, -2);
      this.#line = "";
      if (this.#readLine(line)) return piece.length - at;
    }
    return undefined;
  }

  /** True for the last line of the body. */
  #readLine(line: string): boolean {
    if (this.#state === "data-end") {
      if (line !== "") throw new BrokenAnswer("ANSWER_INVALID");
      this.#state = "size";
      return false;
    }
    if (this.#state === "size") {
      const size = sizeLine.exec(line)?.[1];
      if (size === undefined) throw new BrokenAnswer("ANSWER_INVALID");
      this.#left = Number.parseInt(size, 16);
      this.#state = this.#left === 0 ? "trailers" : "data";
      return false;
    }
    if (line === "") return true;
    this.#trailers += line.length;
    if (this.#trailers > this.#maxTrailers || !trailerLine.test(line))
      throw new BrokenAnswer("ANSWER_INVALID");
    return false;
  }
}
