import { gzipSync } from "node:zlib";
import { answerText } from "../support/raw-upstream.ts";
import { goodAnswer } from "../support/sample-requests.ts";

/** What a caller gets: a problem of the proxy, an answer that was passed on, or one that visibly broke off. */
export type Outcome =
  | { readonly status: number; readonly code: string }
  | { readonly status: number; readonly text: string }
  | "cut";

/** Bytes that an upstream sends for an answer, and what comes of them. */
export interface Misbehaviour {
  readonly what: string;
  readonly bytes: string | Buffer;
  readonly outcome: Outcome;
  /** On Workers, where `fetch` reads the answer, and is not told of everything. */
  readonly workerd?: Outcome;
}

const fields = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const invalid = { status: 502, code: "upstream-invalid" } as const;
/** Below `fetch` a refused connection and a broken answer look the same on Workers. */
const unreachable = { status: 502, code: "upstream-unreachable" } as const;
const broken = { outcome: invalid, workerd: unreachable } as const;
const passes = (text: string, status = 200) => ({ outcome: { status, text } }) as const;
const chunked = (body: string): string => `${fields}Transfer-Encoding: chunked\r\n\r\n${body}`;
const halfOfGzip = gzipSync(goodAnswer).subarray(0, 60);
const big = "x".repeat(400_000);

/** Answers that are not HTTP, or not the one that they say they are. */
export const misbehaviours: readonly Misbehaviour[] = [
  // What stands where the status line is due (RFC 9112, 4).
  { what: "does not speak HTTP", bytes: "SSH-2.0-OpenSSH_9.2\r\n", ...broken },
  { what: "closes without a word", bytes: "", ...broken },
  { what: "speaks an older protocol's HTTP", bytes: "ICY 200 OK\r\n\r\nnull", ...broken },
  {
    what: "has a status that is no number",
    bytes: "HTTP/1.1 abc OK\r\nContent-Length: 4\r\n\r\nnull",
    ...broken,
  },
  { what: "has a status of four digits", bytes: answerText("null", [], "2000 OK"), ...broken },
  { what: "has a status of two digits", bytes: answerText("null", [], "99 Low"), ...broken },
  { what: "has status 999", bytes: answerText("null", [], "999 Odd"), outcome: invalid },
  { what: "speaks HTTP/9.9", bytes: "HTTP/9.9 200 OK\r\nContent-Length: 4\r\n\r\nnull", ...broken },
  {
    what: "speaks HTTP/1.0 and closes at the end",
    bytes: "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\nnull",
    ...passes("null"),
  },
  {
    what: "has no reason after its status",
    bytes: `HTTP/1.1 200\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull`,
    ...passes("null"),
  },
  // Fields (RFC 9112, 5).
  { what: "ends inside the header", bytes: "HTTP/1.1 200 OK\r\nContent-Ty", ...broken },
  {
    what: "has a field without a colon",
    bytes: `${fields}Nonsense\r\nContent-Length: 4\r\n\r\nnull`,
    ...broken,
  },
  { what: "has a NUL in a field", bytes: `${fields}X-A: a\0b\r\nContent-Length: 4\r\n\r\nnull`, ...broken },
  {
    what: "has a space in a field's name",
    bytes: `${fields}X A: 1\r\nContent-Length: 4\r\n\r\nnull`,
    ...broken,
  },
  {
    what: "has a bare CR in a field",
    bytes: `${fields}X-A: a\rb\r\nContent-Length: 4\r\n\r\nnull`,
    ...broken,
  },
  {
    what: "has a header of 300 KB",
    bytes: answerText("null", [`X-A: ${"a".repeat(300_000)}`]),
    outcome: invalid,
  },
  {
    what: "has 20,000 fields",
    bytes: answerText(
      "null",
      Array.from({ length: 20_000 }, (_, n) => `X-${n}: 1`),
    ),
    ...broken,
  },
  {
    what: "says two media types",
    bytes: answerText("null", ["Content-Type: application/json", "Content-Type: text/html"]),
    outcome: invalid,
  },
  // Lengths (RFC 9112, 6).
  {
    what: "declares two lengths that differ",
    bytes: `${fields}Content-Length: 4\r\nContent-Length: 5\r\n\r\nnull`,
    ...broken,
  },
  { what: "declares a length below nothing", bytes: `${fields}Content-Length: -4\r\n\r\nnull`, ...broken },
  {
    what: "declares a length that is no number",
    bytes: `${fields}Content-Length: 4x\r\n\r\nnull`,
    ...broken,
  },
  {
    what: "declares a length beyond counting",
    bytes: `${fields}Content-Length: 99999999999999999999999\r\n\r\nnull`,
    ...broken,
  },
  {
    what: "declares a length beside chunks",
    bytes: `${fields}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnull\r\n0\r\n\r\n`,
    outcome: invalid,
    workerd: { status: 200, text: "null" },
  },
  {
    what: "sends fewer bytes than it declared",
    bytes: `${fields}Content-Length: 100\r\n\r\n{}`,
    outcome: invalid,
  },
  {
    what: "sends more bytes than it declared",
    bytes: `${fields}Content-Length: 4\r\n\r\nnullHTTP/1.1 200 OK\r\n\r\n`,
    ...passes("null"),
  },
  { what: "begins a body that flows, and ends inside it", bytes: chunked(`7d000\r\n${big}`), outcome: "cut" },
  {
    what: "declares a large body and sends half",
    bytes: `${fields}Content-Length: 800000\r\n\r\n${big}`,
    outcome: "cut",
  },
  // Chunks (RFC 9112, 7.1).
  { what: "ends inside a chunk", bytes: chunked("ff\r\n{}"), outcome: invalid },
  { what: "ends before the last chunk", bytes: chunked("4\r\nnull\r\n"), outcome: invalid },
  {
    what: "has a chunk whose size is no number",
    bytes: chunked("zz\r\nnull\r\n0\r\n\r\n"),
    outcome: invalid,
  },
  {
    what: "has a chunk whose size is beyond counting",
    bytes: chunked("ffffffffffffffffff\r\nnull\r\n0\r\n\r\n"),
    outcome: invalid,
  },
  {
    what: "has a chunk of a size below nothing",
    bytes: chunked("-4\r\nnull\r\n0\r\n\r\n"),
    outcome: invalid,
  },
  { what: "has a chunk longer than its size", bytes: chunked("2\r\nnull\r\n0\r\n\r\n"), outcome: invalid },
  {
    what: "has chunks with extensions",
    bytes: chunked('4;a=b;c="d"\r\nnull\r\n0\r\n\r\n'),
    ...passes("null"),
  },
  {
    what: "sends trailers after the answer",
    bytes: chunked("4\r\nnull\r\n0\r\nX-Sum: 1\r\n\r\n"),
    ...passes("null"),
  },
  { what: "breaks off in its trailers", bytes: chunked("4\r\nnull\r\n0\r\nX-Sum"), outcome: invalid },
  // Nobody asked for one (RFC 9112, 7.4), and its bytes are not the answer's. workerd reads on until the end (6.3).
  {
    what: "names a transfer coding that nobody knows",
    bytes: `${fields}Transfer-Encoding: x-odd\r\n\r\nnull`,
    outcome: invalid,
    workerd: { status: 200, text: "null" },
  },
  // Interim answers (RFC 9110, 15.2).
  {
    what: "sends early hints first",
    bytes: `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${answerText(goodAnswer)}`,
    ...passes(goodAnswer),
  },
  {
    what: "sends 100 Continue unasked",
    bytes: `HTTP/1.1 100 Continue\r\n\r\n${answerText(goodAnswer)}`,
    outcome: invalid,
    workerd: { status: 200, text: goodAnswer },
  },
  {
    what: "sends early hints and nothing more",
    bytes: "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
    ...broken,
  },
  {
    what: "switches protocols unasked",
    bytes: "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    outcome: invalid,
  },
  // Bodies where there are none (RFC 9112, 6.3).
  {
    what: "sends a body with 204",
    bytes: "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nnull",
    ...passes("", 204),
  },
  {
    what: "sends a body with 304",
    bytes: "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nnull",
    ...passes("", 304),
  },
  // Codings (RFC 9110, 8.4). What is not unpacked here is for the caller to find out.
  {
    what: "says gzip of what is none",
    bytes: answerText("null", ["Content-Type: application/json", "Content-Encoding: gzip"]),
    ...passes("null"),
    workerd: invalid,
  },
  {
    what: "sends half of a gzip",
    bytes: Buffer.concat([
      Buffer.from(`${fields}Content-Encoding: gzip\r\nConnection: close\r\n\r\n`),
      halfOfGzip,
    ]),
    ...passes(halfOfGzip.toString()),
    workerd: invalid,
  },
];
