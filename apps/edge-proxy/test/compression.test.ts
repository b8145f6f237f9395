import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes, startNode } from "./support/programs.ts";
import { contactPath, goodAnswer, goodRequest, sampleOf } from "./support/sample-requests.ts";
import { startSmall } from "./support/small-heap.ts";

const json = { "content-type": "application/json" };

describe("compressed bodies on node", () => {
  let upstream: HttpUpstream;
  let program: Program;

  beforeAll(async () => {
    upstream = await httpUpstream();
    program = await startSmall(startNode, { UPSTREAM: upstream.url });
  });
  afterAll(async () => {
    await program?.stop();
    await upstream?.close();
  });

  it.each([
    { coding: "gzip", packed: gzipSync(goodAnswer, { level: 1 }) },
    { coding: "br", packed: brotliCompressSync(goodAnswer) },
  ])("reach the caller byte for byte and are checked on a copy: $coding", async ({ coding, packed }) => {
    upstream.answer((response) =>
      response.writeHead(200, { ...json, "content-encoding": coding }).end(packed),
    );
    const answer = await ask(program.address, goodRequest);
    expect(answer.headers["content-encoding"]).toBe(coding);
    expect(answer.body.equals(packed)).toBe(true);
    expect(answer.headers["so-proxy-validation"]).toBe("request=ok, answer=ok");
  });

  it("are found to break the contract through their compression", async () => {
    const packed = gzipSync('{"Contact":7}');
    upstream.answer((response) =>
      response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(packed),
    );
    const { headers } = await ask(program.address, goodRequest);
    expect(headers["so-proxy-validation"]).toMatch(/^request=ok, answer=invalid;violations=\d+$/);
  });

  it("that unpack to more than the limit are passed on unchecked", async () => {
    const bomb = gzipSync(Buffer.alloc(30 * 1024 * 1024, " "));
    expect(bomb.length).toBeLessThan(64 * 1024);
    upstream.answer((response) => response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(bomb));
    const before = program.peakMemory() ?? 0;
    const answer = await ask(program.address, goodRequest);
    expect(answer.body.equals(bomb)).toBe(true);
    expect(answer.headers["so-proxy-validation"]).toBe("request=ok, answer=unchecked;reason=encoding");
    expect((program.peakMemory() ?? 0) - before).toBeLessThan(20 * 1024 * 1024);
  });

  it("in a coding that nobody knows are passed on unchecked", async () => {
    upstream.answer((response) =>
      response.writeHead(200, { ...json, "content-encoding": "x-own" }).end("abc"),
    );
    const answer = await ask(program.address, goodRequest);
    expect(answer.text).toBe("abc");
    expect(answer.headers["so-proxy-validation"]).toBe("request=ok, answer=unchecked;reason=encoding");
  });

  it("lose their compression where a link in them is rewritten", async () => {
    const { request, response: sample } = sampleOf("v1ContactEntity_PostContactEntity");
    const body = sample.body.replaceAll("https://www.example.com", upstream.url);
    expect(body).not.toBe(sample.body);
    upstream.answer((response) =>
      response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync(body)),
    );
    const answer = await ask(program.address, {
      method: "POST",
      path: contactPath,
      headers: { ...json },
      body: request.body,
    });
    expect(answer.headers).not.toHaveProperty("content-encoding");
    expect(answer.json._Links.Self).toMatch(new RegExp(`^${program.address}/`));
  });

  it("of a caller are checked and go on as they are", async () => {
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    const headers = { ...json, "content-encoding": "gzip" };
    const packed = gzipSync(goodRequest.body);
    const answer = await ask(program.address, { ...goodRequest, headers, body: packed });
    expect(answer.headers["so-proxy-validation"]).toBe("request=ok, answer=ok");
    const seen = upstream.seen.at(-1);
    expect(gunzipSync(seen?.body ?? "").toString()).toBe(goodRequest.body);
    expect(seen?.headers["content-encoding"]).toBe("gzip");
    const wrong = await ask(program.address, { ...goodRequest, headers, body: gzipSync("[]") });
    expect(wrong.json.code).toBe("body-invalid");
  });
});

describe.each(runtimes)("a compressed answer on $runtime", ({ start }) => {
  it("never says that it is compressed when it is not", async () => {
    const upstream = await httpUpstream();
    const program = await start({ UPSTREAM: upstream.url });
    try {
      const packed = gzipSync(goodAnswer);
      upstream.answer((response) =>
        response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(packed),
      );
      const answer = await ask(program.address, {
        ...goodRequest,
        headers: { ...json, "accept-encoding": "gzip" },
      });
      const body = answer.headers["content-encoding"] === "gzip" ? gunzipSync(answer.body) : answer.body;
      expect(body.toString()).toBe(goodAnswer);
      expect(answer.headers["so-proxy-validation"]).toBe("request=ok, answer=ok");
    } finally {
      await program.stop();
      await upstream.close();
    }
  });
});
