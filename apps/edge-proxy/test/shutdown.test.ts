import { request as httpRequest } from "node:http";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { runtimes } from "./support/programs.ts";
import { goodAnswer, goodRequest } from "./support/sample-requests.ts";

const json = { "content-type": "application/json" };
let upstream: HttpUpstream;

beforeAll(async () => {
  upstream = await httpUpstream();
});
afterAll(() => upstream?.close());

describe.each(runtimes.filter(({ runtime }) => runtime !== "workerd"))(
  "a signal to stop on $runtime",
  ({ start }) => {
    it("loses no answer under load: everything that was asked on an open connection is answered", async () => {
      const program = await start({ UPSTREAM: upstream.url });
      try {
        upstream.answer((response) =>
          setTimeout(() => response.writeHead(200, json).end(goodAnswer), 20 + Math.random() * 200),
        );
        const { port } = new URL(program.address);
        const before = upstream.seen.length;
        // Each caller asks on a connection of its own until the proxy takes no more connections.
        const outcomes: string[] = [];
        let goesOn = true;
        const caller = async (): Promise<void> => {
          while (goesOn) {
            const accepted = await connected(Number(port));
            if (accepted === undefined) return;
            outcomes.push(await over(accepted));
          }
        };
        const callers = Array.from({ length: 16 }, caller);
        await expect.poll(() => upstream.seen.length - before).toBeGreaterThan(60);
        program.signal("SIGTERM");
        await expect.poll(() => program.alive()).toBe(false);
        goesOn = false;
        await Promise.all(callers);
        expect(program.exitCode()).toBe(0);
        // Whatever came upstream was answered; a connection that was closed before its request came is no answer lost.
        const answered = outcomes.filter((outcome) => outcome === "200").length;
        expect(answered).toBe(upstream.seen.length - before);
        expect(outcomes.filter((outcome) => !["200", "unanswered"].includes(outcome))).toEqual([]);
      } finally {
        await program.stop();
      }
    });

    it.each(["SIGINT", "SIGHUP"] as const)("lets an answer that is under way out on %s", async (signal) => {
      const program = await start({ UPSTREAM: upstream.url });
      try {
        const asked = new Promise<void>((resolve) => {
          upstream.answer((response) => {
            resolve();
            setTimeout(() => response.writeHead(200, json).end(goodAnswer), 300);
          });
        });
        const answer = ask(program.address, goodRequest);
        await asked;
        program.signal(signal);
        expect((await answer).status).toBe(200);
        await expect.poll(() => program.exitCode()).toBe(0);
      } finally {
        await program.stop();
      }
    });

    it("sheds what is too much with Retry-After while it serves the rest", async () => {
      const program = await start({
        UPSTREAM: upstream.url,
        MAX_CONCURRENT: "4",
        QUEUE_LIMIT: "4",
        QUEUE_TIMEOUT_MS: "60000",
      });
      try {
        // Nothing is answered before all that is too much has gone.
        const held: (() => void)[] = [];
        let refused = 0;
        upstream.answer((response) => {
          const release = (): void => void response.writeHead(200, json).end(goodAnswer);
          if (refused < 32) held.push(release);
          else release();
        });
        const answers = await Promise.all(
          Array.from({ length: 40 }, async () => {
            const answer = await ask(program.address, goodRequest);
            if (answer.status === 503 && ++refused === 32) for (const release of held) release();
            return answer;
          }),
        );
        const shed = answers.filter(({ status }) => status === 503);
        expect(answers.filter(({ status }) => status === 200).length).toBe(answers.length - shed.length);
        expect(shed.length).toBe(32);
        for (const answer of shed) {
          expect(answer.json.code).toBe("overloaded");
          expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
        }
        upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
        expect((await ask(program.address, goodRequest)).status).toBe(200);
      } finally {
        await program.stop();
      }
    });

    it("lets one that waits in the queue for too long go with Retry-After", async () => {
      const program = await start({ UPSTREAM: upstream.url, MAX_CONCURRENT: "1", QUEUE_TIMEOUT_MS: "300" });
      try {
        let release = (): void => {};
        const before = upstream.seen.length;
        upstream.answer((response) => {
          release = () => response.writeHead(200, json).end(goodAnswer);
        });
        const first = ask(program.address, goodRequest);
        await expect.poll(() => upstream.seen.length).toBe(before + 1);
        const second = await ask(program.address, goodRequest);
        expect({ status: second.status, code: second.json.code }).toEqual({
          status: 503,
          code: "overloaded",
        });
        expect(Number(second.headers["retry-after"])).toBeGreaterThan(0);
        release();
        expect((await first).text).toBe(goodAnswer);
        expect(upstream.seen.length).toBe(before + 1);
      } finally {
        await program.stop();
      }
    });
  },
);

function connected(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.on("error", () => resolve(undefined));
  });
}

/** Asks once over a connection that is open: the status of a whole answer, or how it failed. */
function over(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const request = httpRequest({ ...goodRequest, createConnection: () => socket }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("error", () => resolve("cut"));
      response.on("end", () => {
        socket.destroy();
        resolve(text === goodAnswer ? String(response.statusCode) : "half");
      });
    });
    request.on("error", () => resolve("unanswered"));
    request.end(goodRequest.body);
  });
}
