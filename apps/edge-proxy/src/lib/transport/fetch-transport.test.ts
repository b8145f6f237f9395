import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerText, type RawUpstream, rawUpstream } from "../../../test/support/raw-upstream.ts";
import { Stop } from "../stop/stop.ts";
import { fetchTransport } from "./fetch-transport.ts";
import type { TransportRequest } from "./transport.ts";

let upstream: RawUpstream;
beforeAll(async () => {
  upstream = await rawUpstream();
});
afterAll(() => upstream?.close());

const request = (over: Partial<TransportRequest> = {}): TransportRequest => ({
  method: "GET",
  origin: upstream.url,
  path: "/",
  headers: [],
  body: null,
  length: undefined,
  headersTimeout: 300,
  idleTimeout: 300,
  stop: new Stop(),
  ...over,
});

describe("fetchTransport", () => {
  it("gives redirects and repeated fields as they came", async () => {
    upstream.behave((socket) =>
      socket.end(answerText("x", ["Location: /a", "Set-Cookie: a=1", "Set-Cookie: b=2, c"], "302 Found")),
    );
    const answer = await fetchTransport()(request());
    expect(answer.status).toBe(302);
    expect(answer.headers).toContainEqual(["location", "/a"]);
    expect(answer.headers.filter(([name]) => name === "set-cookie")).toEqual([
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2, c"],
    ]);
  });

  it.each([
    { what: "no header", kind: "timeout", bytes: "" },
    {
      what: "half a body and silence",
      kind: "timeout",
      bytes: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx",
    },
  ])("ends with $kind after $what", async ({ kind, bytes }) => {
    upstream.behave((socket) => socket.write(bytes));
    await expect(fetchTransport()(request()).then((answer) => answer.body?.take(99))).rejects.toMatchObject({
      kind,
    });
  });

  it("gives the reason of its caller's abort as its own", async () => {
    upstream.behave(() => {});
    const stop = new Stop();
    setTimeout(() => stop.abort(new Error("gone")), 20);
    await expect(fetchTransport()(request({ stop }))).rejects.toMatchObject({
      kind: "aborted",
    });
  });
});
