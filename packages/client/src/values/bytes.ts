import { fromBase64, toBase64 } from "../identity/base64.ts";
import { SoValueError } from "./value-error.ts";

/**
 * Gives the bytes of a member that travels as base64; `null` for none.
 *
 * @throws {SoValueError} `base64-form` for what is no base64 with its padding (RFC 4648, 4).
 *
 * @example
 * import { bytesOf } from "@so-webapi/client/values";
 *
 * bytesOf("R0lGOA=="); // Uint8Array [71, 73, 70, 56]
 */
export function bytesOf(text: string): Uint8Array<ArrayBuffer>;
export function bytesOf(text: string | null | undefined): Uint8Array<ArrayBuffer> | null;
export function bytesOf(text: string | null | undefined): Uint8Array<ArrayBuffer> | null {
  if (text === null || text === undefined) return null;
  const bytes = fromBase64(text);
  if (bytes) return bytes;
  throw new SoValueError("base64-form", "The text is no base64.");
}

/**
 * Writes bytes as base64, for a member that travels so. A file is better sent as it is, where an operation takes one.
 *
 * @example
 * import { base64Of } from "@so-webapi/client/values";
 *
 * await so.agents.pocket.getMyCallerIDs({ LastHash: base64Of(new Uint8Array([71, 73, 70, 56])) });
 */
export function base64Of(bytes: Uint8Array): string {
  return toBase64(bytes);
}
