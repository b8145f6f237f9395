import { describe, expect, it } from "vitest";
import { flow } from "./flow.ts";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

describe("flow", () => {
  it("puts the head back before the rest and tells that it is complete", async () => {
    const ends: unknown[] = [];
    const stream = flow(bytes("ab"), ReadableStream.from([bytes("cd"), bytes("e")]), {
      onEnd: (end) => ends.push(end),
    });
    expect(await new Response(stream).text()).toBe("abcde");
    expect(ends).toEqual(["complete"]);
  });

  it("reads nothing ahead of its reader", async () => {
    let pulled = 0;
    const source = new ReadableStream<Uint8Array>(
      { pull: (controller) => controller.enqueue(bytes(String(pulled++))) },
      { highWaterMark: 0 },
    );
    const reader = flow(bytes("x"), source).getReader();
    await reader.read();
    expect(pulled).toBe(0);
    await reader.read();
    expect(pulled).toBe(1);
  });

  it("breaks on both sides where a hook throws", async () => {
    let cancelled: unknown;
    const source = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(bytes("0123456789")),
      cancel: (reason) => {
        cancelled = reason;
      },
    });
    const tooMuch = new RangeError("too much");
    const stream = flow(bytes(""), source, {
      onBytes: (total) => {
        if (total > 25) throw tooMuch;
      },
    });
    await expect(new Response(stream).text()).rejects.toBe(tooMuch);
    expect(cancelled).toBe(tooMuch);
  });

  it("cancels its source when the reader goes away", async () => {
    const ends: unknown[] = [];
    let cancelled = false;
    const source = new ReadableStream<Uint8Array>({
      cancel: () => {
        cancelled = true;
      },
    });
    await flow(bytes(""), source, { onEnd: (end) => ends.push(end) }).cancel("gone");
    expect({ cancelled, ends }).toEqual({ cancelled: true, ends: ["cancelled"] });
  });
});
