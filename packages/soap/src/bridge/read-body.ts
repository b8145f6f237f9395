import type { Result } from "@so-webapi/platform";

/** Why a body could not be read as text. */
export type BodyErrorCode = "message-too-large" | "message-charset";

/**
 * Reads a body as text, no more than `maxBytes` of it. The character set is that of the media type, else of a byte order mark,
 * else of the XML declaration, else UTF-8 (RFC 7303, 3).
 */
export async function readBody(
  message: Request | Response,
  maxBytes: number,
): Promise<Result<string, BodyErrorCode>> {
  const declared = message.headers.get("content-length");
  if (declared !== null && Number(declared) > maxBytes) {
    await message.body?.cancel();
    return tooLarge;
  }
  const bytes = await readBytes(message, maxBytes);
  if (bytes === undefined) return tooLarge;
  try {
    const charset = charsetOf(message.headers.get("content-type"), bytes);
    return { ok: true, value: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch {
    const what = "The message is not in the character set that it names.";
    return { ok: false, code: "message-charset", message: what };
  }
}

const tooLarge = {
  ok: false,
  code: "message-too-large",
  message: "The message is larger than this service takes.",
} as const;

async function readBytes({ body }: Request | Response, maxBytes: number): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0];
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

function charsetOf(contentType: string | null, bytes: Uint8Array): string {
  const stated = /;\s*charset\s*=\s*"?([\w.:-]+)"?/i.exec(contentType ?? "")?.[1];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (stated !== undefined) return stated;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 100));
  return /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*\sencoding=["']([\w.:-]+)["']/.exec(head)?.[1] ?? "utf-8";
}
