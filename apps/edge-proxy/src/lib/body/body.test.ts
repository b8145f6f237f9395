import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readableBody } from "../../node/readable-body.ts";
import { type Body, bytesBody, streamBody } from "./body.ts";
import { flow } from "./flow.ts";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const options = {
  toError: (cause: unknown) => new Error("mapped", { cause }),
  abandon: (r: Readable) => r.destroy(),
};

const sources: readonly { source: string; make: (...chunks: string[]) => Body }[] = [
  { source: "a web stream", make: (...chunks) => streamBody(ReadableStream.from(chunks.map(bytes))) },
  {
    source: "a Node stream",
    make: (...chunks) =>
      readableBody(
        Readable.from(
          chunks.map((c) => Buffer.from(c)),
          { objectMode: false },
        ),
        options,
      ),
  },
];

describe.each(sources)("a body from $source", ({ make }) => {
  it("is whole where it fits", async () => {
    const { bytes: head, rest } = await make("ab", "cd").take(4);
    expect({ head: new TextDecoder().decode(head), rest }).toEqual({ head: "abcd", rest: null });
  });

  it("stops soon after the limit and gives the rest as a stream, nothing lost", async () => {
    const { bytes: head, rest } = await make("ab", "cd", "ef", "gh").take(3);
    expect(head.byteLength).toBeGreaterThan(3);
    if (rest === null) throw new Error("nothing left");
    expect(await new Response(flow(head, rest)).text()).toBe("abcdefgh");
  });

  it("may be empty", async () => {
    const { bytes: head, rest } = await make().take(3);
    expect({ size: head.byteLength, rest }).toEqual({ size: 0, rest: null });
  });
});

describe("readableBody", () => {
  it("gives failures their kind, before and within the rest", async () => {
    const broken = new Readable({ read() {} });
    const taken = readableBody(broken, options).take(10);
    broken.destroy(new Error("reset"));
    await expect(taken).rejects.toThrow("mapped");

    const later = new Readable({ read() {} });
    later.push("abcdef");
    const { rest } = await readableBody(later, options).take(3);
    const text = new Response(rest).text();
    later.destroy();
    await expect(text).rejects.toThrow("mapped");
  });
});

describe("bytesBody", () => {
  it("is always whole", async () => {
    expect(await bytesBody(bytes("abc")).take(1)).toEqual({ bytes: bytes("abc"), rest: null });
  });
});
