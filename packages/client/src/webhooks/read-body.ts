import type { Bytes } from "../identity/base64.ts";

/** A notification as a framework hands it over. */
export interface RawWebhook {
  /** As in Node's `IncomingMessage`, or a `Headers`. Names in any case. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The octets as they came, or their text if nothing but UTF-8 was decoded. */
  readonly body: Uint8Array | string;
}

/** What a notification is read from: a web standard request, or body and header of a server that has none. */
export type WebhookSource = Request | RawWebhook;

/** Reads a body, up to a limit. */
export async function readBody(
  source: WebhookSource,
  maxBytes: number,
): Promise<Bytes | "too-large" | "unreadable"> {
  const { body } = source;
  if (typeof body === "string" || body instanceof Uint8Array) {
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
    return bytes.length > maxBytes ? "too-large" : bytes;
  }
  if ("bodyUsed" in source && source.bodyUsed) return "unreadable";
  try {
    return await readStream(body, maxBytes);
  } catch {
    return "unreadable";
  }
}

async function readStream(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Bytes | "too-large"> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length;
    if (length > maxBytes) {
      await reader?.cancel().catch(() => {});
      return "too-large";
    }
    chunks.push(read.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
