import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Ask, ask } from "../support/client.ts";
import { runtimes } from "../support/programs.ts";
import { answerText, type Behaviour, rawUpstream } from "../support/raw-upstream.ts";
import { contactPath, goodAnswer, goodRequest } from "../support/sample-requests.ts";
import { startSmall } from "../support/small-heap.ts";
import { type ProcessFacts, processOf } from "./processes.ts";

const MiB = 1024 * 1024;
/** Most seconds of traffic for each runtime; more finds smaller leaks. */
const SECONDS = Number(process.env["SOAK_SECONDS"] ?? 240);
/** Seconds between two looks at the memory. */
const WINDOW = SECONDS / 24;
/** What a window may grow by and still be level. A leak of 10 KB a request takes more than this. */
const LEVEL = 4 * MiB;

const kept = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${goodAnswer.length}\r\n\r\n${goodAnswer}`;
const large = answerText("x".repeat(600_000), ["Content-Type: image/png"]);
/** What the upstream does, in turn: mostly well. */
const behaviours: readonly Behaviour[] = [
  (socket) => void socket.write(kept),
  (socket) => void socket.end(answerText(goodAnswer)),
  (socket) => void socket.end(large),
  (socket) => void socket.end(answerText('{"Error":true}', undefined, "500 Internal Server Error")),
  (socket) => void socket.destroy(),
  (socket) => void socket.write(kept.slice(0, 200), () => socket.resetAndDestroy()),
];

/** What callers do, in turn. */
const calls: readonly ((address: string, n: number) => Promise<unknown>)[] = [
  (address) => ask(address, goodRequest),
  (address, n) =>
    ask(address, { path: `${contactPath}/${n}?$select=name${n}`, headers: { "x-request-id": `soak-${n}` } }),
  (address, n) => ask(address, { path: `/nowhere/${n}` }),
  (address) => ask(address, { ...goodRequest, body: '{"ContactId":"x"}' }),
  (address, n) => ask(address, upload(n)),
  leave,
];

function upload(n: number): Ask {
  const headers = { "content-type": "application/json" };
  return {
    method: "POST",
    path: contactPath,
    headers,
    body: JSON.stringify({ Name: "y".repeat((n % 7) * 60_000) }),
  };
}

/** Asks and goes away before the answer. */
async function leave(address: string): Promise<void> {
  const { port } = new URL(address);
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => {});
  socket.write(
    `POST ${goodRequest.path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${goodRequest.body.length}\r\n\r\n${goodRequest.body}`,
  );
  await wait(5);
  socket.resetAndDestroy();
}

/** The median, for memory goes up and down between collections. */
const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Memory, five times a second. */
async function sample(facts: ProcessFacts, seconds: number): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < seconds * 5; n++) {
    await wait(200);
    samples.push(facts.memory());
  }
  return samples;
}

describe.each(runtimes)("a soak on $runtime", ({ start }) => {
  it(
    "shows no growth in memory or sockets",
    async () => {
      let turn = 0;
      const upstream = await rawUpstream((socket, head) =>
        behaviours[turn++ % behaviours.length]?.(socket, head),
      );
      const program = await startSmall(start, {
        UPSTREAM: upstream.url,
        TIMEOUT_MS: "2000",
        IDLE_TIMEOUT_MS: "2000",
        RETRIES: "1",
      });
      try {
        const facts = processOf(program);
        await ask(program.address, goodRequest).catch(() => undefined);
        await expect.poll(() => upstream.open()).toBe(0);
        const sockets = facts.sockets();
        let goesOn = true;
        let made = 0;
        const caller = async (): Promise<void> => {
          while (goesOn) {
            const n = made++;
            await calls[n % calls.length]?.(program.address, n).catch(() => undefined);
          }
        };
        const callers = Array.from({ length: 8 }, caller);
        // Code, pools and heaps find their size, each runtime's at its own time; what leaks finds none.
        let last = median(await sample(facts, WINDOW));
        const grown: number[] = [];
        while (grown.length < 23 && (grown.at(-1) ?? LEVEL) >= LEVEL) {
          const next = median(await sample(facts, WINDOW));
          grown.push(next - last);
          last = next;
        }
        goesOn = false;
        await Promise.all(callers);
        expect(made).toBeGreaterThan(grown.length * WINDOW * 10);
        expect(grown.at(-1), `grew by ${grown.join(", ")} in ${made} requests`).toBeLessThan(LEVEL);
        // Nothing is left of it upstream or here.
        await expect.poll(() => upstream.open()).toBe(0);
        await expect.poll(() => facts.sockets()).toBeLessThanOrEqual(sockets);
        expect(program.alive()).toBe(true);
        expect(program.output()).not.toMatch(/\n\s+at |"internal"/);
      } finally {
        await program.stop();
        await upstream.close();
      }
    },
    (SECONDS + 60) * 1_000,
  );
});
