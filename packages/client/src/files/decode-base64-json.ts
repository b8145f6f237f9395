import { type FailedCall, SoDecodingError } from "../errors/so-error.ts";
import { fromBase64 } from "../identity/base64.ts";

/**
 * Decodes a JSON text that is one string of base64, chunk by chunk. Escapes inside of it are taken, since .NET writes `+` as
 * `\u002B`. No more is kept than one group of four characters and an escape that is cut in two.
 *
 * @throws {SoDecodingError} for what is no base64, for a string without its end, and for what follows it.
 */
export async function* decodeBase64Json(
  chunks: AsyncIterable<Uint8Array>,
  status: number,
  call: FailedCall,
): AsyncGenerator<Uint8Array> {
  const refuse = (detail: string) => new SoDecodingError("encoding", status, detail, { call });
  const decoder = new TextDecoder();
  /** What is not decoded yet: before the string, in it, or behind it. */
  let text = "";
  let place: "before" | "inside" | "behind" = "before";
  let isPadded = false;
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (place === "before") {
      text = text.trimStart();
      if (text.startsWith('"')) {
        place = "inside";
        text = text.slice(1);
      }
    }
    if (place === "inside") {
      const end = text.indexOf('"');
      const ready = end < 0 ? withoutCut(text) : text.slice(0, end);
      const characters = unescaped(ready);
      const whole = characters.length - (characters.length % 4);
      const group = characters.slice(0, whole);
      const bytes = isPadded && group ? undefined : fromBase64(group);
      if (!bytes || (end >= 0 && whole < characters.length)) throw refuse("it is no base64");
      isPadded ||= group.endsWith("=");
      if (end >= 0) place = "behind";
      text = end < 0 ? characters.slice(whole) + text.slice(ready.length) : text.slice(end + 1);
      if (bytes.length > 0) yield bytes;
    }
    if (place === "behind" && text.trim() !== "") throw refuse("something follows the text");
  }
  if (place !== "behind") throw refuse("its text has no end");
}

/** Leaves an escape that may go on in the next chunk. */
function withoutCut(text: string): string {
  return text.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, "");
}

/** Escapes of characters that base64 has; others stay, and are no base64. */
function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text
    .replace(/\\u00([2-7][0-9a-fA-F])/g, (_escape, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replaceAll("\\/", "/");
}
