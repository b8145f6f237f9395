import { connect } from "node:net";
import { expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { startNode } from "./support/programs.ts";
import { answerText, rawUpstream } from "./support/raw-upstream.ts";
import { goodAnswer, goodRequest } from "./support/sample-requests.ts";

/** Numbers from 0 to 1 that come out the same every time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x7fff_ffff;
  };
}

it("the program survives hundreds of callers and answers that break off anywhere", async () => {
  const random = randomFrom(20_261_101);
  const small = answerText(goodAnswer);
  const large = answerText("x".repeat(600_000));
  const upstream = await rawUpstream((socket) => {
    const text = random() < 0.5 ? small : large;
    const cut = Math.floor(random() * text.length * 1.3);
    const fate = random();
    socket.write(text.slice(0, cut));
    setTimeout(() => {
      if (fate < 0.3) socket.destroy();
      else if (fate < 0.6) socket.resetAndDestroy();
      else socket.end(text.slice(cut));
    }, random() * 20);
  });
  const program = await startNode({
    UPSTREAM: upstream.url,
    TIMEOUT_MS: "300",
    IDLE_TIMEOUT_MS: "300",
    BODY_LIMIT: "1MB",
  });
  const { hostname, port } = new URL(program.address);

  const call = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), hostname);
      const body = random() < 0.3 ? JSON.stringify({ Extra: "y".repeat(700_000) }) : goodRequest.body;
      const isChunked = random() < 0.3;
      const framing = isChunked ? "Transfer-Encoding: chunked" : `Content-Length: ${body.length}`;
      const wire = isChunked ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
      const text = `POST ${goodRequest.path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${framing}\r\n\r\n${wire}`;
      socket.on("error", () => {});
      socket.on("close", () => resolve());
      socket.on("data", () => random() < 0.1 && socket.destroy());
      socket.write(random() < 0.5 ? text : text.slice(0, Math.floor(random() * text.length)));
      setTimeout(() => (random() < 0.5 ? socket.destroy() : socket.resetAndDestroy()), 20 + random() * 200);
    });

  try {
    for (let round = 0; round < 12; round++) await Promise.all(Array.from({ length: 50 }, call));
    upstream.behave((socket) => socket.end(small));
    await expect.poll(async () => (await ask(program.address, goodRequest)).text).toBe(goodAnswer);
    expect(program.alive()).toBe(true);
    const lines = program.output().trim().split("\n").slice(2);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !line.startsWith("{"))).toEqual([]);
    expect(lines.filter((line) => line.includes('"internal"'))).toEqual([]);
  } finally {
    await program.stop();
    await upstream.close();
  }
});
