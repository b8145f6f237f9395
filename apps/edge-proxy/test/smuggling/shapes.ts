import { goodRequest, summaryPath } from "../support/sample-requests.ts";

/** Bytes on which two servers could disagree where a request ends. */
export interface Shape {
  readonly what: string;
  readonly bytes: string;
  /**
   * `refused`: 400 and the connection closed. `answered`: 400, and where it ends is beyond doubt. `framed`: passed on,
   * understood in one way alone.
   */
  readonly is: "refused" | "answered" | "framed";
}

const { body } = goodRequest;
const line = `POST ${summaryPath} HTTP/1.1\r\n`;
const start = `${line}Host: a\r\nContent-Type: application/json\r\n`;
const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const sized = `Content-Length: ${body.length}\r\n\r\n${body}`;
/** A body in chunks under a field that is not quite `Transfer-Encoding: chunked`. */
const coded = (field: string): string => `${start}${field}\r\n\r\n${chunks}`;
const lengthy = (field: string): string => `${start}${field}\r\n\r\n${body}`;
const chunked = (text: string): string => `${start}Transfer-Encoding: chunked\r\n\r\n${text}`;

const refused: readonly (readonly [what: string, bytes: string])[] = [
  // Two framings (RFC 9112, 6.1 and 6.3).
  [
    "a length and chunks",
    `${start}Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`,
  ],
  ["chunks and a length", `${start}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n${chunks}`],
  ["two lengths that differ", `${start}Content-Length: 5\r\nContent-Length: ${body.length}\r\n\r\n${body}`],
  ["two lengths in one field", lengthy(`Content-Length: 5, ${body.length}`)],
  // Lengths that are none (RFC 9110, 8.6).
  ["a length with a plus", lengthy(`Content-Length: +${body.length}`)],
  ["a length below nothing", lengthy("Content-Length: -1")],
  ["a length in hexadecimal", lengthy("Content-Length: 0x1a")],
  ["a length with a letter", lengthy(`Content-Length: ${body.length}x`)],
  ["a length of two numbers", lengthy("Content-Length: 1 5")],
  ["a length beyond counting", lengthy("Content-Length: 18446744073709551621")],
  // Codings that look like chunked to some (RFC 9112, 6.1).
  ["a coding with a letter before it", coded("Transfer-Encoding: xchunked")],
  ["a coding with a control character before it", coded("Transfer-Encoding: \x0bchunked")],
  ["a coding after chunked", coded("Transfer-Encoding: chunked, identity")],
  ["a coding that is unknown", coded("Transfer-Encoding: odd")],
  ["a coding in quotes", coded('Transfer-Encoding: "chunked"')],
  // Field lines (RFC 9112, 5).
  ["a space before the colon", coded("Transfer-Encoding : chunked")],
  ["a tab before the colon", coded("Transfer-Encoding\t: chunked")],
  ["a folded field", coded("Transfer-Encoding:\r\n chunked")],
  ["a folded field before the first", `${line} Host: a\r\n\r\n`],
  ["a field without a colon", coded("Transfer-Encoding")],
  ["a field without a name", coded(": chunked")],
  ["a NUL in a field", lengthy(`X-A: a\0b\r\nContent-Length: ${body.length}`)],
  ["a bare CR in a field", lengthy(`X-A: a\rContent-Length: 0\r\nContent-Length: ${body.length}`)],
  // Request lines (RFC 9112, 3).
  ["a version that is none", `POST ${summaryPath} HTTP/1.1x\r\nHost: a\r\n${sized}`],
  ["HTTP/0.9", `GET ${summaryPath}\r\n\r\n`],
  ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  // Chunks (RFC 9112, 7.1).
  ["a chunk's size with a sign", chunked(`+${chunks}`)],
  ["a chunk's size below nothing", chunked(`-${chunks}`)],
  ["a chunk's size in C", chunked(`0x${chunks}`)],
  ["a chunk's size that is none", chunked(`zz\r\n${body}\r\n0\r\n\r\n`)],
  ["a chunk's size beyond counting", chunked(`1000000000000001a\r\n${body}\r\n0\r\n\r\n`)],
  ["a chunk longer than its size", chunked(`5\r\n${body}\r\n0\r\n\r\n`)],
  ["a line feed alone in an extension", chunked(`${body.length.toString(16)};a\nb\r\n${body}\r\n0\r\n\r\n`)],
  ["a line feed alone after a chunk", chunked(`${body.length.toString(16)}\r\n${body}\n0\r\n\r\n`)],
  ["trailers that name a framing", chunked(`${chunks.slice(0, -2)}Content-Length: 5\r\nHost: b\r\n\r\n`)],
];

const answered: readonly (readonly [what: string, bytes: string])[] = [
  // Hosts (RFC 9112, 3.2).
  ["two hosts", `${line}Host: a\r\nHost: b\r\nContent-Type: application/json\r\n${sized}`],
  ["no host", `${line}Content-Type: application/json\r\n${sized}`],
  ["a host with a path", `${line}Host: a/b\r\nContent-Type: application/json\r\n${sized}`],
  ["a host with a user", `${line}Host: a@b\r\nContent-Type: application/json\r\n${sized}`],
  // Targets (RFC 9112, 3.2.1).
  ["a target with a host", `POST http://evil.example${summaryPath} HTTP/1.1\r\nHost: a\r\n${sized}`],
  ["a target with two slashes", `POST //evil.example${summaryPath} HTTP/1.1\r\nHost: a\r\n${sized}`],
];

const framed: readonly (readonly [what: string, bytes: string])[] = [
  ["chunks with extensions", chunked(`${body.length.toString(16)};a=b;c="d"\r\n${body}\r\n0;e\r\n\r\n`)],
  ["a coding in capitals", coded("TRANSFER-ENCODING: CHUNKED")],
  ["a length that Connection names", `${start}Connection: content-length\r\n${sized}`],
  ["a protocol that is asked for early", `${start}Connection: Upgrade\r\nUpgrade: websocket\r\n${sized}`],
  [
    "HTTP/2 that is asked for early",
    `${start}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n${sized}`,
  ],
  ["empty lines before it", `\r\n\r\n${start}${sized}`],
];

/** Shapes of request smuggling, from the advisories of many servers. */
export const shapes: readonly Shape[] = [
  ...refused.map(([what, bytes]): Shape => ({ what, bytes, is: "refused" })),
  ...answered.map(([what, bytes]): Shape => ({ what, bytes, is: "answered" })),
  ...framed.map(([what, bytes]): Shape => ({ what, bytes, is: "framed" })),
];
