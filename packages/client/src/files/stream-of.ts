import { parseErrorBody } from "@so-webapi/platform/errors";
import { type FailedCall, SoError, SoNetworkError, SoStatusError } from "../errors/so-error.ts";
import type { Answer, Result } from "../result/result.ts";
import { isJson } from "../transport/is-json.ts";
import { decodeBase64Json } from "./decode-base64-json.ts";

/** A file as it comes. */
export interface FileStream {
  /**
   * Its bytes, read from the connection as they are asked for. Cancel it where you do not read to the end. It fails with an
   * `SoNetworkError` when the connection breaks, and with an `SoDecodingError` where base64 is none.
   */
  readonly stream: ReadableStream<Uint8Array>;
  /** `Content-Type`; empty for a file that came as base64 in JSON, which does not tell. */
  readonly type: string;
}

/**
 * Gives a file without holding it in memory; `null` where there is none. Files that agents send as base64 in JSON are decoded
 * on the way. Make the call in the argument. The call's time-out ends with the answer's head, its signal counts to the end.
 *
 * @throws {SoError} as a client that throws does, in both modes.
 *
 * @example
 * import { streamOf } from "@so-webapi/client/files";
 *
 * const image = await streamOf(so.contact.getImage(7));
 * if (image) for await (const bytes of image.stream) console.log(image.type, bytes.length);
 */
export async function streamOf(
  answer: Answer<Result<Blob | null>> | Answer<Blob | null>,
): Promise<FileStream | null> {
  const { call } = answer;
  const response = await answer.asResponse();
  const { body, status, headers } = response;
  if (!response.ok) throw new SoStatusError(status, parseErrorBody(await errorOf(response, call)), { call });
  if (!body || status === 204 || status === 205) return null;
  const type = headers.get("Content-Type") ?? "";
  const reader = body.getReader();
  if (!isJson(type)) return { stream: toStream(chunks(reader, [], call), reader), type };

  // What begins with a quote is base64 (platform, "Answers"), with an n it is null; any other JSON is the file itself.
  const { seen, first } = await peek(reader, call);
  if (first === "n") {
    // Frees the connection; whether that works makes no difference.
    await reader.cancel().catch(() => {});
    return null;
  }
  const read = chunks(reader, seen, call);
  if (first !== '"') return { stream: toStream(read, reader), type };
  return { stream: toStream(decodeBase64Json(read, status, call), reader), type: "" };
}

/** The error's body: JSON where it is, else its text. */
async function errorOf(response: Response, call: FailedCall): Promise<unknown> {
  let text = "";
  try {
    text = await response.text();
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return text;
    throw broken(cause, call);
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Reads up to the first character that is not white space. */
async function peek(reader: Reader, call: FailedCall): Promise<{ seen: Uint8Array[]; first: string }> {
  const seen: Uint8Array[] = [];
  for (;;) {
    const chunk = await next(reader, call);
    if (chunk === undefined) return { seen, first: "" };
    seen.push(chunk);
    const byte = chunk.find((code) => code > 0x20);
    if (byte !== undefined) return { seen, first: String.fromCharCode(byte) };
  }
}

async function* chunks(reader: Reader, seen: readonly Uint8Array[], call: FailedCall) {
  yield* seen;
  for (let chunk = await next(reader, call); chunk; chunk = await next(reader, call)) yield chunk;
}

async function next(reader: Reader, call: FailedCall): Promise<Uint8Array | undefined> {
  try {
    const { value } = await reader.read();
    return value;
  } catch (cause) {
    throw broken(cause, call);
  }
}

/** An end that the caller set says so itself. */
function broken(cause: unknown, call: FailedCall): SoError {
  return cause instanceof SoError ? cause : new SoNetworkError({ call, cause });
}

/** One chunk for each that is asked for, none ahead. */
function toStream(source: AsyncGenerator<Uint8Array>, reader: Reader): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
