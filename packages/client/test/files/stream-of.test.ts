import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { streamOf } from "../../src/files/index.ts";
import { documentAgent } from "../../src/generated/agents/document.ts";
import { attachment } from "../../src/generated/entities/attachment.ts";
import { contact } from "../../src/generated/entities/contact.ts";
import {
  createClient,
  SoAbortError,
  SoDecodingError,
  SoNetworkError,
  SoStatusError,
} from "../../src/index.ts";

/** A server that is told how to answer, with the request's body unread. */
async function serve(listener: RequestListener): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const client = (baseUrl: string) => createClient({ baseUrl, apis: [attachment, contact, documentAgent] });

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** A promise and what resolves it. */
function gate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** One chunk for each that is asked for. */
function streamFrom(parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = (async function* () {
    yield* parts;
  })();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

describe("a file as a stream", () => {
  it("is read while the server still sends it", async () => {
    const wasRead = gate();
    await using server = await serve(async (_request, response) => {
      response.setHeader("Content-Type", "image/gif");
      response.write("one");
      await wasRead.promise;
      response.end("two");
    });
    const file = await streamOf(client(server.url).contact.getImage(7));
    const reader = file!.stream.getReader();
    const text = async () => Buffer.from((await reader.read()).value ?? []).toString();
    expect(file?.type).toBe("image/gif");
    expect(await text()).toBe("one");
    wasRead.resolve();
    expect(await text()).toBe("two");
    expect((await reader.read()).done).toBe(true);
  });

  it("comes out of the base64 that agents put into JSON, while the server still sends it", async () => {
    const wasRead = gate();
    await using server = await serve(async (_request, response) => {
      response.setHeader("Content-Type", "application/json");
      response.write(' "R0lGO');
      await wasRead.promise;
      response.end('Dlh"\n');
    });
    const file = await streamOf(client(server.url).agents.document.getDocumentStream({ DocumentId: 7 }));
    const reader = file!.stream.getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("GIF");
    wasRead.resolve();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("89a");
    expect((await reader.read()).done).toBe(true);
  });

  const answering = (body: string, type = "application/json", status = 200) =>
    serve((_request, response) => {
      response.writeHead(status, { "Content-Type": type }).end(body);
    });

  it.each([
    ["null", "application/json", 200],
    [" null", "application/json", 200],
    ["", "image/gif", 204],
  ])("is null where there is none: %j", async (body, type, status) => {
    await using server = await answering(body, type, status);
    expect(await streamOf(client(server.url).contact.getImage(7))).toBeNull();
  });

  it("may be JSON itself", async () => {
    await using server = await answering('{"a":1}');
    const file = await streamOf(client(server.url).contact.getImage(7));
    expect([file?.type, `${await bytesOf(file!.stream)}`]).toEqual(["application/json", '{"a":1}']);
  });

  it.each(['"R0lGOA"', '"R0lG', '"R0lG"x', '"R0l-"', '"R0==R0=="', '"R0l\\n"', '"R0l\\u00FC"'])(
    "that is no base64 fails when it is read: %s",
    async (body) => {
      await using server = await answering(body);
      const file = await streamOf(client(server.url).contact.getImage(7));
      await expect(bytesOf(file!.stream)).rejects.toThrow(SoDecodingError);
    },
  );

  it("is the same whatever the chunks that it comes in", async () => {
    const chunked = fc.tuple(
      fc.uint8Array({ maxLength: 40 }),
      fc.array(fc.nat({ max: 90 }), { maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(chunked, fc.boolean(), async ([bytes, cuts], isEscaped) => {
        const base64 = Buffer.from(bytes).toString("base64");
        const text = `"${isEscaped ? base64.replaceAll("+", "\\u002B").replaceAll("/", "\\/") : base64}"`;
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b),
          text.length,
        ];
        const so = createClient({
          baseUrl: "http://own.example",
          apis: [contact],
          fetch: () => {
            const parts = places.slice(1).map((end, index) => Buffer.from(text.slice(places[index], end)));
            return new Response(streamFrom(parts), {
              headers: { "Content-Type": "application/json" },
            });
          },
        });
        const file = await streamOf(so.contact.getImage(7));
        expect([...(await bytesOf(file!.stream))]).toEqual([...bytes]);
      }),
      { seed: 5_023 },
    );
  });

  /** The file of an answer that comes in these parts. */
  const inParts = (parts: Iterable<Uint8Array>, type = "application/json") => {
    const fetch = () => new Response(streamFrom(parts), { headers: { "Content-Type": type } });
    const so = createClient({ baseUrl: "http://own.example", apis: [contact], fetch });
    return streamOf(so.contact.getImage(7));
  };

  it("may come with an escape that is cut anywhere", async () => {
    const text = '"+/+/\\u002B\\u002f\\/+"';
    for (let cut = 0; cut <= text.length; cut++) {
      const file = await inParts([Buffer.from(text.slice(0, cut)), Buffer.from(text.slice(cut))]);
      expect((await bytesOf(file!.stream)).toString("base64")).toBe("+/+/+//+");
    }
  });

  it("fails where base64 goes on behind its padding, in a later chunk, too", async () => {
    const file = await inParts([Buffer.from('"R0lGOA=='), Buffer.from('R0lG"')]);
    await expect(bytesOf(file!.stream)).rejects.toThrow(SoDecodingError);
  });

  it("is not read ahead of who reads it", async () => {
    let made = 0;
    function* parts() {
      while (made < 1000) yield Uint8Array.of(++made % 256);
    }
    const file = await inParts(parts(), "image/gif");
    const reader = file!.stream.getReader();
    await reader.read();
    // All that could go on by itself has had its turn by then.
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBeLessThan(10);
    await reader.cancel();
  });

  it.each([false, true])("fails with the call's errors, whatever the mode: throws %s", async (throws) => {
    await using server = await answering(
      '{"ErrorType":"SoNotFoundException","Error":true}',
      "application/json",
      404,
    );
    const so = createClient({ baseUrl: server.url, apis: [contact], throws });
    const error = await streamOf(so.contact.getImage(7)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SoStatusError);
    expect(error).toMatchObject({
      status: 404,
      body: { form: "entity", errorType: "SoNotFoundException" },
      call: { path: "/api/v1/Contact/{contactId}/Image" },
    });
    await expect(streamOf(client("http://127.0.0.1:9").contact.getImage(7))).rejects.toThrow(SoNetworkError);
  });

  it("that breaks off fails when it is read", async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { "Content-Type": "image/gif", "Content-Length": "10" });
      response.write("one", () => response.destroy());
    });
    const file = await streamOf(client(server.url).contact.getImage(7));
    await expect(bytesOf(file!.stream)).rejects.toThrow(SoNetworkError);
  });

  it("ends with the caller's signal", async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { "Content-Type": "image/gif" }).write("one");
    });
    const controller = new AbortController();
    const file = await streamOf(client(server.url).contact.getImage(7, { signal: controller.signal }));
    const reader = file!.stream.getReader();
    await reader.read();
    controller.abort();
    await expect(reader.read()).rejects.toThrow(SoAbortError);
  });

  it("that is left early frees its connection", async () => {
    const closed = gate();
    await using server = await serve((_request, response) => {
      response.on("close", closed.resolve);
      response.writeHead(200, { "Content-Type": "image/gif" }).write("one");
    });
    const file = await streamOf(client(server.url).contact.getImage(7));
    for await (const _ of file!.stream) break;
    await closed.promise;
  });
});

it("a stream to send is sent while it is still written", async () => {
  const arrived = gate();
  await using server = await serve(async (request, response) => {
    let text = "";
    for await (const part of request) {
      text += part;
      arrived.resolve();
    }
    response.setHeader("X-Length", text.length).writeHead(204).end();
  });
  async function* parts() {
    yield Buffer.from("one");
    // Without this the second part would have to be there for the first to be sent.
    await arrived.promise;
    yield Buffer.from("two");
  }
  const sent = client(server.url).attachment.uploadAttachment(5, streamFrom(parts()));
  expect((await sent.head()).headers.get("X-Length")).toBe("6");
});
