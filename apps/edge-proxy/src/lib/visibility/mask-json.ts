import { elementPlace, memberOf, type Place } from "./places.ts";
import type { View } from "./view.ts";

/** Text that cannot be looked through; the message holds nothing of it. */
export class UnreadableJson extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "UnreadableJson";
  }
}

interface Frame {
  readonly array: boolean;
  /** What it is, or what its elements are. */
  readonly place: Place;
}

type Awaited = "value" | "value-or-end" | "name" | "name-or-end" | "colon" | "comma-or-end" | "end";

/** Deeper text is not looked through. */
const MAX_DEPTH = 512;
/** Bytes of a name; the contract's longest has 60. */
const MAX_NAME = 16_384;
const NULL = new Uint8Array([0x6e, 0x75, 0x6c, 0x6c]);
const empty = new Uint8Array(0);

/**
 * Writes `null` in place of every value that a view hides and leaves all other bytes as they are. It looks at the text as it
 * arrives and keeps no more of it than the name that it reads, so a body of any size streams through. Every spelling of a
 * name counts: any letter case, escapes, a name that comes twice.
 *
 * What is not JSON (RFC 8259) in UTF-8 throws {@link UnreadableJson}: another reader might see other names in it.
 */
export class JsonMask {
  readonly #view: View;
  readonly #frames: Frame[] = [];
  #awaited: Awaited = "value";
  /** The place of the value that is awaited, and whether it is hidden. */
  #place: Place;
  #hidesNext = false;
  /** How many frames were open where the hidden value began; -1 while nothing is hidden. */
  #hiddenAt = -1;
  #inside: "nothing" | "name" | "string" | "literal" = "nothing";
  #escaped = false;
  #name: Uint8Array = empty;
  #chunk: Uint8Array = new Uint8Array();
  #parts: Uint8Array[] = [];
  /** Where the bytes begin that are to go on. */
  #from = 0;

  constructor(view: View, root: Place) {
    this.#view = view;
    this.#place = root;
  }

  /** Takes the next bytes and gives what may go on. */
  push(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
    this.#chunk = chunk;
    this.#parts = [];
    this.#from = 0;
    for (let at = 0; at < chunk.byteLength; at++) {
      const isText = this.#inside === "name" || this.#inside === "string";
      if (isText) at = this.#takeText(at);
      else this.#take(chunk[at] ?? 0, at);
    }
    if (this.#hiddenAt === -1) this.#parts.push(chunk.subarray(this.#from));
    return joined(this.#parts);
  }

  /** Says that nothing follows. */
  end(): void {
    if (this.#inside === "literal") this.#valueEnded(0);
    if (this.#awaited !== "end" || this.#inside !== "nothing")
      throw new UnreadableJson("the text breaks off");
  }

  #take(byte: number, at: number): void {
    if (this.#inside === "literal") {
      if (isLiteral(byte)) return;
      this.#valueEnded(at);
    }
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return;
    const top = this.#frames.at(-1);
    switch (this.#awaited) {
      case "value":
      case "value-or-end":
        if (byte === CLOSE_ARRAY && this.#awaited === "value-or-end") this.#close(at);
        else this.#begin(byte, at);
        break;
      case "name":
      case "name-or-end":
        if (byte === CLOSE_OBJECT && this.#awaited === "name-or-end") this.#close(at);
        else this.#beginName(byte);
        break;
      case "colon":
        if (byte !== 0x3a) throw new UnreadableJson("a colon is missing");
        this.#awaited = "value";
        break;
      case "comma-or-end":
        if (byte === (top?.array ? CLOSE_ARRAY : CLOSE_OBJECT)) this.#close(at);
        else this.#goOn(byte, top);
        break;
      case "end":
        throw new UnreadableJson("something follows the text");
    }
  }

  #goOn(byte: number, top: Frame | undefined): void {
    if (byte !== 0x2c) throw new UnreadableJson("a comma is missing");
    this.#awaited = top?.array ? "value" : "name";
    if (top?.array) this.#place = top.place;
  }

  #beginName(byte: number): void {
    if (byte !== QUOTE) throw new UnreadableJson("a name is missing");
    this.#inside = "name";
    this.#name = empty;
  }

  /** Takes the text from a place on, as far as the chunk has it; gives the place of the last byte that it took. */
  #takeText(from: number): number {
    const chunk = this.#chunk;
    const end = chunk.byteLength;
    let at = from;
    for (; at < end; at++) {
      const byte = chunk[at] ?? 0;
      if (byte < 0x20) throw new UnreadableJson("a string holds a control character");
      if (this.#escaped) this.#escaped = false;
      else if (byte === 0x5c) this.#escaped = true;
      else if (byte === QUOTE) break;
    }
    // What is kept for the next chunk is a copy: this one is not ours.
    if (this.#inside === "name") this.#addToName(at === end ? chunk.slice(from) : chunk.subarray(from, at));
    if (at === end) return at;
    if (this.#inside === "string") this.#valueEnded(at + 1);
    else this.#nameEnded();
    return at;
  }

  #addToName(bytes: Uint8Array): void {
    this.#name = this.#name.byteLength === 0 ? bytes : joined([this.#name, bytes]);
    if (this.#name.byteLength > MAX_NAME) throw new UnreadableJson("a name is too long");
  }

  #nameEnded(): void {
    const parent = this.#frames.at(-1)?.place;
    if (parent === undefined) throw new UnreadableJson("a name stands alone");
    const { place, hidden } = memberOf(parent, nameOf(this.#name), this.#view);
    this.#place = place;
    this.#hidesNext = hidden;
    this.#inside = "nothing";
    this.#awaited = "colon";
  }

  #begin(byte: number, at: number): void {
    if (this.#hidesNext && this.#hiddenAt === -1) {
      this.#hiddenAt = this.#frames.length;
      this.#parts.push(this.#chunk.subarray(this.#from, at), NULL);
    }
    this.#hidesNext = false;
    if (byte === QUOTE) this.#inside = "string";
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      if (this.#frames.length === MAX_DEPTH) throw new UnreadableJson("the text is nested too deeply");
      const array = byte === OPEN_ARRAY;
      const place = array ? elementPlace(this.#place) : this.#place;
      this.#frames.push({ array, place });
      this.#place = place;
      this.#awaited = array ? "value-or-end" : "name-or-end";
    } else if (isLiteral(byte)) this.#inside = "literal";
    else throw new UnreadableJson("a value is missing");
  }

  #close(at: number): void {
    this.#frames.pop();
    this.#valueEnded(at + 1);
  }

  #valueEnded(end: number): void {
    this.#inside = "nothing";
    this.#awaited = this.#frames.length === 0 ? "end" : "comma-or-end";
    if (this.#hiddenAt !== this.#frames.length) return;
    this.#hiddenAt = -1;
    this.#from = end;
  }
}

const QUOTE = 0x22;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** Digits, letters of `true`, `false` and `null`, and what else stands in numbers. */
function isLiteral(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e ||
    byte === 0x45
  );
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function nameOf(bytes: Uint8Array): string {
  try {
    const text = decoder.decode(bytes);
    return text.includes("\\") ? String(JSON.parse(`"${text}"`)) : text;
  } catch {
    throw new UnreadableJson("a name cannot be read");
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
