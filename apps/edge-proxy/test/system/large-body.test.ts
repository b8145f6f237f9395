import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, runtimes } from "../support/programs.ts";
import { contactPath } from "../support/sample-requests.ts";
import { startSmall } from "../support/small-heap.ts";
import { processOf } from "./processes.ts";

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;
const piece = Buffer.alloc(256 * 1024, "x");

function* pieces(size: number): Generator<Buffer> {
  for (let sent = 0; sent < size; sent += piece.length) yield piece;
}

async function sizeOf(stream: AsyncIterable<Buffer>): Promise<number> {
  let size = 0;
  for await (const chunk of stream) size += chunk.length;
  return size;
}

describe.each(runtimes)("a body of 1 GB on $runtime", ({ start }) => {
  let upstream: Server;
  let program: Program;
  /** Bytes of the answer that is asked for next. */
  let wanted = 0;
  let taken = 0;

  beforeAll(async () => {
    upstream = createServer(async (request, response) => {
      taken = await sizeOf(request).catch(() => 0);
      response.writeHead(200, { "content-type": "image/png", "content-length": String(wanted) });
      await pipeline(Readable.from(pieces(wanted)), response).catch(() => {});
    });
    await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
    const { port } = upstream.address() as AddressInfo;
    program = await startSmall(start, {
      UPSTREAM: `http://127.0.0.1:${port}`,
      BODY_LIMIT: "2000MB",
      TOTAL_TIMEOUT_MS: "0",
    });
  });
  afterAll(async () => {
    await program?.stop();
    upstream?.closeAllConnections();
    upstream?.close();
  });

  /** Sends so many bytes and gives the number that came back. */
  function exchange(method: string, path: string, size: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = size === 0 ? {} : { "content-type": "image/png", "content-length": String(size) };
      const request = httpRequest(new URL(path, program.address), { method, headers }, (response) => {
        if (response.statusCode === 200) sizeOf(response).then(resolve, reject);
        else reject(new Error(`answered ${response.statusCode}`));
      });
      request.on("error", reject);
      Readable.from(pieces(size)).pipe(request);
    });
  }

  it.each([
    { what: "down to the caller", method: "GET", path: `${contactPath}/5`, up: 0, down: 1 },
    { what: "up to the tenant", method: "PUT", path: `${contactPath}/5/Image`, up: 1, down: 0 },
  ])(
    "streams $what in less than 64 MB more than four of 256 MB took",
    async ({ method, path, up, down }) => {
      // What code, pools and sockets take is there after the same number of bytes in smaller bodies. A proxy that keeps a
      // body, or a tenth of it, grows by that much more with the large one.
      wanted = (GiB / 4) * down;
      for (let turn = 0; turn < 4; turn++) await exchange(method, path, (GiB / 4) * up);
      const { peakMemory } = processOf(program);
      const before = peakMemory();
      wanted = GiB * down;
      expect(await exchange(method, path, GiB * up)).toBe(wanted);
      expect(taken).toBe(GiB * up);
      expect(peakMemory() - before).toBeLessThan(64 * MiB);
    },
    600_000,
  );
});
