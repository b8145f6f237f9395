import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, speak } from "../support/client.ts";
import { type Program, runtimes } from "../support/programs.ts";
import { answerText, type RawUpstream, rawUpstream } from "../support/raw-upstream.ts";
import { goodAnswer, goodRequest } from "../support/sample-requests.ts";
import { shapes } from "./shapes.ts";

/** What an attacker hopes that somebody takes for a request of its own. */
const smuggled =
  "GET /api/v1/Contact/666 HTTP/1.1\r\nHost: a\r\nX-Smuggled: yes\r\nConnection: close\r\n\r\n";

describe.each(runtimes.filter(({ runtime }) => runtime !== "workerd"))(
  "on $runtime",
  ({ runtime, start }) => {
    let upstream: RawUpstream;
    let program: Program;

    beforeAll(async () => {
      upstream = await rawUpstream((socket) => socket.end(answerText(goodAnswer)));
      program = await start({ UPSTREAM: upstream.url });
    });
    afterAll(async () => {
      await program?.stop();
      await upstream?.close();
    });

    const send = async (bytes: string) => {
      const before = upstream.heads.length;
      const received = await speak(program.address, [Buffer.from(bytes, "latin1")], 1_500);
      const statuses = [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
      return { statuses, heads: upstream.heads.slice(before) };
    };

    it.each(shapes)("$what: $is", async ({ bytes, is }) => {
      const { statuses, heads } = await send(bytes + smuggled);
      const first = heads.filter((head) => !head.includes("666"));
      if (is === "refused") {
        // A server may find more than one fault in the rest.
        expect(new Set(statuses)).toEqual(new Set([400]));
        expect(heads).toEqual([]);
      } else if (is === "answered") {
        expect(statuses[0]).toBe(400);
        expect(first).toEqual([]);
      } else {
        // What follows is a request like any other, or left alone: a caller may say two things on one connection.
        expect(new Set(statuses)).toEqual(new Set([200]));
        expect(heads).toHaveLength(statuses.length);
        expect(first).toHaveLength(1);
        expect(first[0]).not.toMatch(/smuggled|upgrade|http2-settings/i);
        expect(first[0]).toMatch(/^POST \S+ HTTP\/1\.1\r\n/);
      }
      expect((await ask(program.address, goodRequest)).text).toBe(goodAnswer);
    });

    it("gives each body upstream one length and no coding beside it", async () => {
      for (const { bytes, is } of shapes) {
        if (is !== "framed") continue;
        const { heads } = await send(bytes);
        const [head = ""] = heads;
        const framing = head.match(/^(?:content-length|transfer-encoding):.*$/gim);
        expect(framing).toEqual([`content-length: ${goodRequest.body.length}`]);
      }
    });

    it("takes no more of a chunk's extensions than a header may have", async () => {
      const endless = `POST ${goodRequest.path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1;${"a".repeat(200_000)}`;
      const { statuses, heads } = await send(endless);
      // Deno reads on until the total time-out, and keeps none of it.
      expect(statuses).toEqual(runtime === "deno" ? [] : [400]);
      expect(heads).toEqual([]);
    });
  },
);
