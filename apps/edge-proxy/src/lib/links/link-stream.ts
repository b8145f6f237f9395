import { concat } from "../body/body.ts";

interface Frame {
  readonly array: boolean;
  key: string | number;
}

/** Bytes of a link or a name up to which it is held back; longer ones are none. */
const MAX_HELD = 16_384;
const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [
  0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d,
];

/**
 * Rewrites the strings at the given places of a JSON text as `rewriteText` does, while the text flows: it keeps no more
 * than the string that it looks at, so a body of any length can pass. All other bytes stay, also those of what is no JSON.
 */
export class LinkStream {
  readonly #places: readonly (readonly string[])[];
  readonly #rewrite: (url: string) => string;
  readonly #open: Frame[] = [];
  #expectsName = false;
  #inside: "nothing" | "name" | "text" | "link" = "nothing";
  #escaped = false;
  #held: number[] = [];

  /** @param places - JSON pointers in which `*` stands for any key or index; names are exact. */
  constructor(places: readonly string[], rewrite: (url: string) => string) {
    this.#places = places.map((place) => place.split("/").slice(1).map(unescapeToken));
    this.#rewrite = rewrite;
  }

  /** Takes the next bytes and gives what may go on. */
  push(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
    const parts: Uint8Array[] = [];
    // Bytes from here on go on; those of a string that is held back do not.
    let from = this.#isLink() ? chunk.byteLength : 0;
    for (let at = 0; at < chunk.byteLength; at++) {
      const byte = chunk[at] ?? 0;
      if (this.#inside === "nothing") {
        this.#structure(byte);
        if (this.#isLink()) {
          parts.push(chunk.subarray(from, at));
          from = chunk.byteLength;
        }
        continue;
      }
      const wasLink = this.#isLink();
      const ending = this.#string(byte);
      if (ending === undefined) continue;
      if (wasLink) {
        parts.push(this.#release());
        from = at + 1;
      } else if (this.#inside === "name") this.#named();
      if (ending === "quote") this.#inside = "nothing";
    }
    if (from < chunk.byteLength) parts.push(chunk.subarray(from));
    return concat(
      parts,
      parts.reduce((size, part) => size + part.byteLength, 0),
    );
  }

  /** What was held back when the text broke off. */
  end(): Uint8Array {
    return this.#isLink() ? Uint8Array.from(this.#held) : new Uint8Array();
  }

  #isLink(): boolean {
    return this.#inside === "link";
  }

  #structure(byte: number): void {
    const inner = this.#open.at(-1);
    if (byte === QUOTE) {
      this.#held = [byte];
      this.#escaped = false;
      if (this.#expectsName) this.#inside = "name";
      else this.#inside = this.#places.some((place) => isAt(this.#open, place)) ? "link" : "text";
    } else if (byte === OPEN || byte === OPEN_LIST) {
      this.#open.push({ array: byte === OPEN_LIST, key: byte === OPEN_LIST ? 0 : "" });
      this.#expectsName = byte === OPEN;
    } else if (byte === CLOSE || byte === CLOSE_LIST) {
      this.#open.pop();
      this.#expectsName = false;
    } else if (byte === COMMA) {
      if (inner?.array) inner.key = Number(inner.key) + 1;
      this.#expectsName = inner?.array === false;
    }
  }

  /** How the string, or the holding of it, ends with this byte; undefined where it goes on. */
  #string(byte: number): "quote" | "length" | undefined {
    if (this.#inside !== "text") this.#held.push(byte);
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) return "quote";
    if (this.#inside === "text" || this.#held.length < MAX_HELD) return undefined;
    const isLink = this.#isLink();
    if (!isLink) this.#held = [];
    this.#inside = "text";
    this.#expectsName = false;
    return isLink ? "length" : undefined;
  }

  #named(): void {
    const inner = this.#open.at(-1);
    if (inner !== undefined) inner.key = this.#text() ?? "";
    this.#expectsName = false;
  }

  #release(): Uint8Array {
    const before = this.#inside === "link" ? this.#text() : undefined;
    const after = before === undefined ? undefined : this.#rewrite(before);
    const bytes =
      after === undefined || after === before
        ? Uint8Array.from(this.#held)
        : new TextEncoder().encode(JSON.stringify(after));
    this.#held = [];
    return bytes;
  }

  #text(): string | undefined {
    try {
      const text: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(this.#held)));
      return typeof text === "string" ? text : undefined;
    } catch {
      return undefined;
    }
  }
}

function isAt(open: readonly Frame[], place: readonly string[]): boolean {
  if (open.length !== place.length) return false;
  return place.every((token, level) => token === "*" || token === String(open[level]?.key));
}

// RFC 6901, 4: ~1 first, or ~01 would become a slash.
function unescapeToken(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}
