import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeaderField } from "../../lib/headers/fields.ts";
import { AnswerReader } from "./answer-reader.ts";
import { BrokenAnswer } from "./broken-answer.ts";

interface Read {
  readonly status?: number;
  readonly reason?: string;
  readonly fields?: readonly HeaderField[];
  readonly body: string;
  readonly isOver: boolean;
  readonly keptMs: number | undefined;
  readonly error?: string;
}

/** Reads pieces, and then the end of the connection where `closes` says so. */
function read(pieces: readonly string[], { closes = false, isHead = false, maxHeader = 1_000 } = {}): Read {
  let told: Pick<Read, "status" | "reason" | "fields"> = {};
  let body = "";
  const sink = {
    head(status: number, reason: string, fields: HeaderField[]): void {
      told = { status, reason, fields };
    },
    data(piece: Buffer): void {
      body += piece.toString("latin1");
    },
    end(): void {},
  };
  const reader = new AnswerReader(sink, maxHeader, isHead);
  try {
    for (const piece of pieces) reader.push(Buffer.from(piece, "latin1"));
    if (closes) reader.close();
  } catch (error) {
    if (!(error instanceof BrokenAnswer)) throw error;
    return { ...told, body, isOver: reader.isOver, keptMs: reader.keptMs, error: error.code };
  }
  return { ...told, body, isOver: reader.isOver, keptMs: reader.keptMs };
}

const ok = "HTTP/1.1 200 OK\r\n";

describe("an answer", () => {
  it("has a header and a body of the length that it says, names in lower case, values without white space around", () => {
    expect(read([`${ok}Content-Length: 4\r\nX-A:  b \t\r\nx-a:c\r\n\r\nnull`])).toEqual({
      ...{ status: 200, reason: "OK", body: "null", isOver: true, keptMs: undefined },
      fields: [
        ["content-length", "4"],
        ["x-a", "b"],
        ["x-a", "c"],
      ],
    });
  });

  it.each([
    { what: "204", bytes: "HTTP/1.1 204 No Content\r\n\r\n" },
    {
      what: "304, whose length is that of another answer",
      bytes: "HTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n",
    },
    { what: "no bytes", bytes: `${ok}Content-Length: 0\r\n\r\n` },
    { what: "chunks of nothing", bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n` },
  ])("is over at once: $what", ({ bytes }) => {
    expect(read([bytes])).toMatchObject({ body: "", isOver: true, keptMs: undefined });
  });

  it("has no body where HEAD was asked, whatever it says", () => {
    for (const field of ["Content-Length: 9", "Transfer-Encoding: chunked", "X-A: b"])
      expect(read([`${ok}${field}\r\n\r\n`], { isHead: true })).toMatchObject({ body: "", isOver: true });
  });

  it("goes on until the connection closes where it says no length", () => {
    expect(read([`${ok}\r\nab`, "c"])).toMatchObject({ body: "abc", isOver: false, keptMs: 0 });
    expect(read([`${ok}\r\nab`, "c"], { closes: true })).toMatchObject({ body: "abc", isOver: true });
  });

  it("comes behind interim ones, of which nothing is told", () => {
    const hints = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    expect(read([`${hints}${hints}${ok}Content-Length: 1\r\n\r\nx`])).toMatchObject({
      status: 200,
      body: "x",
    });
    expect(read([hints.repeat(1_001)]).error).toBe("ANSWER_INVALID");
  });

  it.each([
    { fields: "Connection: close", keptMs: 0 },
    { fields: "Connection: Keep-Alive, CLOSE", keptMs: 0 },
    { fields: "Keep-Alive: timeout=5, max=100", keptMs: 3_000 },
    { fields: "Keep-Alive: timeout=1", keptMs: 0 },
    { fields: "Keep-Alive: max=9", keptMs: undefined },
  ])("says how long its connection is kept: $fields", ({ fields, keptMs }) => {
    expect(read([`${ok}${fields}\r\nContent-Length: 0\r\n\r\n`]).keptMs).toBe(keptMs);
  });

  it("of HTTP/1.0 keeps its connection only where it says so", () => {
    const answer = (more: string): string => `HTTP/1.0 200 OK\r\n${more}Content-Length: 0\r\n\r\n`;
    expect(read([answer("")]).keptMs).toBe(0);
    expect(read([answer("Connection: keep-alive\r\n")]).keptMs).toBeUndefined();
  });

  it.each([
    { what: "a length", bytes: `${ok}Content-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\n\r\n` },
    {
      what: "chunks",
      bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n`,
    },
    { what: "nothing", bytes: "HTTP/1.1 204 x\r\n\r\nx" },
  ])("is not followed by another: behind $what the connection is of no more use", ({ bytes }) => {
    expect(read([bytes])).toMatchObject({ isOver: true, keptMs: 0 });
  });

  it.each([
    { what: "white space before the colon", bytes: `${ok}X-A : b\r\n\r\n` },
    { what: "a line that goes on in the next", bytes: `${ok}X-A: b\r\n c\r\n\r\n` },
    { what: "no name", bytes: `${ok}: b\r\n\r\n` },
    { what: "lines that end with LF alone", bytes: `${ok}X-A: b\nX-C: d\r\n\r\n` },
    { what: "two lengths, equal ones too", bytes: `${ok}Content-Length: 1\r\nContent-Length: 1\r\n\r\nx` },
    { what: "a list of lengths", bytes: `${ok}Content-Length: 1, 1\r\n\r\nx` },
    { what: "a length with a sign", bytes: `${ok}Content-Length: +1\r\n\r\nx` },
    { what: "a length in another base", bytes: `${ok}Content-Length: 0x1\r\n\r\nx` },
    { what: "an empty length", bytes: `${ok}Content-Length:\r\n\r\n` },
    { what: "a length beside chunks", bytes: `${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n` },
    {
      what: "a coding that nobody asked for",
      bytes: `${ok}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
    },
    { what: "a coding without chunks", bytes: `${ok}Transfer-Encoding: gzip\r\n\r\n` },
    { what: "chunks in chunks", bytes: `${ok}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n` },
    { what: "a chunk size with a sign", bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n+1\r\nx\r\n` },
    {
      what: "a chunk size in front of white space alone",
      bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n \r\n`,
    },
    {
      what: "a chunk whose line ends with LF alone",
      bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n1\nx\r\n`,
    },
    { what: "a chunk longer than its size", bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n` },
    { what: "a trailer that is no field", bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n0\r\nx y\r\n\r\n` },
    { what: "100 unasked", bytes: `HTTP/1.1 100 Continue\r\n\r\n${ok}\r\n` },
    { what: "101 unasked", bytes: "HTTP/1.1 101 x\r\nUpgrade: x\r\n\r\n" },
    { what: "another protocol's greeting, without waiting for its end", bytes: "220 mail.example ESMTP" },
  ])("is none with $what", ({ bytes }) => {
    expect(read([bytes]).error).toBe("ANSWER_INVALID");
  });

  it("has a header of bounded length, whether its end came or not", () => {
    const long = `${ok}X-A: ${"a".repeat(1_000)}`;
    expect(read([long]).error).toBe("ANSWER_HEADER_TOO_LONG");
    expect(read([`${long}\r\n\r\n`]).error).toBe("ANSWER_HEADER_TOO_LONG");
    const trailers = "X-A: b\r\n".repeat(200);
    expect(read([`${ok}Transfer-Encoding: chunked\r\n\r\n0\r\n${trailers}\r\n`]).error).toBe(
      "ANSWER_INVALID",
    );
    const sizes = `1;${"a".repeat(5_000)}`;
    expect(read([`${ok}Transfer-Encoding: chunked\r\n\r\n${sizes}`]).error).toBe("ANSWER_INVALID");
  });

  it.each([
    { what: "before it begins", bytes: "" },
    { what: "in its header", bytes: `${ok}X-A` },
    { what: "in its body", bytes: `${ok}Content-Length: 2\r\n\r\nx` },
    { what: "in a chunk", bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nx` },
    { what: "before the last chunk", bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n` },
    { what: "in its trailers", bytes: `${ok}Transfer-Encoding: chunked\r\n\r\n0\r\nX-A: b\r\n` },
  ])("that ends $what is not whole", ({ bytes }) => {
    expect(read([bytes], { closes: true }).error).toBe("ANSWER_INCOMPLETE");
  });
});

const seed = 20_261_122;
const chunkedBody = fc
  .array(fc.string({ minLength: 1, maxLength: 30, unit: "binary-ascii" }), { maxLength: 5 })
  .map((chunks) => ({
    body: chunks.join(""),
    wire: `${chunks.map((text) => `${text.length.toString(16)};x=y\r\n${text}\r\n`).join("")}0\r\nX-T: 1\r\n\r\n`,
  }));

describe("whatever the pieces are in which it comes, an answer", () => {
  const cuts = fc.array(fc.nat(400), { maxLength: 12 });
  const cut = (text: string, at: readonly number[]): string[] => {
    const places = [0, ...at.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
    return places.slice(1).map((place, index) => text.slice(places[index], place));
  };

  it("in chunks is the same", () => {
    fc.assert(
      fc.property(chunkedBody, cuts, ({ body, wire }, at) => {
        const hints = "HTTP/1.1 103 x\r\n\r\n";
        const pieces = cut(`${hints}${ok}Transfer-Encoding: chunked\r\nX-A: b\r\n\r\n${wire}`, at);
        expect(read(pieces)).toEqual({
          ...{ status: 200, reason: "OK", body, isOver: true, keptMs: undefined },
          fields: [
            ["transfer-encoding", "chunked"],
            ["x-a", "b"],
          ],
        });
      }),
      { seed, numRuns: 500 },
    );
  });

  it("of a length is the same, and what follows it is not", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40, unit: "binary-ascii" }), fc.nat(3), cuts, (body, more, at) => {
        const text = `${ok}Content-Length: ${body.length}\r\n\r\n${body}${"x".repeat(more)}`;
        expect(read(cut(text, at))).toMatchObject({ body, isOver: true, keptMs: more === 0 ? undefined : 0 });
      }),
      { seed, numRuns: 500 },
    );
  });
});
